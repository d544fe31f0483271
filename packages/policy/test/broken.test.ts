import { describe, expect, it } from 'vitest'
import {
  BENEFITS_CODES,
  COSTS_CODES,
  LANGUAGES,
  POLICY_CODES,
  readBenefits,
  readCosts,
  readProgramme,
  VARIATION_CODES,
} from '../src/index.ts'
import { sampleBenefits } from './benefits-folder.ts'
import { benefitsFindings, brokenBenefits } from './broken-benefits.ts'
import { broken, filesOf } from './broken-cases.ts'
import { brokenCosts, costsFindings, sampleCosts } from './broken-costs.ts'
import { brokenVariations, variationFindings } from './broken-variations.ts'
import { sample } from './folder.ts'
import { expectedOf } from './golden.ts'

const found = {
  programmes: broken.cases.map((each) => readProgramme(filesOf(each)).diagnostics.map(expectedOf)),
  costs: brokenCosts.cases.map((each) => costsFindings(each).map(expectedOf)),
  variations: brokenVariations.cases.map((each) => variationFindings(each).map(expectedOf)),
  benefits: brokenBenefits.cases.map((each) => benefitsFindings(each).map(expectedOf)),
}
broken.rewrite(found.programmes)
brokenCosts.rewrite(found.costs)
brokenVariations.rewrite(found.variations)
brokenBenefits.rewrite(found.benefits)

describe('what the cases start from has no mistake', () => {
  it('programme', () => {
    expect(readProgramme(sample).diagnostics).toEqual([])
  })

  it('costs', () => {
    expect(readCosts({ path: 'sample.yaml', text: sampleCosts }).diagnostics).toEqual([])
  })

  it('benefits', () => {
    expect(readBenefits(sampleBenefits).diagnostics).toEqual([])
  })
})

describe.each([
  ['broken.yaml', broken.cases, found.programmes, POLICY_CODES],
  ['broken-costs.yaml', brokenCosts.cases, found.costs, COSTS_CODES],
  ['broken-variations.yaml', brokenVariations.cases, found.variations, VARIATION_CODES],
  ['broken-benefits.yaml', brokenBenefits.cases, found.benefits, BENEFITS_CODES],
])('what is refused, where, and in which words (%s)', (_file, cases, actual, codes) => {
  it.each(cases.map((each, index) => [each.name, each.expect, actual[index]]))(
    '%s',
    (_name, expected, actual) => {
      expect(expected).not.toEqual([])
      expect(actual).toEqual(expected)
    },
  )

  it('says something of its own in each language', () => {
    for (const { says } of cases.flatMap((each) => each.expect)) {
      expect(Object.keys(says)).toEqual([...LANGUAGES])
      expect(new Set(Object.values(says)).size).toBe(LANGUAGES.length)
    }
  })

  it('reaches every code', () => {
    const reached = new Set(cases.flatMap((each) => each.expect.map(({ code }) => code)))
    expect([...codes].filter((code) => !reached.has(code))).toEqual([])
  })
})
