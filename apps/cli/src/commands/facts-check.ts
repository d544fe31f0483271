import {
  type CheckResult,
  checkFacts,
  controlsProblem,
  Problem,
  problemSentence,
  reasonSentence,
} from '@dipper/engine'
import { formatMonth } from '@dipper/policy'
import type { Command } from 'commander'
import { dateOf, folderAt, outFile, wholeNumber } from '../arguments.ts'
import { answers, described, type MakeCommand, newCommand } from '../new-command.ts'
import { grouped, sum } from '../numbers.ts'
import { type Answer, type ExitStatus, type Session, withProgress } from '../session.ts'
import { paragraphs, tableText } from '../table.ts'

interface Flags {
  readonly strict?: true
  readonly rejects?: string
  readonly knownBy?: string
  readonly threads?: number
}

const EXAMPLE = 'dipper facts check facts --rejects rejects.csv'

/** `dipper facts check`. */
export const factsCheck: MakeCommand = (session, end): Command => {
  const { words } = session
  return newCommand(session, 'facts check', EXAMPLE)
    .argument('<facts>', words.help.options.facts)
    .addOption(described(words, '--strict', 'strict'))
    .addOption(described(words, '--rejects <file>', 'rejects'))
    .addOption(described(words, '--known-by <date>', 'knownBy').argParser(dateOf('--known-by')))
    .addOption(
      described(words, '--threads <n>', 'threads').argParser(wholeNumber('--threads', 1, 256)),
    )
    .action(answers(session, (facts: string, flags: Flags) => check(session, facts, flags), end))
}

async function check(session: Session, folder: string, flags: Flags): Promise<Answer> {
  const { io } = session
  const rejects = flags.rejects === undefined ? null : outFile(io, flags.rejects, ['.csv'])
  const result = await withProgress(session, (progress) =>
    checkFacts({
      facts: folderAt(io, folder),
      knownBy: flags.knownBy ?? null,
      rejects,
      ...(flags.threads === undefined ? {} : { threads: flags.threads }),
      onProgress: (done, total) => progress.report('check', done, total),
    }),
  )
  return {
    ...verdictOf(session, folder, flags, result),
    text: paragraphs(
      countsText(session, result),
      rejectsText(session, result),
      notesText(session, result),
    ),
    data: dataOf(session, folder, flags, result),
  }
}

/** Rejects are no failure unless --strict says so; what no month can be assessed from is. */
function verdictOf(
  { words }: Session,
  folder: string,
  { strict, rejects: list = null }: Omit<Flags, 'rejects'> & { readonly rejects?: string | null },
  { tables, periods, missingPeriods, controls }: CheckResult,
): { readonly status: ExitStatus; readonly summary: string } {
  const { summaries, language } = words
  const total = sum(tables.map((table) => table.rejected))
  const [rows, rejected] = [sum(tables.map((table) => table.rows)), total].map(grouped) as [
    string,
    string,
  ]
  const [first, last] = [periods[0], periods.at(-1)]
  if (first === undefined || last === undefined) {
    return { status: 1, summary: summaries.factsNoPeriod({ folder }) }
  }
  if (missingPeriods.length > 0) {
    const missing = missingPeriods.map(formatMonth).join(', ')
    return { status: 1, summary: summaries.factsHoles({ folder, periods: missing }) }
  }
  const [difference, ...more] = controls
  if (difference !== undefined) {
    const problem = controlsProblem([difference, ...more])
    return { status: 1, summary: problemSentence(problem, language) }
  }
  if (total === 0) {
    const span = words.months(formatMonth(first), formatMonth(last))
    return { status: 0, summary: summaries.factsFine({ folder, rows, periods: span }) }
  }
  if (strict === undefined) {
    return { status: 0, summary: summaries.factsRejects({ folder, rows, rejected, list }) }
  }
  const problem = new Problem('strict-rejects', { folder, rows, rejected })
  return { status: 1, summary: problemSentence(problem, language) }
}

function dataOf({ words }: Session, facts: string, { rejects }: Flags, result: CheckResult) {
  return {
    facts,
    ...result,
    periods: result.periods.map(formatMonth),
    missingPeriods: result.missingPeriods.map(formatMonth),
    controls: result.controls.map((each) => ({
      ...each,
      fen: String(each.fen),
      fenSent: String(each.fenSent),
    })),
    rejects: rejects ?? null,
    examples: result.examples.map((each) => ({
      ...each,
      sentence: reasonSentence(each.reason, each, words.language),
    })),
  }
}

function countsText({ words }: Session, { tables }: CheckResult): string {
  const { terms } = words
  const rows = tables.map(({ table, rows: all, accepted, superseded, unseen, rejected }) => [
    words.tables[table],
    ...[all, accepted, superseded, unseen, rejected].map(grouped),
  ])
  const head = [
    terms.table,
    terms.rows,
    terms.accepted,
    terms.superseded,
    terms.unseen,
    terms.rejected,
  ]
  return tableText({ head, rows, align: 'lrrrrr' })
}

/** Each reason with a few of its rows. */
function rejectsText({ words }: Session, { tables, examples }: CheckResult): string {
  return tables
    .flatMap(({ table, reasons }) =>
      Object.entries(reasons).map(([verdict, count]) => {
        const [column, reason] = verdict.split('|')
        const shown = examples.filter(
          (each) => each.table === table && each.column === column && each.reason === reason,
        )
        const lines = shown.map((each) => {
          const place = words.notes.row({ file: each.file, row: grouped(each.row) })
          return `  ${place}: ${reasonSentence(each.reason, each, words.language)}`
        })
        const more = count - shown.length
        const rest = more > 0 ? [`  ${words.notes.more({ count: grouped(more) })}`] : []
        const title = `${table}.${column}, ${reason}: ${grouped(count)}`
        return [title, ...lines, ...rest].join('\n')
      }),
    )
    .join('\n')
}

function notesText({ words }: Session, result: CheckResult): string {
  const { notes } = words
  const { periods, missingPeriods, absent, unknownColumns } = result
  const [first, last] = [periods[0], periods.at(-1)]
  const span =
    first === undefined || last === undefined
      ? []
      : [
          notes.periods({
            count: periods.length,
            from: formatMonth(first),
            through: formatMonth(last),
          }),
        ]
  const missing = missingPeriods.map(formatMonth).join(', ')
  return [
    ...span,
    ...(missing === '' ? [] : [notes.missingPeriods({ periods: missing })]),
    ...absent.map((table) => notes.absent({ table })),
    ...unknownColumns.map(({ file, columns }) =>
      notes.unknownColumns({ file, columns: columns.join(', ') }),
    ),
  ].join('\n')
}
