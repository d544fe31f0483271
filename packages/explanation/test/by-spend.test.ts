import {
  assess,
  type Charge,
  type Customer,
  type FullAssessment,
  toHeld,
  toRegisterRow,
} from '@dipper/assessment'
import { formatMonth, type Month, month, monthOf } from '@dipper/policy'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AssessedExplanation, BySpend } from '../src/index.ts'
import { leastEnough } from '../src/least.ts'
import { meanPeriod } from '../src/mean.ts'
import { ASKED, POLICIES, policies, someone } from './arbitraries.ts'
import { charges, customer, explained, held, stop } from './customers.ts'
import { type Answered, programme } from './programme.ts'

const [NATIONAL] = POLICIES as [Answered]
const NOW = month(ASKED)
/** A bill that no cap would be the reason for. */
const BEYOND = 900_000_000n

function gapOf(answered: Answered, who: Customer) {
  const { gap } = explained(answered, who, ASKED) as AssessedExplanation
  if (gap === null) throw new Error('the highest star')
  return gap
}

function bySpendOf(answered: Answered, who: Customer): BySpend {
  const { bySpend } = gapOf(answered, who)
  if (bySpend === null) throw new Error('no spend brings the star')
  return bySpend
}

describe('the least spend for the next star', () => {
  it('brings it in that month, and a yuan less does not', () => {
    fc.assert(
      fc.property(policies, someone, (answered, facts) => {
        const who = frozen(facts)
        const { gap } = explained(answered, who, ASKED) as AssessedExplanation
        if (gap === null) return
        const { star, bySpend } = gap
        const reached = (kind: Charge['kind'], yuan: bigint) =>
          firstMonth(answered, who, { star, kind, fen: yuan * 100n })
        if (bySpend === null) {
          expect(reached('mobile', BEYOND)).toBe(null)
          return
        }
        const { yuanPerMonth, kind, from, by } = bySpend
        expect(from).toBe(ASKED)
        expect(reached(kind ?? 'broadband', yuanPerMonth)).toBe(by)
        if (yuanPerMonth > 0n) expect(reached(kind ?? 'iptv', yuanPerMonth - 1n)).toBe(null)
      }),
      { numRuns: 300 },
    )
  })

  it('is spread over the periods up to the end of validity', () => {
    const paying = { charges: charges('2020-06', '2021-05', { fen: 12_900n }) }
    const until = (through: string) =>
      bySpendOf(NATIONAL, customer({ ...paying, held: held(3, through) }))
    // 1548 + 160 to 220 of tenure, of 2300
    expect(until('2021-06')).toEqual({ yuanPerMonth: 592n, kind: null, from: ASKED, by: '2021-07' })
    expect(until('2021-12')).toEqual({ yuanPerMonth: 76n, kind: null, from: ASKED, by: '2022-01' })
  })

  it('is nothing where the mean is enough', () => {
    const who = customer({
      held: held(2, '2021-12'),
      charges: charges('2021-03', '2021-05', { fen: 12_900n }),
    })
    const said = explained(NATIONAL, who, ASKED) as AssessedExplanation
    expect(said.gap?.bySpend).toMatchObject({ yuanPerMonth: 0n, by: '2022-01' })
    expect(said.reasons.map(({ code }) => code)).not.toContain('gap-by-spend')
  })

  it('is taken to be of the service that most was spent on, of those that earn', () => {
    const rates = 'perYuan: {mobile: 1, broadband: 0.5, fixed: 0.355, iptv: 0}'
    const answered = programme(ASKED, [['perYuan: 1', rates]])
    const spent = (kind: Charge['kind'], fen: bigint) =>
      charges('2021-03', '2021-05', { kind, fen })
    const kindFor = (...each: Charge[][]) =>
      bySpendOf(answered, customer({ charges: each.flat() })).kind
    expect(kindFor(spent('mobile', 100n), spent('broadband', 101n))).toBe('broadband')
    expect(kindFor(spent('fixed', 100n), spent('iptv', 9_000n))).toBe('fixed')
    expect(kindFor()).toBe('mobile')
  })

  it('is none where a cap holds the star, and there once the stops are old', () => {
    const caps = 'caps: [{when: {stops: 1}, atMost: 2}]'
    const capped = programme(ASKED, [['caps: []', caps]])
    const stoppedOn = (date: string, through: string) =>
      gapOf(capped, customer({ stops: [stop(date)], held: held(2, through) }))
    expect(stoppedOn('2021-05-01', '2022-03')).toMatchObject({
      bySpend: null,
      cap: { stops: 1, atMost: 2 },
    })
    expect(stoppedOn('2020-08-01', '2022-03')).toMatchObject({
      bySpend: { by: '2022-04' },
      cap: { stops: 1, atMost: 2 },
    })
  })

  it('is none where nothing that is billed earns growth', () => {
    const answered = programme(ASKED, [['perYuan: 1', 'perYuan: 0']])
    expect(gapOf(answered, customer()).bySpend).toBe(null)
  })
})

describe('the least that is enough', () => {
  const upTo = (most: bigint) => fc.bigInt({ min: 0n, max: most })

  it('is found from any guess, in few steps', () => {
    fc.assert(
      fc.property(upTo(2_000n), upTo(1_000n), (wanted, guess) => {
        let asked = 0
        const isEnough = (value: bigint) => {
          asked++
          expect(value).toBeGreaterThanOrEqual(0n)
          return value >= wanted
        }
        const least = leastEnough(isEnough, { guess, most: 1_000n })
        expect(least).toBe(wanted > 1_000n ? null : wanted)
        expect(asked).toBeLessThanOrEqual(24)
        if (wanted === guess) expect(asked).toBeLessThanOrEqual(2)
      }),
    )
  })
})

/** As the outlook takes somebody: what the month explained knows stays, and nothing else happens. */
function frozen(who: Customer): Customer {
  return {
    ...who,
    charges: who.charges.filter(({ period }) => period < NOW),
    stops: who.stops.filter(({ stoppedOn }) => monthOf(stoppedOn) < NOW),
    holdings: who.holdings.map((each) => ({ ...each, heldTo: null })),
  }
}

/** The month with the star, up to the one after validity, if each period brings the mean and more. */
function firstMonth(
  { policy }: Answered,
  who: Customer,
  {
    star,
    kind,
    fen,
  }: { readonly star: number; readonly kind: Charge['kind']; readonly fen: bigint },
): string | null {
  const now = assess(policy, who, NOW) as FullAssessment
  const through: Month = now.star.validity === null ? NOW + 12 : now.star.validity.through + 1
  const mean = meanPeriod(now).charges.map(({ charge }) => charge)
  const come = Array.from({ length: through - NOW }, (_, index) => [
    ...mean.map((charge) => ({ ...charge, period: NOW + index })),
    { period: NOW + index, kind, category: 'usage', fen } as const,
  ])
  const facts = { ...who, charges: [...who.charges, ...come.flat()] }
  let state = toHeld(now)
  for (let each = NOW + 1; each <= through; each++) {
    const next = assess(policy, { ...facts, held: state }, each) as FullAssessment
    if (toRegisterRow(who.id, next).star >= star) return formatMonth(each)
    state = toHeld(next)
  }
  return null
}
