import { readFileSync, writeFileSync } from 'node:fs'
import { parseDocument } from 'yaml'
import {
  type Diagnostic,
  LANGUAGES,
  type Language,
  type PolicyCode,
  type PolicyFile,
  sentence,
} from '../src/index.ts'
import { inRepository, sample } from './folder.ts'

export interface Expected {
  readonly code: string
  readonly at: string
  readonly says: Readonly<Record<Language, string>>
}

type Swaps = Readonly<Record<string, string>>

export interface BrokenCase {
  readonly name: string
  readonly swap?: Readonly<Record<string, Swaps>>
  readonly write?: Readonly<
    Record<string, string | { readonly copy: string; readonly with: Swaps }>
  >
  readonly drop?: readonly string[]
  readonly expect: readonly Expected[]
}

const PATH = inRepository('packages/policy/test/broken.yaml')
const FORMAT = { lineWidth: 0, doubleQuotedMinMultiLineLength: 1000, flowCollectionPadding: false }
const document = parseDocument(readFileSync(PATH, 'utf8'))

export const brokenCases = document.toJS() as readonly BrokenCase[]

/** The sample programme with the mistakes of a case made in it. */
export function filesOf({ swap = {}, write = {}, drop = [] }: BrokenCase): PolicyFile[] {
  const kept = sample
    .filter(({ path }) => !drop.includes(path))
    .map(({ path, text }) => ({ path, text: swapped(text, swap[path] ?? {}) }))
  const written = Object.entries(write).map(([path, content]) => {
    if (typeof content === 'string') return { path, text: content }
    return { path, text: swapped(textOf(content.copy), content.with) }
  })
  return [...kept, ...written]
}

export function expectedOf(diagnostic: Diagnostic<PolicyCode>): Expected {
  const { code, file, line, column } = diagnostic
  const at = line === undefined ? file : `${file}:${line}:${column}`
  const said = LANGUAGES.map((language) => [language, sentence(diagnostic, language)])
  return { code, at, says: Object.fromEntries(said) as Expected['says'] }
}

/** Rewrites what the cases expect if that was asked for, leaving comments and order as they are. */
export function rewriteExpectations(found: readonly (readonly Expected[])[]): void {
  if (process.env['UPDATE'] !== 'broken' || process.env['CI']) return
  found.forEach((expected, index) => document.setIn([index, 'expect'], expected))
  writeFileSync(PATH, document.toString(FORMAT))
}

function textOf(path: string): string {
  const file = sample.find((each) => each.path === path)
  if (!file) throw new Error(`the sample programme has no ${path}`)
  return file.text
}

/** Each text must be there, so that a case cannot test nothing. */
function swapped(text: string, swaps: Swaps): string {
  return Object.entries(swaps).reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`nothing to swap: ${from}`)
    return before.replace(from, () => to)
  }, text)
}
