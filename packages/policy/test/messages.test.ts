import { describe, expect, it } from 'vitest'
import {
  BENEFITS_CODES,
  COSTS_CODES,
  LANGUAGES,
  type Language,
  POLICY_CODES,
  readProgramme,
  sentence,
  VARIATION_CODES,
} from '../src/index.ts'
import { en } from '../src/messages/en.ts'
import { zhCN } from '../src/messages/zh-CN.ts'
import { zhTW } from '../src/messages/zh-TW.ts'
import { benefitsFindings, brokenBenefits } from './broken-benefits.ts'
import { brokenCases, filesOf } from './broken-cases.ts'
import { brokenCosts, costsFindings } from './broken-costs.ts'
import { brokenVariations, variationFindings } from './broken-variations.ts'

const diagnostics = [
  ...brokenCases.flatMap((each) => readProgramme(filesOf(each)).diagnostics),
  ...brokenCosts.cases.flatMap(costsFindings),
  ...brokenVariations.cases.flatMap(variationFindings),
  ...brokenBenefits.cases.flatMap(benefitsFindings),
]

describe('sentences', () => {
  it('are there for every code in every language, and for no other', () => {
    for (const { sentences, costs, variations, benefits } of [en, zhCN, zhTW]) {
      expect(Object.keys(sentences).sort()).toEqual([...POLICY_CODES].sort())
      expect(Object.keys(costs).sort()).toEqual([...COSTS_CODES].sort())
      expect(Object.keys(variations).sort()).toEqual([...VARIATION_CODES].sort())
      expect(Object.keys(benefits).sort()).toEqual([...BENEFITS_CODES].sort())
    }
  })

  it.each(LANGUAGES)('say what to write instead, with every blank filled: %s', (language) => {
    for (const diagnostic of diagnostics) {
      const said = sentence(diagnostic, language)
      expect(said).not.toMatch(/undefined|NaN|\[object|[.。]$|``/)
      expect(said).toMatch(/[;；]/)
    }
  })

  it('mention in Chinese what they mention in English', () => {
    for (const diagnostic of diagnostics) {
      const words = Object.values(diagnostic.params).flatMap((param) => String(param).split(', '))
      const mentioned = (language: Language) =>
        words.filter((each) => sentence(diagnostic, language).includes(each))
      expect(mentioned('zh-CN')).toEqual(mentioned('en'))
      expect(mentioned('zh-TW')).toEqual(mentioned('en'))
    }
  })

  it('keep to one script each', () => {
    const said = (language: Language) =>
      diagnostics.map((each) => sentence(each, language).replaceAll(/`[^`]*`/g, '')).join()
    expect(said('zh-TW')).not.toMatch(/[请没这写为个级时应别]/)
    expect(said('zh-CN')).not.toMatch(/[請沒這寫為個級時應別]/)
  })
})
