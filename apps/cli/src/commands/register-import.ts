import { importRegister, withDatabase } from '@dipper/engine'
import { formatMonth, type Month } from '@dipper/policy'
import type { Command } from 'commander'
import { existingFile, folderAt, monthOf } from '../arguments.ts'
import { answers, type MakeCommand, newCommand, required } from '../new-command.ts'
import { grouped } from '../numbers.ts'
import type { Answer, Session } from '../session.ts'

interface Flags {
  readonly register: string
  readonly before: Month
}

const EXAMPLE = 'dipper register import cards.csv --register register --before 2016-01'

/** `dipper register import`. */
export const registerImport: MakeCommand = (session, end): Command => {
  const { words } = session
  return newCommand(session, 'register import', EXAMPLE)
    .argument('<file>', words.help.options.importFile)
    .addOption(required(words, '--register <folder>', 'register'))
    .addOption(required(words, '--before <month>', 'beforeMonth').argParser(monthOf('--before')))
    .action(answers(session, (file: string, flags: Flags) => importFile(session, file, flags), end))
}

async function importFile({ io, words }: Session, file: string, flags: Flags): Promise<Answer> {
  const { register } = flags
  const source = existingFile(io, file)
  const rows = await withDatabase((db) =>
    importRegister(db, source, folderAt(io, register), flags.before),
  )
  const before = formatMonth(flags.before)
  return {
    status: 0,
    text: '',
    data: { file, register, before, rows },
    summary: words.summaries.imported({ rows: grouped(rows), register, before }),
  }
}
