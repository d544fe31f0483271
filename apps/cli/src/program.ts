import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { languageOf } from './arguments.ts'
import { assess } from './commands/assess.ts'
import { backup, restore } from './commands/backup.ts'
import { demo } from './commands/demo.ts'
import { doctor } from './commands/doctor.ts'
import { explain } from './commands/explain.ts'
import { factsCheck } from './commands/facts-check.ts'
import { factsGenerate } from './commands/facts-generate.ts'
import { factsMap } from './commands/facts-map.ts'
import { forecast } from './commands/forecast.ts'
import { pointsCheck } from './commands/points-check.ts'
import { pointsEarn } from './commands/points-earn.ts'
import { pointsExpire } from './commands/points-expire.ts'
import { policyCheck } from './commands/policy-check.ts'
import { policyDiff } from './commands/policy-diff.ts'
import { policyShow } from './commands/policy-show.ts'
import { policySql } from './commands/policy-sql.ts'
import { preview } from './commands/preview.ts'
import { publish } from './commands/publish.ts'
import { registerExport } from './commands/register-export.ts'
import { registerImport } from './commands/register-import.ts'
import { registerShow } from './commands/register-show.ts'
import { serve } from './commands/serve.ts'
import { simulate } from './commands/simulate.ts'
import { fail } from './failures.ts'
import type { Io } from './io.ts'
import { type MakeCommand, newCommand } from './new-command.ts'
import type { ExitStatus, Session } from './session.ts'
import { WORDS } from './words/index.ts'

/** Runs one command line. Never throws: gives the exit status. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const words = WORDS[languageOf(argv, io.env)]
  const session: Session = { io, words, json: argv.includes('--json') }
  let status = 0
  try {
    const end = (given: ExitStatus) => {
      status = given
    }
    await programOf(session, end).parseAsync([...argv], { from: 'user' })
    return status
  } catch (error) {
    return fail(session, error)
  }
}

function programOf(session: Session, end: (status: ExitStatus) => void): Command {
  const program = newCommand(session, 'dipper', 'dipper demo')
    .name('dipper')
    .version(version(), '-V, --version', session.words.help.options.version)
  const group = (
    name: 'facts' | 'register' | 'policy' | 'points',
    made: readonly MakeCommand[],
  ) => {
    const command = newCommand(session, name)
    for (const make of made) command.addCommand(make(session, end))
    return command
  }
  return program
    .addCommand(group('facts', [factsCheck, factsMap, factsGenerate]))
    .addCommand(assess(session, end))
    .addCommand(group('register', [registerImport, registerExport, registerShow]))
    .addCommand(explain(session, end))
    .addCommand(simulate(session, end))
    .addCommand(preview(session, end))
    .addCommand(forecast(session, end))
    .addCommand(group('policy', [policyCheck, policyDiff, policyShow, policySql]))
    .addCommand(publish(session, end))
    .addCommand(group('points', [pointsEarn, pointsExpire, pointsCheck]))
    .addCommand(serve(session, end))
    .addCommand(doctor(session, end))
    .addCommand(backup(session, end))
    .addCommand(restore(session, end))
    .addCommand(demo(session, end))
}

function version(): string {
  const file = new URL('../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version
}
