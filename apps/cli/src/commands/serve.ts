import type { Command } from 'commander'
import { answers, described, type MakeCommand, newCommand } from '../new-command.ts'
import {
  portOf,
  type ServerFlags,
  serveUntilStopped,
  settingsOf,
  withServerOptions,
} from '../serving.ts'
import type { Answer, Session } from '../session.ts'

interface Flags extends ServerFlags {
  readonly host?: string
  readonly port?: number
}

const EXAMPLE =
  'dipper serve --policy policies/china-telecom/star --facts facts --register register'

/** `dipper serve`: until it is ended. */
export const serve: MakeCommand = (session, end): Command => {
  const { words } = session
  return withServerOptions(newCommand(session, 'serve', EXAMPLE), session)
    .addOption(described(words, '--benefits <folder>', 'serverBenefits'))
    .addOption(described(words, '--host <address>', 'host'))
    .addOption(described(words, '--port <n>', 'port').argParser(portOf))
    .action(answers(session, (flags: Flags) => run(session, flags), end))
}

async function run(session: Session, flags: Flags): Promise<Answer> {
  const { host, port } = flags
  const settings = await settingsOf(session.io, flags, {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
  })
  const { address } = await serveUntilStopped(session, settings)
  return {
    status: 0,
    text: '',
    data: { address },
    summary: session.words.summaries.served({ address }),
  }
}
