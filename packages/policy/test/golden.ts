import { readFileSync, writeFileSync } from 'node:fs'
import { parseDocument } from 'yaml'
import {
  type Diagnostic,
  LANGUAGES,
  type Language,
  type PolicyCode,
  sentence,
} from '../src/index.ts'
import { inRepository } from './folder.ts'

/** One finding as the golden files have it; without a place where it has no file. */
export interface Expected {
  readonly code: string
  readonly at?: string
  readonly says: Readonly<Record<Language, string>>
}

export interface GoldenCase {
  readonly name: string
  readonly expect: readonly Expected[]
}

type Finding = Pick<Diagnostic<PolicyCode>, 'code' | 'params'> & Partial<Diagnostic>

export interface Golden<C extends GoldenCase> {
  readonly cases: readonly C[]
  /** Rewrites what the cases expect if that was asked for, leaving comments and order as they are. */
  readonly rewrite: (found: readonly (readonly Expected[])[]) => void
}

const FORMAT = { lineWidth: 0, doubleQuotedMinMultiLineLength: 1000, flowCollectionPadding: false }

/** The cases of a golden file beside the tests. */
export function golden<C extends GoldenCase>(file: string): Golden<C> {
  const path = inRepository(`packages/policy/test/${file}`)
  const document = parseDocument(readFileSync(path, 'utf8'))
  return {
    cases: document.toJS() as readonly C[],
    rewrite(found) {
      if (process.env['UPDATE'] !== 'broken' || process.env['CI']) return
      found.forEach((expected, index) => document.setIn([index, 'expect'], expected))
      writeFileSync(path, document.toString(FORMAT))
    },
  }
}

export function expectedOf(finding: Finding): Expected {
  const { code, file, line, column } = finding
  const at = line === undefined ? file : `${file}:${line}:${column}`
  const said = LANGUAGES.map((language) => [language, sentence(finding, language)])
  const says = Object.fromEntries(said) as Expected['says']
  return at === undefined ? { code, says } : { code, at, says }
}

/** Replaces each text once; it must be there, so that a case cannot test nothing. */
export function swapped(text: string, swaps: Readonly<Record<string, string>>): string {
  return Object.entries(swaps).reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`nothing to swap: ${from}`)
    return before.replace(from, () => to)
  }, text)
}
