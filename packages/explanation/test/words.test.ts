import { describe, expect, it } from 'vitest'
import { en } from '../src/words/en.ts'
import { zhCN } from '../src/words/zh-CN.ts'
import { zhTW } from '../src/words/zh-TW.ts'

describe('money, from exact fen', () => {
  it.each([
    [0n, '¥0.00', '0.00 元', 'CNY 0.00'],
    [5n, '¥0.05', '0.05 元', 'CNY 0.05'],
    [123456n, '¥1,234.56', '1,234.56 元', 'CNY 1,234.56'],
    [-123456n, '−¥1,234.56', '−1,234.56 元', 'CNY −1,234.56'],
    [
      10n ** 19n + 1n,
      '¥100,000,000,000,000,000.01',
      '100,000,000,000,000,000.01 元',
      'CNY 100,000,000,000,000,000.01',
    ],
  ])('%d fen', (fen, simplified, traditional, english) => {
    expect([zhCN, zhTW, en].map((words) => words.money(fen))).toEqual([
      simplified,
      traditional,
      english,
    ])
  })
})

describe('months', () => {
  it('are written as each language does', () => {
    expect([zhCN, zhTW, en].map((words) => words.month('2021-03'))).toEqual([
      '2021年3月',
      '2021年3月',
      'March 2021',
    ])
    expect(en.shortMonth('2021-12')).toBe('Dec 2021')
  })
})
