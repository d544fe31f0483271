import {
  type AssessOptions,
  type AssessResult,
  assessMonths,
  type Progress as EngineProgress,
} from '@dipper/engine'
import { formatMonth, type Month } from '@dipper/policy'
import type { Command } from 'commander'
import { dateOf, engineNamed, folderAt, monthOf, wholeNumber } from '../arguments.ts'
import { answers, described, type MakeCommand, newCommand, required } from '../new-command.ts'
import { grouped, sum } from '../numbers.ts'
import { programmeIn } from '../policy-folder.ts'
import type { Progress } from '../progress.ts'
import { reportFile, writeReport } from '../report/write-report.ts'
import { type Answer, type Session, withProgress } from '../session.ts'
import { paragraphs, tableText } from '../table.ts'

interface Flags {
  readonly policy: string
  readonly facts: string
  readonly register: string
  readonly from: Month
  readonly through: Month
  readonly knownBy?: string
  readonly engine: 'duckdb'
  readonly threads?: number
}

const EXAMPLE =
  'dipper assess --policy policies/china-telecom/star --facts facts --register register --from 2025-11 --through 2026-11'

/** `dipper assess`. */
export const assess: MakeCommand = (session, end): Command => {
  const { words } = session
  return newCommand(session, 'assess', EXAMPLE)
    .addOption(required(words, '--policy <folder>', 'policy'))
    .addOption(required(words, '--facts <folder>', 'facts'))
    .addOption(required(words, '--register <folder>', 'register'))
    .addOption(required(words, '--from <month>', 'from').argParser(monthOf('--from')))
    .addOption(required(words, '--through <month>', 'through').argParser(monthOf('--through')))
    .addOption(described(words, '--known-by <date>', 'knownBy').argParser(dateOf('--known-by')))
    .addOption(
      described(words, '--engine <name>', 'engine').argParser(engineNamed).default('duckdb'),
    )
    .addOption(
      described(words, '--threads <n>', 'threads').argParser(wholeNumber('--threads', 1, 256)),
    )
    .action(answers(session, (flags: Flags) => assessInto(session, flags), end))
}

async function assessInto(session: Session, flags: Flags): Promise<Answer> {
  const { io } = session
  const programme = programmeIn(io, flags.policy)
  const result = await assessShowing(session, {
    programme,
    facts: folderAt(io, flags.facts),
    register: folderAt(io, flags.register),
    from: flags.from,
    through: flags.through,
    knownBy: flags.knownBy ?? null,
    ...(flags.threads === undefined ? {} : { threads: flags.threads }),
  })
  return {
    status: 0,
    text: paragraphs(monthsText(session, result), notesText(session, result)),
    data: dataOf(flags, result),
    summary: summaryOf(session, flags, result),
  }
}

/** Assesses with a line that shows how far it is, and writes the report of the run. */
export async function assessShowing(
  session: Session,
  options: Omit<AssessOptions, 'onProgress'>,
): Promise<AssessResult> {
  const result = await withProgress(session, (progress) =>
    assessMonths({ ...options, onProgress: towards(progress, options.through) }),
  )
  writeReport(options.register, result.manifest, session.words.language)
  return result
}

/** Months count as one long piece of work, customer by customer. */
function towards(progress: Progress, through: Month): (step: EngineProgress) => void {
  let first: Month | null = null
  return ({ phase, done, total, month }) => {
    if (phase !== 'assess' || month === undefined) {
      progress.report(phase, done, total)
      return
    }
    first ??= month
    progress.report(phase, (month - first) * total + done, (through - first + 1) * total)
  }
}

function dataOf({ register }: Flags, result: AssessResult) {
  return {
    ...result,
    manifest: undefined,
    report: reportFile(register, result.run),
    already: result.already.map(formatMonth),
    months: result.months.map((month) => ({ ...month, month: formatMonth(month.month) })),
    periodsBeforeFirst: result.periodsBeforeFirst.map(formatMonth),
  }
}

function monthsText({ words }: Session, { months }: AssessResult): string {
  if (months.length === 0) return ''
  const { terms, outcomes } = words
  const shown = ['awarded', 'rose', 'kept', 'renewed', 'fell', 'unrated'] as const
  const rows = months.map((month) => [
    formatMonth(month.month),
    grouped(month.customers),
    ...shown.map((outcome) => grouped(month.outcomes[outcome])),
    grouped(month.outcomes.left + month.outcomes.ineligible),
  ])
  const head = [terms.month, terms.rows, ...shown.map((outcome) => outcomes[outcome]), terms.ended]
  return tableText({ head, rows, align: 'lrrrrrrrr' })
}

function notesText({ words }: Session, result: AssessResult): string {
  const { notes } = words
  const { already, periodsBeforeFirst, unknownColumns, absent, rejects } = result
  const there = spanOf(already)
  const early = spanOf(periodsBeforeFirst)
  return [
    there && notes.already({ ...there, months: already.length }),
    early && notes.periodsBeforeFirst({ periods: words.months(early.from, early.through) }),
    ...absent.map((table) => notes.absent({ table })),
    ...unknownColumns.map(({ file, columns }) =>
      notes.unknownColumns({ file, columns: columns.join(', ') }),
    ),
    rejects && notes.rejectsListed({ rejected: grouped(rejectedIn(result)), file: rejects }),
  ]
    .filter((note) => note !== null)
    .join('\n')
}

function summaryOf({ words }: Session, { register }: Flags, result: AssessResult): string {
  const { months, already } = result
  const span = spanOf(months.map(({ month }) => month))
  const last = months.at(-1)
  const report = reportFile(register, result.run)
  if (span === null || last === undefined) {
    const there = spanOf(already) ?? { from: '', through: '' }
    return words.summaries.nothingToAssess({ ...there, register, report })
  }
  const rejected = rejectedIn(result)
  return words.summaries.assessed({
    ...span,
    months: months.length,
    register,
    customers: grouped(last.customers),
    rejected: rejected === 0 ? null : grouped(rejected),
    report,
  })
}

function rejectedIn({ tables }: AssessResult): number {
  return sum(tables.map((table) => table.rejected))
}

/** First and last of rising months; null of none. */
function spanOf(months: readonly Month[]): { from: string; through: string } | null {
  const [from, through] = [months[0], months.at(-1)]
  if (from === undefined || through === undefined) return null
  return { from: formatMonth(from), through: formatMonth(through) }
}
