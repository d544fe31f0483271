import { assess, type Customer, toHeld, toRegisterRow } from '@dipper/assessment'
import { formatMonth, month } from '@dipper/policy'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AssessedExplanation, RatedOutlook, UnratedOutlook } from '../src/index.ts'
import { charges, customer, explained, held, stop } from './customers.ts'
import { type Answered, programme } from './programme.ts'

const ASKED = '2021-06'
const NATIONAL = programme(ASKED)

function outlookOf(answered: Answered, who: Customer) {
  return (explained(answered, who, ASKED) as AssessedExplanation).outlook
}

describe('the outlook', () => {
  it('is what the months would be if the mean really came', () => {
    const fen = fc.bigInt({ min: -5_000n, max: 60_000n })
    fc.assert(
      fc.property(
        fc.array(fen, { maxLength: 12 }),
        fc.integer({ min: 0, max: 7 }),
        (list, star) => {
          const who = customer({
            charges: list.map((each, index) => ({
              period: month('2020-06') + index,
              kind: 'mobile',
              category: 'usage',
              fen: each,
            })),
            stops: [stop('2021-03-01')],
            held: held(star, star === 0 ? null : '2022-01'),
          })
          const outlook = outlookOf(NATIONAL, who)
          const last = outlook.holds === 'star' ? outlook.atExpiry.month : '2022-06'
          const come = charges(ASKED, last, { fen: outlook.basis.fen })
          const rows = rowsThrough({ ...who, charges: [...who.charges, ...come] }, last)
          if (outlook.holds === 'nothing') {
            const first = rows.find((row) => row.star > 0)
            expect(outlook.firstStar?.month).toBe(first && formatMonth(first.month))
            return
          }
          const { month: at, validFrom, validThrough, ...values } = outlook.atExpiry
          expect(rows.at(-1)).toMatchObject({ ...values, month: month(at) })
          expect([validFrom, validThrough].map((each) => each && month(each))).toEqual([
            rows.at(-1)?.validFrom,
            rows.at(-1)?.validThrough,
          ])
        },
      ),
    )
  })

  it('rounds the mean down to whole fen, below zero too', () => {
    const paying = (fens: bigint[]) =>
      customer({
        charges: fens.flatMap((fen, i) => {
          const period = formatMonth(month('2021-03') + i)
          return charges(period, period, { fen })
        }),
      })
    expect(outlookOf(NATIONAL, paying([100n, 100n, 101n])).basis.fen).toBe(100n)
    expect(outlookOf(NATIONAL, paying([-100n, -100n, -101n])).basis.fen).toBe(-101n)
  })

  it('takes the mean of the periods there are', () => {
    const memberships = [
      { joinedOn: '2021-04-30', leftOn: null, segment: 'individual', region: null } as const,
    ]
    const who = customer({ memberships, charges: charges('2021-05', '2021-05', { fen: 5000n }) })
    expect(outlookOf(NATIONAL, who).basis).toEqual({ periods: 2, fen: 2500n, weighted: false })
  })

  it('weighs fen by their kinds where the rates differ', () => {
    const rates = 'perYuan: {mobile: 2, broadband: 1, fixed: 0.35, iptv: 1}'
    const answered = programme(ASKED, [['perYuan: 1', rates]])
    const who = customer({
      charges: [
        ...charges('2021-03', '2021-05', { fen: 5_000n }),
        ...charges('2021-05', '2021-05', { fen: 101n, kind: 'fixed' }),
      ],
    })
    const { basis, firstStar } = outlookOf(answered, who) as UnratedOutlook
    expect(basis).toEqual({ periods: 3, fen: 10_011n, weighted: true })
    expect(firstStar).toMatchObject({ month: '2021-08', spendGrowth: 500n, tenureGrowth: 170n })
  })

  it('takes one rate for all as unweighted fen', () => {
    const answered = programme(ASKED, [['perYuan: 1', 'perYuan: 0.5']])
    const who = customer({
      charges: charges('2021-03', '2021-05', { fen: 10_001n }),
      held: held(1, '2021-06'),
    })
    const { basis, atExpiry } = outlookOf(answered, who) as RatedOutlook
    expect(basis).toEqual({ periods: 3, fen: 10_001n, weighted: false })
    expect(atExpiry.spendGrowth).toBe(200n)
  })

  it('keeps the lines, the segment and the region of the month explained', () => {
    const who = customer({
      held: held(3, '2021-12'),
      charges: charges('2020-06', '2021-05', { fen: 12_900n }),
    })
    const ending = customer({
      ...who,
      memberships: who.memberships.map((each) => ({ ...each, leftOn: '2021-08-31' })),
      holdings: who.holdings.map((each) => ({ ...each, heldTo: '2021-08-31' })),
      attributes: [{ from: '2021-07-01', segment: 'enterprise', region: 'anhui' }],
    })
    expect(outlookOf(NATIONAL, ending)).toEqual(outlookOf(NATIONAL, who))
  })

  it('tells the first month that rises, and goes on to expiry', () => {
    const who = customer({
      held: held(2, '2021-12'),
      charges: charges('2021-03', '2021-05', { fen: 12_900n }),
    })
    const { risesBefore, atExpiry } = outlookOf(NATIONAL, who) as RatedOutlook
    expect(risesBefore).toMatchObject({ month: '2022-01', star: 3, outcome: 'rose' })
    expect(atExpiry).toEqual(risesBefore)
  })

  it('does not apply a transition again', () => {
    const who = customer({ held: held(3, '2021-12') })
    const { policy, answer } = NATIONAL
    const judging = { ...policy, effectiveFrom: month('2021-07'), transition: 'reassess' } as const
    expect(outlookOf({ answer, policy: judging }, who)).toEqual(outlookOf(NATIONAL, who))
  })
})

function rowsThrough(who: Customer, last: string) {
  let state = who.held
  return Array.from({ length: month(last) - month(ASKED) + 1 }, (_, index) => {
    const assessment = assess(NATIONAL.policy, { ...who, held: state }, month(ASKED) + index)
    if (assessment === null) throw new Error('no row')
    state = toHeld(assessment)
    return toRegisterRow(who.id, assessment)
  })
}
