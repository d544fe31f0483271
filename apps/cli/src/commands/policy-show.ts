import { compileMonth } from '@dipper/engine'
import {
  answering,
  formatMonth,
  type Month,
  type PolicyAnswer,
  type PolicyOverlay,
  type ProvenValue,
  provenance,
} from '@dipper/policy'
import type { Command } from 'commander'
import { monthOf } from '../arguments.ts'
import { widthOf } from '../io.ts'
import { answers, described, type MakeCommand, newCommand, required } from '../new-command.ts'
import { programmeIn } from '../policy-folder.ts'
import type { Answer, Session } from '../session.ts'
import { factsText, paragraphs, tableText } from '../table.ts'
import { valueText } from '../value-text.ts'

interface Flags {
  readonly month: Month
  readonly region?: string
}

const NAMES = 'star.names.'

const EXAMPLE = 'dipper policy show policies/china-telecom/star --month 2026-11'

/** `dipper policy show`. */
export const policyShow: MakeCommand = (session, end): Command => {
  const { words } = session
  return newCommand(session, 'policy show', EXAMPLE)
    .argument('<policy>', words.help.options.policy)
    .addOption(required(words, '--month <month>', 'month').argParser(monthOf('--month')))
    .addOption(described(words, '--region <region>', 'region'))
    .action(answers(session, (folder: string, flags: Flags) => show(session, folder, flags), end))
}

function show(session: Session, folder: string, flags: Flags): Answer {
  const programme = programmeIn(session.io, folder)
  const { digest } = compileMonth(programme, flags.month)
  const answer = answering(programme, flags.month) as PolicyAnswer
  const region = flags.region ?? null
  const overlay = region === null ? undefined : answer.regions[region]?.overlay
  const values = provenance(answer, region)
  const { document } = answer
  return {
    status: 0,
    text: paragraphs(headText(session, answer, overlay, digest), valuesText(session, values)),
    data: {
      month: formatMonth(flags.month),
      policy: document.policy,
      document: document.file,
      effectiveFrom: formatMonth(document.effectiveFrom),
      region,
      overlay: overlay?.file ?? null,
      digest,
      title: document.title,
      values,
    },
    summary: summaryOf(session, answer, values, { region, overlay }),
  }
}

function summaryOf(
  { words }: Session,
  { month, document }: PolicyAnswer,
  values: readonly ProvenValue[],
  { region, overlay }: { readonly region: string | null; readonly overlay: unknown },
): string {
  const shown = { policy: document.policy, month: formatMonth(month) }
  if (region !== null && overlay === undefined) {
    return words.summaries.noOverlay({ region, month: shown.month })
  }
  const assumed = values.filter(({ certainty }) => certainty === 'assumed').length
  return words.summaries.policyShown({ ...shown, values: values.length, assumed })
}

function headText(
  { words }: Session,
  { document }: PolicyAnswer,
  overlay: PolicyOverlay | undefined,
  digest: string,
): string {
  const { terms, language } = words
  return factsText([
    [terms.policy, `${document.policy} (${document.title[language]})`],
    [terms.document, document.file],
    ...(overlay === undefined ? [] : [[terms.overlay, overlay.file] as const]),
    [terms.digest, digest],
  ])
}

/** Sources, mostly long, below the table, each once. */
function valuesText({ words, io }: Session, values: readonly ProvenValue[]): string {
  const { terms, certainties, language } = words
  const sources = [...new Set(values.map(({ source }) => source))]
  const shown = values.filter(
    ({ path }) => !path.startsWith(NAMES) || path === `${NAMES}${language}`,
  )
  const rows = shown.map(({ path, value, certainty, source, file }) => [
    path,
    valueText(value),
    `${certainties[certainty]} [${sources.indexOf(source) + 1}]`,
    file,
  ])
  const head = [terms.setting, terms.value, terms.certainty, terms.file]
  const notes = sources.map((source, index) => `[${index + 1}] ${source}`)
  const fit = { column: 1, width: widthOf(io.stdout) }
  return paragraphs(tableText({ head, rows, align: 'llll', fit }), notes.join('\n'))
}
