import type { Command } from 'commander'
import { answers, described, type MakeCommand, newCommand } from '../new-command.ts'
import { grouped } from '../numbers.ts'
import { loadServer, loadStore, settingsOf } from '../serving.ts'
import type { Answer, Session } from '../session.ts'

interface Flags {
  readonly data?: string
}

/** `dipper points expire`. */
export const pointsExpire: MakeCommand = (session, end): Command =>
  newCommand(session, 'points expire', 'dipper points expire')
    .addOption(described(session.words, '--data <folder>', 'serverData'))
    .action(answers(session, (flags: Flags) => expire(session, flags), end))

async function expire({ io, words }: Session, flags: Flags): Promise<Answer> {
  const { connect } = await loadServer()
  const { PointsBatches } = await loadStore()
  const connected = await connect(await settingsOf(io, flags))
  try {
    const accounts = await new PointsBatches(connected.owner).expire()
    const summary = words.points.expired({ accounts: grouped(accounts) })
    return { status: 0, text: '', data: { accounts }, summary }
  } finally {
    await connected.stop()
  }
}
