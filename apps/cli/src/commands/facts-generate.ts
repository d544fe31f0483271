import { existsSync, readdirSync } from 'node:fs'
import { type GenerateResult, generateFacts, Problem } from '@dipper/engine'
import type { Month } from '@dipper/policy'
import type { Command } from 'commander'
import { folderAt, monthOf, oneOf, wholeNumber } from '../arguments.ts'
import {
  answers,
  described,
  type MakeCommand,
  newCommand,
  required,
  withChoices,
} from '../new-command.ts'
import { grouped, sum } from '../numbers.ts'
import { type Answer, type Session, withProgress } from '../session.ts'
import { tableText } from '../table.ts'
import { misused } from '../usage-error.ts'

const FORMATS = ['parquet', 'csv'] as const

interface Flags {
  readonly customers: number
  readonly periods: number
  readonly through: Month
  readonly seed: number
  readonly out: string
  readonly format: (typeof FORMATS)[number]
  readonly dirty?: true
  readonly threads?: number
}

const EXAMPLE =
  'dipper facts generate --customers 50000 --periods 14 --through 2026-10 --seed 42 --out facts'

/** `dipper facts generate`. */
export const factsGenerate: MakeCommand = (session, end): Command => {
  const { words } = session
  const whole = (option: string, from: number, through: number) =>
    wholeNumber(option, from, through)
  return newCommand(session, 'facts generate', EXAMPLE)
    .addOption(
      required(words, '--customers <n>', 'customers').argParser(whole('--customers', 1, 1e8)),
    )
    .addOption(required(words, '--periods <k>', 'periods').argParser(whole('--periods', 1, 600)))
    .addOption(required(words, '--through <month>', 'throughPeriod').argParser(believableMonth))
    .addOption(
      required(words, '--seed <s>', 'seed').argParser(whole('--seed', 0, Number.MAX_SAFE_INTEGER)),
    )
    .addOption(required(words, '--out <folder>', 'outFolder'))
    .addOption(
      withChoices(
        described(words, '--format <format>', 'fileFormat')
          .argParser(oneOf('--format', FORMATS))
          .default('parquet'),
        FORMATS,
      ),
    )
    .addOption(described(words, '--dirty', 'dirty'))
    .addOption(described(words, '--threads <n>', 'threads').argParser(whole('--threads', 1, 256)))
    .action(answers(session, (flags: Flags) => generate(session, flags), end))
}

const FIRST = '1990-01'
const LAST = '2999-12'

function believableMonth(written: string): Month {
  const option = '--through'
  const month = monthOf(option)(written)
  if (FIRST <= written && written <= LAST) return month
  return misused('month-beyond', { option, written, from: FIRST, through: LAST })
}

async function generate(session: Session, flags: Flags): Promise<Answer> {
  const { words, io } = session
  const out = folderAt(io, flags.out)
  requireEmpty(out, flags.out)
  const result = await withProgress(session, (progress) =>
    generateFacts({
      ...flags,
      out,
      onProgress: ({ done, total }) => progress.report('generate', done, total),
    }),
  )
  const rows = grouped(sum(result.tables.map((table) => table.rows)))
  return {
    status: 0,
    text: tablesText(session, result),
    data: { out: flags.out, ...result },
    summary: words.summaries.generated({
      folder: flags.out,
      customers: grouped(flags.customers),
      rows,
      rejected: result.rejected === null ? null : grouped(result.rejected),
    }),
  }
}

function requireEmpty(folder: string, shownAs: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new Problem('out-not-empty', { folder: shownAs })
  }
}

function tablesText({ words }: Session, { tables }: GenerateResult): string {
  const { terms } = words
  const rows = tables.map(({ table, files, rows: count }) => [
    words.tables[table],
    grouped(files.length),
    grouped(count),
  ])
  return tableText({ head: [terms.table, terms.files, terms.rows], rows, align: 'lrr' })
}
