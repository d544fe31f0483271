import { describe, expect, it } from 'vitest'
import { LANGUAGES, POLICY_CODES, readProgramme } from '../src/index.ts'
import { brokenCases, expectedOf, filesOf, rewriteExpectations } from './broken-cases.ts'
import { sample } from './folder.ts'

const found = brokenCases.map((each) => readProgramme(filesOf(each)).diagnostics.map(expectedOf))
rewriteExpectations(found)

describe('what is refused, where, and in which words (broken.yaml)', () => {
  it('the programme the cases start from has no mistake', () => {
    expect(readProgramme(sample).diagnostics).toEqual([])
  })

  it.each(brokenCases.map((each, index) => [each.name, each.expect, found[index]]))(
    '%s',
    (_name, expected, actual) => {
      expect(expected).not.toEqual([])
      expect(actual).toEqual(expected)
    },
  )

  it('says something of its own in each language', () => {
    for (const { says } of brokenCases.flatMap((each) => each.expect)) {
      expect(Object.keys(says)).toEqual([...LANGUAGES])
      expect(new Set(Object.values(says)).size).toBe(LANGUAGES.length)
    }
  })

  it('reaches every code', () => {
    const reached = new Set(brokenCases.flatMap((each) => each.expect.map(({ code }) => code)))
    expect([...POLICY_CODES].filter((code) => !reached.has(code))).toEqual([])
  })
})
