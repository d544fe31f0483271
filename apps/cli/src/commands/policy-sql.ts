import { compileMonth, monthSql, SpendVariants } from '@dipper/engine'
import { formatMonth, type Month } from '@dipper/policy'
import type { Command } from 'commander'
import { monthOf } from '../arguments.ts'
import { answers, type MakeCommand, newCommand, required } from '../new-command.ts'
import { programmeIn } from '../policy-folder.ts'
import type { Answer, Session } from '../session.ts'

interface Flags {
  readonly month: Month
}

const EXAMPLE = 'dipper policy sql policies/china-telecom/star --month 2026-11'

/** `dipper policy sql`. */
export const policySql: MakeCommand = (session, end): Command => {
  const { words } = session
  return newCommand(session, 'policy sql', EXAMPLE)
    .argument('<policy>', words.help.options.policy)
    .addOption(required(words, '--month <month>', 'month').argParser(monthOf('--month')))
    .action(answers(session, (folder: string, flags: Flags) => sqlOf(session, folder, flags), end))
}

function sqlOf({ io, words }: Session, folder: string, flags: Flags): Answer {
  const policy = compileMonth(programmeIn(io, folder), flags.month)
  const sql = monthSql(policy, new SpendVariants([policy]), flags.month)
  const said = { policy: policy.policy, month: formatMonth(flags.month) }
  return {
    status: 0,
    text: `${sql};`,
    data: { ...said, digest: policy.digest, sql: `${sql};` },
    summary: words.summaries.sqlShown(said),
  }
}
