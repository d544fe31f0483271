import type { Finding } from '@dipper/server'
import type { Command } from 'commander'
import { widthOf } from '../io.ts'
import { answers, type MakeCommand, newCommand } from '../new-command.ts'
import { loadServer, type ServerFlags, settingsOf, withServerOptions } from '../serving.ts'
import type { Answer, Session } from '../session.ts'
import { tableText } from '../table.ts'

const EXAMPLE =
  'dipper doctor --policy policies/china-telecom/star --facts facts --register register'

/** `dipper doctor`: whether a server would find what it needs. */
export const doctor: MakeCommand = (session, end): Command =>
  withServerOptions(newCommand(session, 'doctor', EXAMPLE), session).action(
    answers(session, (flags: ServerFlags) => run(session, flags), end),
  )

async function run(session: Session, flags: ServerFlags): Promise<Answer> {
  const { doctor: examine } = await loadServer()
  const findings = await examine(await settingsOf(session.io, flags))
  const wrong = findings.filter(({ state }) => state === 'wrong').length
  return {
    status: wrong > 0 ? 1 : 0,
    text: findingsText(session, findings),
    data: findings,
    summary: session.words.summaries.examined({ wrong, checks: findings.length }),
  }
}

function findingsText({ io, words }: Session, findings: readonly Finding[]): string {
  const { server, terms } = words
  return tableText({
    head: [server.checks.data, terms.outcome, terms.value],
    rows: findings.map(({ check, state, what, why }) => [
      server.checks[check],
      server.states[state],
      why === null ? what : `${what}: ${why}`,
    ]),
    align: 'lll',
    fit: { column: 2, width: widthOf(io.stdout) },
  })
}
