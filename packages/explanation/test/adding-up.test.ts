import type { Charge, Customer, Stop } from '@dipper/assessment'
import { CATEGORIES, month, SERVICE_KINDS, STOP_CAUSES, STOP_KINDS } from '@dipper/policy'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AssessedExplanation, Period } from '../src/index.ts'
import { ageing, charges, customer, explained, held, MOBILE, stop } from './customers.ts'
import { programme } from './programme.ts'

const ASKED = '2021-06'
const POLICIES = [
  programme(ASKED),
  programme(ASKED, [
    ['perYuan: 1', 'perYuan: {mobile: 1, broadband: 0.5, fixed: 0.355, iptv: 0}'],
    ['caps: []', 'caps: [{when: {stops: 2}, atMost: 2}, {when: {stops: 4}, atMost: 1}]'],
  ]),
  programme(ASKED, [
    ['perYuan: 1', 'perYuan: {mobile: 0.35}'],
    ['[mobile, broadband, fixed, iptv]', '[mobile]'],
    ['months: 12', 'months: 6'],
    ['atExpiry: reassess', 'atExpiry: one-step'],
  ]),
]

const period = fc.integer({ min: month('2020-01'), max: month('2021-09') })
const day = period.map(
  (each) => `${Math.floor(each / 12)}-${String((each % 12) + 1).padStart(2, '0')}-15`,
)
const charge: fc.Arbitrary<Charge> = fc.record({
  period,
  kind: fc.constantFrom(...SERVICE_KINDS),
  category: fc.constantFrom(...CATEGORIES),
  fen: fc.bigInt({ min: -20_000n, max: 60_000n }),
})
const stopped: fc.Arbitrary<Stop> = fc.record({
  serviceId: fc.constantFrom('M1', 'M2'),
  serviceKind: fc.constantFrom(...SERVICE_KINDS),
  kind: fc.constantFrom(...STOP_KINDS),
  cause: fc.constantFrom(...STOP_CAUSES),
  stoppedOn: day,
})
const lastMonth = fc.constantFrom('2021-05', '2021-06', '2022-03', null)
const state = fc
  .tuple(fc.integer({ min: 1, max: 7 }), lastMonth)
  .map(([star, through]) => held(through === null ? 0 : star, through))
const someone: fc.Arbitrary<Customer> = fc
  .record({
    charges: fc.array(charge, { maxLength: 40 }),
    stops: fc.array(stopped, { maxLength: 8 }),
    held: fc.option(state, { nil: null }),
    joinedOn: fc.constantFrom('2020-03-05', '2021-02-28', '2021-05-31'),
    holdings: fc.constantFrom([], [MOBILE], [{ ...MOBILE, heldTo: '2021-07-01' }]),
  })
  .map(({ joinedOn, ...facts }) =>
    customer({
      ...facts,
      memberships: [{ joinedOn, leftOn: null, segment: 'individual', region: null }],
    }),
  )
const policies = fc.constantFrom(...POLICIES)

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
