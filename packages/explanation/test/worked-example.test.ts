import { describe, expect, it } from 'vitest'
import type { AssessedExplanation } from '../src/index.ts'
import { ageing, charges, customer, explained, stop } from './customers.ts'
import { programme } from './programme.ts'

const WHO = customer({
  charges: charges('2020-03', '2021-12', { fen: 12900n }),
  stops: [stop('2021-02-11')],
})

/** assessment.md, "Worked example", to the letter. */
const ROWS = `
  2020-04 | 2020-03 2020-03 | 129  | 10  | 0   | 139  | 0 | 0                 | unrated
  2020-08 | 2020-03 2020-07 | 645  | 50  | 0   | 695  | 1 | 1 2020-08 2021-07 | awarded
  2020-11 | 2020-03 2020-10 | 1032 | 80  | 0   | 1112 | 2 | 2 2020-11 2021-10 | rose
  2021-02 | 2020-03 2021-01 | 1419 | 110 | 0   | 1529 | 3 | 3 2021-02 2022-01 | rose
  2021-03 | 2020-03 2021-02 | 1548 | 120 | -10 | 1658 | 3 | 3 2021-02 2022-01 | kept
  2021-04 | 2020-04 2021-03 | 1548 | 130 | -10 | 1668 | 3 | 3 2021-02 2022-01 | kept
`
const CASES = ROWS.trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))

function explainedIn(asked: string): AssessedExplanation {
  const national = programme(asked)
  return explained(national, ageing(national, WHO, asked), asked) as AssessedExplanation
}

describe('the worked example', () => {
  it.each(CASES)('%s: window %s, growth value %s + %s + %s = %s', (asked, ...said) => {
    const { spend, growth, star, agrees } = explainedIn(asked)
    const validity = star.validity ? [star.validity.from, star.validity.through] : []
    expect(agrees).toBe(true)
    expect([
      `${spend.window.from} ${spend.window.through}`,
      ...[growth.spend, growth.tenure, growth.credit, growth.value].map(String),
      String(star.assessed),
      [star.star, ...validity].join(' '),
      star.outcome,
    ]).toEqual(said)
  })

  it('names the gap, the month that leaves and what comes at expiry', () => {
    const { gap, leaving, outlook } = explainedIn('2021-04')
    expect(gap).toEqual({
      star: 4,
      threshold: 2300,
      missing: 632n,
      cap: null,
      bySpend: { yuanPerMonth: 54n, kind: null, from: '2021-04', by: '2022-02' },
    })
    expect(leaving).toEqual({ period: '2020-04', countedFen: 12900n, exactGrowth: '129.00' })
    expect(outlook).toEqual({
      holds: 'star',
      basis: { periods: 3, fen: 12900n, weighted: false },
      atExpiry: {
        month: '2022-02',
        spendGrowth: 1548n,
        tenureGrowth: 230n,
        creditGrowth: -10n,
        growthValue: 1768n,
        assessedStar: 3,
        star: 3,
        validFrom: '2022-02',
        validThrough: '2023-01',
        outcome: 'renewed',
      },
      risesBefore: null,
    })
  })

  it('has no month that leaves while the window still grows', () => {
    expect(explainedIn('2021-02').leaving).toBeNull()
    expect(explainedIn('2021-03').leaving?.period).toBe('2020-03')
  })

  it('sees the first star come', () => {
    const { outlook } = explainedIn('2020-04')
    expect(outlook.holds === 'nothing' && outlook.firstStar?.month).toBe('2020-08')
  })
})
