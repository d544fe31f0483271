import {
  type BenefitsProgramme,
  type Diagnostic,
  folderKind,
  formatMonth,
  type PolicyCode,
  type Programme,
  readBenefits,
  readProgramme,
} from '@dipper/policy'
import type { Command } from 'commander'
import { type CasesTold, tellCases } from '../benefits-cases.ts'
import { findingData, findingLines } from '../failures.ts'
import { answers, type MakeCommand, newCommand } from '../new-command.ts'
import { caseFiles, placed, policyFiles } from '../policy-folder.ts'
import type { Answer, Session } from '../session.ts'
import { paragraphs, tableText } from '../table.ts'

/** `dipper policy check`. */
export const policyCheck: MakeCommand = (session, end): Command =>
  newCommand(session, 'policy check', 'dipper policy check policies/china-telecom/star')
    .argument('<policy>', session.words.help.options.policy)
    .action(answers(session, (folder: string) => check(session, folder), end))

async function check(session: Session, folder: string): Promise<Answer> {
  const { io } = session
  const files = policyFiles(io, folder)
  if (folderKind(files) === 'benefits') {
    const { programme, diagnostics } = readBenefits(files)
    if (programme === undefined) return mistaken(session, folder, placed(folder, diagnostics))
    return told(session, folder, programme, await tellCases(files, caseFiles(io, folder)))
  }
  const { programme, diagnostics } = readProgramme(files)
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

function fine(session: Session, folder: string, programme: Programme | BenefitsProgramme): Answer {
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

/** Benefits without mistakes, and what became of their cases. */
function told(
  session: Session,
  folder: string,
  programme: BenefitsProgramme,
  { cases, failures }: CasesTold,
): Answer {
  const { words } = session
  const { text, data, summary } = fine(session, folder, programme)
  const said = failures.map((failure) => words.cases.failure(failure))
  const ok = failures.length === 0
  return {
    status: ok ? 0 : 1,
    text: paragraphs(text, said.join('\n')),
    data: {
      ...(data as object),
      ok,
      cases,
      failures: failures.map((each, index) => ({ ...each, sentence: said[index] })),
    },
    summary: ok
      ? `${summary}${words.cases.fine({ cases })}`
      : words.cases.wrong({ folder, cases, failures: failures.length }),
  }
}

function documentsText(
  { words }: Session,
  { documents, overlays }: Programme | BenefitsProgramme,
): string {
  const { terms, language } = words
  const rows = [
    ...documents.map((each) => [each.file, formatMonth(each.effectiveFrom), each.title[language]]),
    ...overlays.map((each) => [each.file, formatMonth(each.effectiveFrom), each.region]),
  ]
  return tableText({ head: [terms.document, terms.month, terms.title], rows, align: 'lll' })
}
