import { assessInOrder, compile, type Customer } from '@dipper/assessment'
import { type Month, month, type PolicyAnswer } from '@dipper/policy'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decidingSettings } from '../src/index.ts'
import { charges, customer, MOBILE } from './customers.ts'
import { programme } from './programme.ts'

const seed = Number(process.env['SEED'] ?? 61)
const FROM = month('2021-04')
const THROUGH = month('2021-06')

type Edits = readonly (readonly [string, string])[]

/** What answers for each month under the national policy with some words of it replaced. */
function edited(edits: Edits): (month: Month) => PolicyAnswer {
  return (each) => programme(formatted(each), edits as [string, string][]).answer
}

function formatted(each: Month): string {
  return `${Math.floor(each / 12)}-${String((each % 12) + 1).padStart(2, '0')}`
}

const decided = (edits: Edits, who: Customer) =>
  decidingSettings({
    inForce: edited([]),
    draft: edited(edits),
    customer: who,
    from: FROM,
    through: THROUGH,
  })

/** A line of 2012 and some spend a month: tenure above 100 months. */
const longStanding = (yuan: number) =>
  customer({
    holdings: [{ ...MOBILE, openedOn: '2012-01-09', heldFrom: '2012-01-09' }],
    charges: charges('2020-06', '2021-05', { fen: BigInt(yuan * 100) }),
    memberships: [{ joinedOn: '2012-01-09', leftOn: null, segment: 'individual', region: null }],
  })

describe('the rule that decided', () => {
  it('is the one setting that differs', () => {
    const { how, settings } = decided([['capMonths: null', 'capMonths: 12']], longStanding(10))
    expect(how).toBe('alone')
    expect(settings).toEqual([
      { path: 'growth.tenure.capMonths', before: null, after: 12, region: null },
    ])
  })

  it('is not a setting that differs and moves nobody like them', () => {
    const edits: Edits = [
      ['capMonths: null', 'capMonths: 12'],
      ['perStop: -10', 'perStop: -20'],
      ['6000, 8000]', '6000, 9000]'],
    ]
    const { how, settings } = decided(edits, longStanding(10))
    expect([how, settings.map(({ path }) => path)]).toEqual(['alone', ['growth.tenure.capMonths']])
  })

  it('is several where none would do it alone', () => {
    // 1,250 growth: 2 stars. Without the yuan 1,130, with the threshold 1,200 still 2 stars; both: 1 star.
    const who = longStanding(10)
    const edits: Edits = [
      ['perYuan: 1', 'perYuan: 0'],
      ['[600, 1000,', '[600, 1200,'],
    ]
    const { how, settings } = decided(edits, who)
    expect(how).toBe('together')
    expect(settings.map(({ path }) => path)).toEqual(['growth.spend.perYuan', 'star.thresholds[1]'])
  })

  it(`explains the difference whatever differs (SEED=${seed})`, () => {
    const change = fc.record({
      cap: fc.constantFrom('null', '12', '60'),
      perYuan: fc.constantFrom('1', '0.5', '2'),
      perMonth: fc.constantFrom('10', '5', '20'),
      yuan: fc.integer({ min: 0, max: 300 }),
    })
    fc.assert(
      fc.property(change, ({ cap, perYuan, perMonth, yuan }) => {
        const edits: Edits = [
          ['capMonths: null', `capMonths: ${cap}`],
          ['perYuan: 1', `perYuan: ${perYuan}`],
          ['perMonth: 10', `perMonth: ${perMonth}`],
        ]
        const who = longStanding(yuan)
        if (starUnder(edited([]), who) === starUnder(edited(edits), who)) return
        const { how, settings } = decided(edits, who)
        expect(settings.length).toBeGreaterThan(0)
        const taken = edits.filter(([words]) =>
          settings.some(({ path }) => path.endsWith(words.split(':')[0] ?? '')),
        )
        const wanted = starUnder(edited(edits), who)
        if (how === 'alone') {
          for (const one of taken) expect(starUnder(edited([one]), who)).toBe(wanted)
        } else {
          for (const one of taken) {
            expect(starUnder(edited([one]), who)).not.toBe(wanted)
            expect(starUnder(edited(edits.filter((each) => each !== one)), who)).not.toBe(wanted)
          }
        }
      }),
      { seed, numRuns: 60 },
    )
  })
})

function starUnder(answerOf: (month: Month) => PolicyAnswer, who: Customer): number {
  const policyOf = (each: Month) => compile(answerOf(each))
  const last = assessInOrder(policyOf, who, { from: FROM, through: THROUGH }).at(-1)
  return last?.status === 'assessed' ? last.star.star : 0
}
