import { LANGUAGES } from '@dipper/policy'
import { describe, expect, it } from 'vitest'
import { type Explanation, headline, sentences } from '../src/index.ts'
import { en } from '../src/words/en.ts'
import { zhCN } from '../src/words/zh-CN.ts'
import { zhTW } from '../src/words/zh-TW.ts'
import { SCENARIOS } from './scenarios.ts'

const NAMES = Object.keys(SCENARIOS)

function scene(name: string): Explanation {
  const made = SCENARIOS[name]
  if (!made) throw new Error(`no scenario ${name}`)
  return made()
}

function codesOf(name: string): string[] {
  return scene(name).reasons.map(({ code }) => code)
}

describe('reasons', () => {
  it('are all given by some scenario', () => {
    const given = new Set(NAMES.flatMap(codesOf))
    expect(Object.keys(zhCN.reasons).filter((code) => !given.has(code))).toEqual([])
  })

  it('have headlines that are all given by some scenario', () => {
    const given = new Set<string>(NAMES.map((name) => scene(name).headline.code))
    expect(Object.keys(zhCN.headlines).filter((code) => !given.has(code))).toEqual([])
  })

  it('are the same codes in every language', () => {
    for (const words of [zhTW, en]) {
      expect(Object.keys(words.reasons)).toEqual(Object.keys(zhCN.reasons))
      expect(Object.keys(words.headlines)).toEqual(Object.keys(zhCN.headlines))
    }
  })

  it.each(NAMES)('%s: is said in whole sentences', (name) => {
    for (const language of LANGUAGES) {
      const end = language === 'en' ? /^\S.*\S\.$/ : /^\S.*\S。$/
      const explanation = scene(name)
      for (const said of [headline(explanation, language), ...sentences(explanation, language)]) {
        expect(said).toMatch(end)
        expect(said).not.toMatch(/undefined|null|NaN|\[object/)
      }
    }
  })

  it.each([
    ['facts changed since', 'facts-differ'],
    ['facts changed since, unrated before', 'facts-differ'],
    ['a row that the facts no longer give', 'facts-give-no-row'],
    ['a last row though the facts still assess', 'facts-differ'],
  ])('%s: says so first', (name, code) => {
    expect(scene(name).agrees).toBe(false)
    expect(codesOf(name)[0]).toBe(code)
  })

  it.each([
    ['steady within validity', 'kept'],
    ['held above what is assessed, will fall', 'kept-above'],
    ['renewed', 'validity-ended renewed'],
    ['fell at expiry', 'validity-ended fell'],
    ['lost at expiry', 'validity-ended fell-to-unrated'],
    ['falls one star at a time', 'validity-ended fell stepped'],
    ['a new policy judges everybody', 'validity-ended-by-transition fell'],
    ['imported without validity', 'validity-none fell'],
    ['rejoined', 'awarded'],
  ])('%s: %s', (name, said) => {
    const outcomes = codesOf(name).filter((code) =>
      /^(validity-|fell|kept|renewed|rose|awarded|unrated|stepped)/.test(code),
    )
    expect(outcomes.join(' ')).toBe(said)
  })

  it('differ from the stored row in every column that differs, and only there', () => {
    const { differences } = scene('facts changed since')
    expect(differences).toEqual([
      { column: 'spendGrowth', stored: 1548n, assessed: 903n },
      { column: 'growthValue', stored: 1678n, assessed: 1033n },
      { column: 'assessedStar', stored: 3, assessed: 2 },
    ])
  })
})

describe('the headline', () => {
  it.each([
    ['zh-CN', '您是三星客户，成长值 1678，有效期到 2022年1月，再增加 622 可升四星。'],
    ['zh-TW', '您是三星客戶，成長值 1678，有效期到 2022年1月，再增加 622 可升四星。'],
    [
      'en',
      'Your star: 3 stars. Growth value 1678, valid through January 2022; 622 more for 4 stars.',
    ],
  ] as const)('is short enough to be spoken (%s)', (language, said) => {
    expect(headline(scene('steady within validity'), language)).toBe(said)
  })
})
