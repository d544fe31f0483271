import { readFileSync, writeFileSync } from 'node:fs'
import { PROBLEM_CODES, REJECT_REASONS } from '@dipper/engine'
import { LANGUAGES, type Language } from '@dipper/policy'
import { describe, expect, it } from 'vitest'
import { WORDS } from '../src/words/index.ts'
import {
  errorsPage,
  MISUSE_CODES,
  misuseExample,
  POINTS_CODES,
  pointsExample,
  problemExample,
  reasonExample,
  SERVER_CODES,
  serverExample,
} from './errors-page.ts'
import { inRepository } from './running.ts'

const sentences = (language: Language) => [
  ...PROBLEM_CODES.map((code) => problemExample(code, language)),
  ...REJECT_REASONS.map((reason) => reasonExample(reason, language)),
  ...MISUSE_CODES.map((code) => misuseExample(code, language)),
  ...SERVER_CODES.map((code) => serverExample(code, language)),
  ...POINTS_CODES.map((code) => pointsExample(code, language)),
]

describe('sentences', () => {
  it.each(LANGUAGES)('say what to do, with every blank filled: %s', (language) => {
    for (const said of sentences(language)) {
      expect(said).not.toMatch(/undefined|NaN|\[object|null|[.。]$|``|\n/)
      expect(said).toMatch(/[;；]/)
    }
  })

  it('mention in Chinese what they mention in English', () => {
    const mentioned = (said: string) =>
      [...said.matchAll(/`([^`]*)`/g)].map(([, each]) => each).sort()
    const [zhCN, zhTW] = [sentences('zh-CN'), sentences('zh-TW')]
    for (const [index, said] of sentences('en').entries()) {
      expect(mentioned(zhCN[index] ?? '')).toEqual(mentioned(said))
      expect(mentioned(zhTW[index] ?? '')).toEqual(mentioned(said))
    }
  })

  it('keep to one script each', () => {
    const said = (language: Language) =>
      [...sentences(language), textsOf(WORDS[language])].join().replaceAll(/`[^`]*`/g, '')
    expect(said('zh-TW')).not.toMatch(/[请没这写为个级时应别账评与说户电]/)
    expect(said('zh-CN')).not.toMatch(/[請沒這寫為個級時應別帳評與說戶電]/)
  })

  it('change the policy sentence for another policy', () => {
    expect(problemExample('month-changed', 'en')).toMatch(/^the charges of 2026-05/)
  })
})

describe('docs/errors.md', () => {
  const path = inRepository('docs/errors.md')

  it('lists every code with its sentence (UPDATE=errors writes it)', () => {
    if (process.env['UPDATE'] === 'errors') writeFileSync(path, errorsPage())
    expect(readFileSync(path, 'utf8')).toBe(errorsPage())
  })
})

/** All texts of a catalogue, functions as they are written. */
function textsOf(words: unknown): string {
  if (typeof words !== 'object' || words === null) return String(words)
  return Object.values(words).map(textsOf).join()
}
