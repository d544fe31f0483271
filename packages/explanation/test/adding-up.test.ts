import { month } from '@dipper/policy'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AssessedExplanation, Period } from '../src/index.ts'
import { ASKED, POLICIES, policies, someone } from './arbitraries.ts'
import { ageing, charges, customer, explained, MOBILE, stop } from './customers.ts'

describe('every explanation', () => {
  it('adds up to the row, to the fen', () => {
    fc.assert(
      fc.property(policies, someone, (answered, who) => {
        const it = explained(answered, who, ASKED) as AssessedExplanation
        const { spend, growth, row } = it
        expect(it.agrees).toBe(true)
        expect(sum(spend.periods, ({ countedFen }) => countedFen)).toBe(spend.countedFen)
        expect(sum(spend.periods, ({ notCountedFen }) => notCountedFen)).toBe(
          spend.notCountedFen.category + spend.notCountedFen.kind,
        )
        expect(sum(spend.periods, ({ exactGrowth }) => micro(exactGrowth))).toBe(
          micro(spend.exactGrowth),
        )
        expect(spend.growth).toBe(wholeOf(spend.exactGrowth))
        expect(growth.spend + growth.tenure + growth.credit).toBe(growth.sum)
        expect(growth.value).toBe(growth.sum < 0n ? 0n : growth.sum)
        expect([row.spendGrowth, row.tenureGrowth, row.creditGrowth, row.growthValue]).toEqual([
          growth.spend,
          growth.tenure,
          growth.credit,
          growth.value,
        ])
      }),
    )
  })

  it('has lines that add up to each period, and every charge of the window on one', () => {
    fc.assert(
      fc.property(policies, someone, (answered, who) => {
        const { spend } = explained(answered, who, ASKED) as AssessedExplanation
        for (const { lines, countedFen, notCountedFen } of spend.periods) {
          const counted = lines.filter((line) => line.counted)
          expect(counted.reduce((total, { fen }) => total + fen, 0n)).toBe(countedFen)
          expect(lines.reduce((total, { fen }) => total + fen, 0n)).toBe(countedFen + notCountedFen)
        }
        const inWindow = who.charges.filter(
          (each) => month(spend.window.from) <= each.period && each.period < month(ASKED),
        )
        expect(spend.charges).toBe(inWindow.length)
      }),
    )
  })

  it('has credit that is the counted stops, and no stop lost', () => {
    fc.assert(
      fc.property(policies, someone, (answered, who) => {
        const { credit } = explained(answered, who, ASKED) as AssessedExplanation
        const counted = credit.stops.filter((each) => each.counted)
        expect(credit.growth).toBe(BigInt(counted.length * credit.perStop))
        for (const each of credit.stops) expect(each.counted).toBe(each.notCounted.length === 0)
      }),
    )
  })

  it('does not change with what happens in the month explained or later', () => {
    const later = {
      charges: charges(ASKED, '2021-09', { fen: 99_900n }),
      stops: [stop(`${ASKED}-01`), stop('2021-08-01')],
      holdings: [
        MOBILE,
        { ...MOBILE, serviceId: 'M0', openedOn: '2001-01-01', heldFrom: '2021-06-01' },
      ],
    }
    const who = customer({ charges: charges('2020-03', '2021-05', { fen: 9900n }) })
    const [national] = POLICIES as [(typeof POLICIES)[number]]
    const before = explained(national, ageing(national, who, ASKED), ASKED)
    const after = explained(
      national,
      ageing(national, { ...who, ...later, charges: [...who.charges, ...later.charges] }, ASKED),
      ASKED,
    )
    expect(after).toEqual(before)
  })
})

function sum(periods: readonly Period[], value: (period: Period) => bigint): bigint {
  return periods.reduce((total, each) => total + value(each), 0n)
}

/** A decimal of at most six digits in millionths. */
function micro(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(6, '0'))
}

function wholeOf(decimal: string): bigint {
  const units = micro(decimal)
  return units < 0n ? 0n : units / 1_000_000n
}
