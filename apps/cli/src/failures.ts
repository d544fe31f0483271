import { Problem, problemSentence } from '@dipper/engine'
import {
  type Diagnostic,
  formatMonth,
  type Language,
  type PolicyCode,
  sentence,
} from '@dipper/policy'
import type { ServerProblem, StoreProblem } from '@dipper/server'
import type { PointsProblem } from '@dipper/store'
import { CommanderError } from 'commander'
import { PolicyMistakes } from './policy-folder.ts'
import { type Answer, give, type Session } from './session.ts'
import { type UsageCode, UsageError } from './usage-error.ts'
import type { Words } from './words/words.ts'

/** Status of a fault of ours, apart from every answer that a command gives. */
const FAULT = 70

/** Says what went wrong, in one line; gives the exit status. */
export function fail(session: Session, error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0
  const answer = answerTo(session.words, error)
  give(session, answer ?? faultAnswer(session.words, error))
  if (answer !== null) return answer.status
  if (session.io.env['DIPPER_DEBUG'] === '1') session.io.stderr.write(`${stackOf(error)}\n`)
  return FAULT
}

/** Findings of a policy, one a line: where, what and what to do. */
export function findingLines(
  diagnostics: readonly Diagnostic<PolicyCode>[],
  language: Language,
): string {
  return diagnostics.map((each) => `${placeOf(each)}: ${sentence(each, language)}`).join('\n')
}

export function findingData(diagnostics: readonly Diagnostic<PolicyCode>[], language: Language) {
  return diagnostics.map((each) => ({ ...each, sentence: sentence(each, language) }))
}

function answerTo(words: Words, error: unknown): Answer | null {
  if (error instanceof Problem) {
    return errorAnswer(error.code, error.params, problemSentence(error, words.language))
  }
  if (isOfServer(error)) {
    const say = words.server.problems[error.code]
    return errorAnswer(error.code, error.params, say(error.params))
  }
  if (isOfPoints(error)) {
    const params = withMonth(error.params)
    return errorAnswer(error.code, params, words.points.problems[error.code](params))
  }
  if (error instanceof UsageError) {
    return errorAnswer(error.code, error.params, usageSentence(words, error.code, error.params))
  }
  if (error instanceof CommanderError) {
    const { code, params } = usageOf(error)
    return errorAnswer(code, params, usageSentence(words, code, params))
  }
  if (error instanceof PolicyMistakes) return mistakesAnswer(words, error)
  if (!isOfSystem(error)) return null
  const params = { why: firstLine(error) }
  return errorAnswer('system', params, usageSentence(words, 'system', params))
}

/** Known by name: the server is loaded by the commands that need it, and by nobody else. */
function isOfServer(error: unknown): error is ServerProblem | StoreProblem {
  return error instanceof Error && ['ServerProblem', 'StoreProblem'].includes(error.name)
}

function isOfPoints(error: unknown): error is PointsProblem {
  return error instanceof Error && error.name === 'PointsProblem'
}

/** The store counts months, people write them. */
function withMonth({ period, ...params }: PointsProblem['params']): PointsProblem['params'] {
  return typeof period === 'number' ? { ...params, period: formatMonth(period) } : params
}

/** Node and DuckDB say that a file could not be read or written. */
function isOfSystem(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  return 'syscall' in error || error.message.startsWith('IO Error:')
}

function firstLine({ message }: Error): string {
  return message.split('\n')[0] ?? ''
}

function errorAnswer(code: string, params: object, said: string): Answer {
  return { status: 2, text: '', data: { error: { code, params, sentence: said } }, summary: said }
}

function mistakesAnswer(words: Words, { folder, diagnostics }: PolicyMistakes): Answer {
  return {
    status: 2,
    text: findingLines(diagnostics, words.language),
    data: { findings: findingData(diagnostics, words.language) },
    summary: words.summaries.policyMistakes({ folder, count: diagnostics.length }),
  }
}

function faultAnswer({ summaries }: Words, error: unknown): Answer {
  const message = error instanceof Error ? firstLine(error) : String(error)
  const summary = summaries.unexpected({ message })
  const data = { error: { code: 'unexpected', params: { message }, sentence: summary } }
  return { status: 2, text: '', data, summary }
}

function usageSentence({ usage }: Words, code: UsageCode, params: UsageError['params']): string {
  const say = usage[code] as (params: UsageError['params']) => string
  return say(params)
}

const CODES: Readonly<Record<string, UsageCode>> = {
  'commander.help': 'no-command',
  'commander.unknownCommand': 'unknown-command',
  'commander.unknownOption': 'unknown-option',
  'commander.missingArgument': 'missing-argument',
  'commander.missingMandatoryOptionValue': 'missing-option',
  'commander.optionMissingArgument': 'missing-value',
  'commander.excessArguments': 'too-many-arguments',
}

/** commander says in a sentence which word was wrong and which is near. */
function usageOf({ code, message }: CommanderError): Pick<UsageError, 'code' | 'params'> {
  const known = CODES[code]
  if (known === undefined) throw new Error(`${code}: ${message}`)
  const word = /'([^']*)'/.exec(message)?.[1] ?? ''
  const meant = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message)?.[1] ?? ''
  const given = /but got (\d+)/.exec(message)?.[1] ?? ''
  const all = { written: word, meant, option: word, argument: word, given, command: 'dipper demo' }
  return { code: known, params: paramsOf(known, all) }
}

const PARAMS: Readonly<Partial<Record<UsageCode, readonly string[]>>> = {
  'no-command': ['command'],
  'unknown-command': ['written', 'meant'],
  'unknown-option': ['written', 'meant'],
  'missing-argument': ['argument'],
  'missing-option': ['option'],
  'missing-value': ['option'],
  'too-many-arguments': ['given'],
}

function paramsOf(code: UsageCode, all: Readonly<Record<string, string>>) {
  const wanted = PARAMS[code] ?? []
  return Object.fromEntries(wanted.map((name) => [name, all[name] ?? '']))
}

function placeOf({ file, line, column }: Diagnostic): string {
  return [file, line, column].filter((each) => each !== undefined).join(':')
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
