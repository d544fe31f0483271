import { readFileSync } from 'node:fs'
import { type CompiledPolicy, compile } from '@dipper/assessment'
import { answering, month, type PolicyAnswer, readProgramme } from '@dipper/policy'

const FOLDER = new URL('../../../policies/china-telecom/star/', import.meta.url)
const NATIONAL = readFileSync(new URL('2016-01.yaml', FOLDER), 'utf8')

export interface Answered {
  readonly answer: PolicyAnswer
  readonly policy: CompiledPolicy
}

/** The national document, changed by hand, with files beside it. */
export function programme(
  asked: string,
  changes: readonly (readonly [string, string])[] = [],
  beside: Readonly<Record<string, string>> = {},
): Answered {
  const text = changes.reduce((document, [from, to]) => replaced(document, from, to), NATIONAL)
  const files = Object.entries({ '2016-01.yaml': text, ...beside })
  const { programme: read, diagnostics } = readProgramme(
    files.map(([path, content]) => ({ path, text: content })),
  )
  const answer = read && answering(read, month(asked))
  if (!answer) throw new Error(`no programme: ${JSON.stringify(diagnostics)}`)
  return { answer, policy: compile(answer) }
}

/** A second document from this month on, with its transition. */
export function successor(effectiveFrom: string, transition: 'keep' | 'reassess'): string {
  return NATIONAL.replace(
    'effectiveFrom: 2016-01\n',
    `effectiveFrom: ${effectiveFrom}\ntransition: ${transition}\n`,
  )
}

function replaced(document: string, from: string, to: string): string {
  if (!document.includes(from)) throw new Error(`the national document does not say: ${from}`)
  return document.replace(from, to)
}

/** A region whose first star comes earlier. */
export function overlay(region: string): string {
  return `policy: china-telecom/star
region: ${region}
effectiveFrom: 2020-01
star:
  thresholds: [500, 1000, 1500, 2300, 4000, 6000, 8000]
sources:
  star.thresholds: {source: a regional notice, certainty: one}
`
}
