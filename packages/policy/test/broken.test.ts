import { describe, expect, it } from 'vitest'
import { POLICY_CODES, readProgramme } from '../src/index.ts'
import { brokenCases, expectedOf, filesOf, rewriteExpectations } from './broken-cases.ts'
import { sample } from './folder.ts'

const found = brokenCases.map((each) => readProgramme(filesOf(each)).diagnostics.map(expectedOf))
if (process.env['UPDATE'] === 'broken') rewriteExpectations(found)

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

  it('reaches every code', () => {
    const reached = new Set(brokenCases.flatMap((each) => each.expect.map(({ code }) => code)))
    expect([...POLICY_CODES].filter((code) => !reached.has(code))).toEqual([])
  })
})
