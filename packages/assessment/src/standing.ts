import { lastDayOf, type Month, monthOf } from '@dipper/policy'
import { type CompiledPolicy, type Rules, rulesFor } from './compiled-policy.ts'
import type { AttributeChange, Customer, Membership } from './customer.ts'

/** Whether a customer takes part in a month, under which rules, and since when they are in net. */
export type Standing =
  | {
      readonly status: 'assessed' | 'ineligible'
      readonly joined: Month
      readonly segment: Membership['segment']
      readonly region: string | null
      readonly rules: Rules
    }
  | { readonly status: 'absent' }

/**
 * A membership counts in R if it began in a month before R and has not ended in one (assessment.md,
 * "Who is assessed in R"); the segment and the region of the last day of R−1 decide the rest.
 */
export function standingIn(policy: CompiledPolicy, customer: Customer, month: Month): Standing {
  const membership = customer.memberships.find((m) => countsIn(m, month))
  if (!membership) return { status: 'absent' }
  const { segment, region } = attributesOn(customer, membership, lastDayOf(month - 1))
  const rules = rulesFor(policy, region)
  const status = rules.segments.includes(segment) ? 'assessed' : 'ineligible'
  return { status, joined: monthOf(membership.joinedOn), segment, region, rules }
}

function countsIn(membership: Membership, month: Month): boolean {
  const { joinedOn, leftOn } = membership
  return monthOf(joinedOn) < month && (leftOn === null || monthOf(leftOn) >= month)
}

/** The last change from joining to the day asked holds; without one, what was so at joining. */
function attributesOn(
  customer: Customer,
  membership: Membership,
  day: string,
): Pick<AttributeChange, 'segment' | 'region'> {
  return customer.attributes
    .filter(({ from }) => membership.joinedOn <= from && from <= day)
    .reduce<Pick<AttributeChange, 'segment' | 'region'> & { from?: string }>(
      (last, change) => (last.from === undefined || last.from < change.from ? change : last),
      membership,
    )
}
