import { expect, test } from 'vitest'
import {
  FINDING_CODES,
  LANGUAGES,
  REFUSAL_CODES,
  type Refusal,
  sayFinding,
  sayRefusal,
} from '../src/index.ts'

const params = {
  causes: ['arrears', 'by-hand'],
  points: 12n,
  balance: 7n,
  least: 1n,
  most: 9n,
  posting: 3,
  kind: 'expire',
  key: 'k1',
  period: 24_301,
  revision: 2,
}

test.each(LANGUAGES)('every code has a whole sentence in %s', (language) => {
  const sentences = [
    ...REFUSAL_CODES.map((code) => sayRefusal({ code, params } as unknown as Refusal, language)),
    ...FINDING_CODES.map((code) =>
      sayFinding({ code, customer: 'c1', at: 24_301, kept: null, recomputed: '1' }, language),
    ),
  ]
  for (const sentence of sentences) {
    expect(sentence).not.toMatch(/undefined|null|\[object|[.。]$/)
    expect(/[\u4e00-\u9fff]/.test(sentence)).toBe(language !== 'en')
  }
  expect(new Set(sentences).size).toBe(sentences.length)
})

test('a sentence says what and where', () => {
  const refusal = { code: 'frozen', params: { causes: ['arrears', 'by-hand'] } } as const
  expect(LANGUAGES.map((language) => sayRefusal(refusal, language))).toEqual([
    '该账户的积分已冻结（欠费双停、人工冻结），可以累积，不能使用',
    '該帳戶的積分已凍結（欠費雙停、人工凍結），可以累積，不能使用',
    'the points of this account are frozen (arrears, by hand); they can be earned, not spent',
  ])
  const finding = { code: 'earned-differs', customer: 'c1', at: 24_301 } as const
  expect(sayFinding({ ...finding, kept: '5 @ 1', recomputed: '6 @ 1' }, 'en')).toBe(
    'customer c1: 2025-02 is kept as 5 @ 1 (points @ revision), the postings make it 6 @ 1',
  )
})
