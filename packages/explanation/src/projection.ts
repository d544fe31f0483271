import {
  assess,
  type Charge,
  type CompiledPolicy,
  type Customer,
  type FullAssessment,
  type Held,
  ratesOf,
  toHeld,
  toRegisterRow,
} from '@dipper/assessment'
import { lastDayOf, type Month, type Segment } from '@dipper/policy'
import { decimalText } from './decimal-text.ts'
import type { Projected } from './explanation.ts'
import { monthsOf } from './months.ts'
import { toRow } from './row.ts'
import { unitsOf } from './spend.ts'

/** Each month in order, assessed when it is asked for; a coming period brings so much, in 10^−scale fen, weighted. */
export type Projection = (unitsPerPeriod: bigint) => Iterable<Projected>

interface Ahead {
  readonly segment: Segment
  /** The last month to assess. */
  readonly through: Month
}

/**
 * The months after an assessment, assessed in order from what it found alone: its counted charges,
 * its line, its stops, its rules. No other fact can have a say, whatever its date.
 */
export function projectionOf(
  policy: CompiledPolicy,
  assessment: FullAssessment,
  ahead: Ahead,
): Projection {
  const rules = weighedRules(policy, assessment)
  const frozen = frozenCustomer(assessment, ahead.segment)
  const periods = monthsOf({ from: assessment.month, through: ahead.through - 1 })
  return function* project(unitsPerPeriod) {
    const come = periods.map((period) => ({ ...WEIGHED, period, fen: unitsPerPeriod }))
    const customer = { ...frozen, charges: [...frozen.charges, ...come] }
    let held: Held = toHeld(assessment)
    for (const period of periods) {
      const next = assess(rules, { ...customer, held }, period + 1) as FullAssessment
      held = toHeld(next)
      const { customerId: _, ...row } = toRow(toRegisterRow(customer.id, next))
      yield row
    }
  }
}

/** The rules of the month explained, for charges that already carry the weight of their kind. */
function weighedRules(policy: CompiledPolicy, { rules, spend }: FullAssessment): CompiledPolicy {
  const perYuan = { [WEIGHED.kind]: decimalText(1n, spend.scale) }
  const national = { ...rules, spend: { ...rules.spend, perYuan, exclude: [] } }
  return { ...policy, transition: 'keep', national, regions: {} }
}

const WEIGHED = { kind: 'mobile', category: 'recurring' } as const

function frozenCustomer(assessment: FullAssessment, segment: Segment): Customer {
  const { joined, tenure, credit } = assessment
  return {
    id: '',
    memberships: [{ joinedOn: lastDayOf(joined), leftOn: null, segment, region: null }],
    attributes: [],
    holdings: tenure.holding === null ? [] : [{ ...tenure.holding, heldTo: null }],
    charges: weighedCharges(assessment),
    stops: credit.stops,
    held: null,
  }
}

/** One charge a period: all that counted in it, in 10^−scale fen. */
function weighedCharges({ spend, rules }: FullAssessment): Charge[] {
  const rates = ratesOf(rules.spend)
  return monthsOf(spend.window).map((period) => {
    const charges = spend.charges.filter(({ charge }) => charge.period === period)
    return { ...WEIGHED, period, fen: unitsOf(charges, rates) }
  })
}
