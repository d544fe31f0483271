import { compileMonth, Problem } from '@dipper/engine'
import {
  answering,
  answeringBenefits,
  type BenefitsAnswer,
  type BenefitsOverlay,
  benefitsProvenance,
  compileBenefits,
  folderKind,
  formatMonth,
  type Month,
  type PolicyAnswer,
  type PolicyOverlay,
  type ProvenValue,
  provenance,
} from '@dipper/policy'
import type { Command } from 'commander'
import { monthOf } from '../arguments.ts'
import { type Io, widthOf } from '../io.ts'
import { answers, described, type MakeCommand, newCommand, required } from '../new-command.ts'
import { benefitsIn, policyFiles, programmeIn } from '../policy-folder.ts'
import type { Answer, Session } from '../session.ts'
import { factsText, paragraphs, tableText } from '../table.ts'
import { valueText } from '../value-text.ts'

interface Flags {
  readonly month: Month
  readonly region?: string
}

/** Names in one language. */
const NAME = /\.(?:names|title)\.(?<language>[\w-]+)$/

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
  const { io } = session
  const region = flags.region ?? null
  const isOfBenefits = folderKind(policyFiles(io, folder)) === 'benefits'
  const shownOf = isOfBenefits ? benefitsShown : starShown
  const { answer, digest, values } = shownOf(io, folder, flags.month, region)
  const overlay = region === null ? undefined : answer.regions[region]?.overlay
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

type ShownAnswer = PolicyAnswer | BenefitsAnswer

interface Shown {
  readonly answer: ShownAnswer
  readonly digest: string
  readonly values: readonly ProvenValue[]
}

function starShown(io: Io, folder: string, month: Month, region: string | null): Shown {
  const programme = programmeIn(io, folder)
  const { digest } = compileMonth(programme, month)
  const answer = answering(programme, month) as PolicyAnswer
  return { answer, digest, values: provenance(answer, region) }
}

/** Throws `policy-silent`, as a star policy does. */
function benefitsShown(io: Io, folder: string, month: Month, region: string | null): Shown {
  const programme = benefitsIn(io, folder)
  const answer = answeringBenefits(programme, month)
  if (answer === undefined) {
    throw new Problem('policy-silent', { policy: programme.policy, month: formatMonth(month) })
  }
  const { digest } = compileBenefits(answer)
  return { answer, digest, values: benefitsProvenance(answer, region) }
}

function summaryOf(
  { words }: Session,
  { month, document }: ShownAnswer,
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
  { document }: ShownAnswer,
  overlay: PolicyOverlay | BenefitsOverlay | undefined,
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
    ({ path }) => (NAME.exec(path)?.groups?.['language'] ?? language) === language,
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
