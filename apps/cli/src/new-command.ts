import { LANGUAGES } from '@dipper/policy'
import { Command, Option } from 'commander'
import { oneOf } from './arguments.ts'
import { widthOf } from './io.ts'
import { type Answer, type ExitStatus, give, type Session } from './session.ts'
import type { CommandName, OptionName, Words } from './words/words.ts'

/** A command as its file makes it; `end` takes the exit status. */
export type MakeCommand = (session: Session, end: (status: ExitStatus) => void) => Command

const GROUPS: readonly CommandName[] = ['dipper', 'facts', 'register', 'policy', 'points']

/** A command with what every command has: --json, --lang, --help with an example. */
export function newCommand(session: Session, name: CommandName, example?: string): Command {
  const { io, words } = session
  const command = new Command(name.split(' ').at(-1))
    .description(words.help.commands[name])
    .addOption(described(words, '--json', 'json'))
    .helpOption('-h, --help', words.help.options.help)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stdout.write(text),
      outputError: () => undefined,
      getOutHelpWidth: () => widthOf(io.stdout),
      getErrHelpWidth: () => widthOf(io.stdout),
    })
    .configureHelp({
      styleTitle: (title) => titleIn(words, title),
      optionDescription: (option) => optionText(words, option),
    })
  if (name !== 'explain') {
    const lang = described(words, '--lang <language>', 'lang').argParser(oneOf('--lang', LANGUAGES))
    command.addOption(withChoices(lang, LANGUAGES))
  }
  if (GROUPS.includes(name)) command.helpCommand('help [command]', words.help.options.help)
  if (example !== undefined) command.addHelpText('after', `\n${words.help.example}\n  $ ${example}`)
  return command
}

export function described(words: Words, flags: string, name: OptionName): Option {
  return new Option(flags, words.help.options[name])
}

export function required(words: Words, flags: string, name: OptionName): Option {
  return described(words, flags, name).makeOptionMandatory()
}

/** Names the choices in the help; an argument parser holds to them. */
export function withChoices(option: Option, choices: readonly string[]): Option {
  option.argChoices = [...choices]
  return option
}

/** Makes an action of work that gives an answer; its status is the program's. */
export function answers<A extends unknown[]>(
  session: Session,
  work: (...args: A) => Promise<Answer> | Answer,
  end: (status: ExitStatus) => void,
): (...args: A) => Promise<void> {
  return async (...args) => {
    const answer = await work(...args)
    give(session, answer)
    end(answer.status)
  }
}

function titleIn({ help }: Words, title: string): string {
  const headings: Readonly<Record<string, string>> = {
    'Usage:': help.headings.usage,
    'Arguments:': help.headings.arguments,
    'Options:': help.headings.options,
    'Commands:': help.headings.commands,
  }
  return headings[title] ?? title
}

function optionText({ help }: Words, option: Option): string {
  const choices =
    option.argChoices === undefined ? [] : [help.choices(option.argChoices.join(', '))]
  const { defaultValue } = option
  const given = defaultValue === undefined ? [] : [help.default(String(defaultValue))]
  return [option.description, ...choices, ...given].join('')
}
