import type { Month } from '@dipper/policy'
import type { CompiledPolicy, Rules } from './compiled-policy.ts'
import { type Credit, creditGrowth } from './credit.ts'
import type { Customer, Held } from './customer.ts'
import { type Spend, spendGrowth } from './spend.ts'
import { assessedStar, assignStar, type Star } from './star.ts'
import { type Standing, standingIn } from './standing.ts'
import { type Tenure, tenureGrowth } from './tenure.ts'

/** What an assessment found for one customer and month, stage by stage. */
export type Assessment = FullAssessment | LastAssessment

export interface FullAssessment {
  readonly status: 'assessed'
  readonly month: Month
  readonly joined: Month
  readonly region: string | null
  readonly rules: Rules
  readonly spend: Spend
  readonly tenure: Tenure
  readonly credit: Credit
  readonly growthValue: bigint
  /** The three parts added up to less than zero, which counts as 0. */
  readonly growthFloored: boolean
  readonly star: Star
  /** Joined anew since the row of the month before: what was held is gone. */
  readonly rejoined: boolean
  /** The policy judges everybody this month as if validity had just ended. */
  readonly transition: boolean
}

/** The last row of a customer who is no longer assessed: star 0, all values 0. */
export interface LastAssessment {
  readonly status: 'left' | 'ineligible'
  readonly month: Month
}

/**
 * One customer, one month: bills in, star out. Every stage gives its value and its reasons. Null
 * where the month has no row for the customer. `customer.held` is the row of the month before.
 */
export function assess(
  policy: CompiledPolicy,
  customer: Customer,
  month: Month,
): Assessment | null {
  const standing = standingIn(policy, customer, month)
  if (standing.status !== 'assessed') return lastAssessment(standing, customer.held, month)

  const { joined, region, rules } = standing
  const spend = spendGrowth(rules.spend, customer, joined, month)
  const tenure = tenureGrowth(rules.tenure, customer, month)
  const credit = creditGrowth(rules.credit, customer, joined, month)
  const sum = spend.growth + tenure.growth + credit.growth
  const growthValue = sum < 0n ? 0n : sum

  const { held, rejoined } = heldBy(customer, joined)
  const transition = policy.transition === 'reassess' && month === policy.effectiveFrom
  const assessed = assessedStar(rules.star, growthValue, credit.stops.length)
  const star = assignStar(rules.star, assessed, held, month, transition)

  const growth = { spend, tenure, credit, growthValue, growthFloored: sum < 0n }
  return { status: 'assessed', month, joined, region, rules, ...growth, star, rejoined, transition }
}

/** What still counts of the row before: nothing after a last row or a rejoining. */
function heldBy(customer: Customer, joined: Month): { held: Held | null; rejoined: boolean } {
  const { held } = customer
  if (held === null || isLast(held)) return { held: null, rejoined: false }
  const rejoined = held.joined !== null && held.joined !== joined
  return { held: rejoined ? null : held, rejoined }
}

function lastAssessment(
  standing: Standing,
  held: Held | null,
  month: Month,
): LastAssessment | null {
  if (held === null || isLast(held)) return null
  return { status: standing.status === 'ineligible' ? 'ineligible' : 'left', month }
}

function isLast(held: Held): boolean {
  return held.outcome === 'left' || held.outcome === 'ineligible'
}
