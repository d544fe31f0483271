import type { Command } from 'commander'
import { folderAt } from '../arguments.ts'
import { answers, described, type MakeCommand, newCommand, required } from '../new-command.ts'
import { loadServer, settingsOf } from '../serving.ts'
import type { Answer, Session } from '../session.ts'

interface Flags {
  readonly data?: string
  readonly out?: string
  readonly in?: string
}

/** `dipper backup`: the store into a folder. */
export const backup: MakeCommand = (session, end): Command => {
  const { words } = session
  return newCommand(session, 'backup', 'dipper backup --out backup-2026-11-22')
    .addOption(described(words, '--data <folder>', 'serverData'))
    .addOption(required(words, '--out <folder>', 'outFolder'))
    .action(answers(session, (flags: Flags) => copy(session, flags), end))
}

/** `dipper restore`: the store out of such a folder. */
export const restore: MakeCommand = (session, end): Command => {
  const { words } = session
  return newCommand(session, 'restore', 'dipper restore --in backup-2026-11-22')
    .addOption(described(words, '--data <folder>', 'serverData'))
    .addOption(required(words, '--in <folder>', 'backupFolder'))
    .action(answers(session, (flags: Flags) => fetchBack(session, flags), end))
}

async function copy({ io, words }: Session, flags: Flags): Promise<Answer> {
  const { backup: copyStore } = await loadServer()
  const folder = folderAt(io, flags.out ?? '')
  copyStore(await settingsOf(io, flags), folder)
  return { status: 0, text: '', data: { folder }, summary: words.summaries.backedUp({ folder }) }
}

async function fetchBack({ io, words }: Session, flags: Flags): Promise<Answer> {
  const { restore: putBack } = await loadServer()
  const folder = folderAt(io, flags.in ?? '')
  putBack(await settingsOf(io, flags), folder)
  return { status: 0, text: '', data: { folder }, summary: words.summaries.restored({ folder }) }
}
