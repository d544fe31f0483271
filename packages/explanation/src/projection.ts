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

interface Coming {
  readonly segment: Segment
  /** What each coming period brings, in 10^−scale fen, weighted. */
  readonly unitsPerPeriod: bigint
  /** The last month to assess. */
  readonly through: Month
}

/**
 * The months after an assessment, assessed in order from what it found alone: its counted charges,
 * its line, its stops, its rules. No other fact can have a say, whatever its date.
 */
export function projectMonths(
  policy: CompiledPolicy,
  assessment: FullAssessment,
  coming: Coming,
): Projected[] {
  const rules = weighedRules(policy, assessment)
  const customer = frozenCustomer(assessment, coming)
  let held: Held = toHeld(assessment)
  const projected: Projected[] = []
  for (const month of monthsOf({ from: assessment.month + 1, through: coming.through })) {
    const next = assess(rules, { ...customer, held }, month) as FullAssessment
    held = toHeld(next)
    const { customerId: _, ...row } = toRow(toRegisterRow(customer.id, next))
    projected.push(row)
  }
  return projected
}

/** The rules of the month explained, for charges that already carry the weight of their kind. */
function weighedRules(policy: CompiledPolicy, { rules, spend }: FullAssessment): CompiledPolicy {
  const perYuan = { [WEIGHED.kind]: decimalText(1n, spend.scale) }
  const national = { ...rules, spend: { ...rules.spend, perYuan, exclude: [] } }
  return { ...policy, transition: 'keep', national, regions: {} }
}

const WEIGHED = { kind: 'mobile', category: 'recurring' } as const

function frozenCustomer(assessment: FullAssessment, coming: Coming): Customer {
  const { joined, tenure, credit, month } = assessment
  const periods = monthsOf({ from: month, through: coming.through - 1 })
  const joinedOn = lastDayOf(joined)
  return {
    id: '',
    memberships: [{ joinedOn, leftOn: null, segment: coming.segment, region: null }],
    attributes: [],
    holdings: tenure.holding === null ? [] : [{ ...tenure.holding, heldTo: null }],
    charges: [
      ...weighedCharges(assessment),
      ...periods.map((period) => ({ ...WEIGHED, period, fen: coming.unitsPerPeriod })),
    ],
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
