import {
  type Diagnostic,
  formatMonth,
  type PolicyCode,
  type Programme,
  readProgramme,
} from '@dipper/policy'
import type { Command } from 'commander'
import { findingData, findingLines } from '../failures.ts'
import { answers, type MakeCommand, newCommand } from '../new-command.ts'
import { placed, policyFiles } from '../policy-folder.ts'
import type { Answer, Session } from '../session.ts'
import { tableText } from '../table.ts'

/** `dipper policy check`. */
export const policyCheck: MakeCommand = (session, end): Command =>
  newCommand(session, 'policy check', 'dipper policy check policies/china-telecom/star')
    .argument('<policy>', session.words.help.options.policy)
    .action(answers(session, (folder: string) => check(session, folder), end))

function check(session: Session, folder: string): Answer {
  const { programme, diagnostics } = readProgramme(policyFiles(session.io, folder))
  return programme === undefined
    ? mistaken(session, folder, placed(folder, diagnostics))
    : fine(session, folder, programme)
}

function mistaken(
  { words }: Session,
  folder: string,
  diagnostics: readonly Diagnostic<PolicyCode>[],
): Answer {
  return {
    status: 1,
    text: findingLines(diagnostics, words.language),
    data: { ok: false, findings: findingData(diagnostics, words.language) },
    summary: words.summaries.policyMistakes({ folder, count: diagnostics.length }),
  }
}

function fine(session: Session, folder: string, programme: Programme): Answer {
  const { documents, overlays, policy } = programme
  const counts = { documents: documents.length, overlays: overlays.length }
  const files = [...documents, ...overlays].map((each) => ({
    file: each.file,
    effectiveFrom: formatMonth(each.effectiveFrom),
  }))
  return {
    status: 0,
    text: documentsText(session, programme),
    data: { ok: true, policy, files, findings: [] },
    summary: session.words.summaries.policyFine({ folder, ...counts }),
  }
}

function documentsText({ words }: Session, { documents, overlays }: Programme): string {
  const { terms, language } = words
  const rows = [
    ...documents.map((each) => [each.file, formatMonth(each.effectiveFrom), each.title[language]]),
    ...overlays.map((each) => [each.file, formatMonth(each.effectiveFrom), each.region]),
  ]
  return tableText({ head: [terms.document, terms.month, terms.title], rows, align: 'lll' })
}
