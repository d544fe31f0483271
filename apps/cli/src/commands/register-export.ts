import { exportRegister, withDatabase } from '@dipper/engine'
import { formatMonth, type Month } from '@dipper/policy'
import type { Command } from 'commander'
import { folderAt, monthOf, outFile } from '../arguments.ts'
import { answers, type MakeCommand, newCommand, required } from '../new-command.ts'
import { grouped } from '../numbers.ts'
import type { Answer, Session } from '../session.ts'

interface Flags {
  readonly register: string
  readonly from: Month
  readonly through: Month
  readonly out: string
}

const EXAMPLE =
  'dipper register export --register register --from 2025-11 --through 2026-11 --out stars.csv'

/** `dipper register export`. */
export const registerExport: MakeCommand = (session, end): Command => {
  const { words } = session
  return newCommand(session, 'register export', EXAMPLE)
    .addOption(required(words, '--register <folder>', 'register'))
    .addOption(required(words, '--from <month>', 'from').argParser(monthOf('--from')))
    .addOption(required(words, '--through <month>', 'through').argParser(monthOf('--through')))
    .addOption(required(words, '--out <file>', 'outFile'))
    .action(answers(session, (flags: Flags) => exportTo(session, flags), end))
}

async function exportTo({ io, words }: Session, flags: Flags): Promise<Answer> {
  const out = outFile(io, flags.out, ['.csv', '.parquet'])
  const rows = await withDatabase((db) =>
    exportRegister(db, folderAt(io, flags.register), flags, out),
  )
  const span = { from: formatMonth(flags.from), through: formatMonth(flags.through) }
  return {
    status: 0,
    text: '',
    data: { out: flags.out, ...span, rows },
    summary: words.summaries.exported({ ...span, rows: grouped(rows), file: flags.out }),
  }
}
