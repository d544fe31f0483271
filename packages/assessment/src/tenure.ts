import { type Month, monthOf } from '@dipper/policy'
import type { TenureRule } from './compiled-policy.ts'
import type { Customer, Holding } from './customer.ts'

export interface Tenure {
  /** The line that decides; null without one in use. */
  readonly holding: Holding | null
  /** R − month of its date, before any cap. */
  readonly months: number
  readonly growth: bigint
  /** `capMonths` made it less. */
  readonly capped: boolean
}

/**
 * Of the lines in use of the rule's kind, the earliest date decides; 0 without one. A suspended line
 * is still in use.
 */
export function tenureGrowth(rule: TenureRule, customer: Customer, month: Month): Tenure {
  const date = (holding: Holding) => (rule.from === 'opened' ? holding.openedOn : holding.heldFrom)
  const holding = customer.holdings
    .filter((h) => h.kind === rule.of && inUse(h, month))
    .toSorted((a, b) => compare(date(a), date(b)) || compare(a.serviceId, b.serviceId))[0]
  if (!holding) return { holding: null, months: 0, growth: 0n, capped: false }
  const months = month - monthOf(date(holding))
  const counted = Math.min(months, rule.capMonths ?? months)
  return { holding, months, growth: growthOf(rule.growth, counted), capped: counted < months }
}

/** Held from a month before R, and not given up in one. */
function inUse({ heldFrom, heldTo }: Holding, month: Month): boolean {
  return monthOf(heldFrom) < month && (heldTo === null || monthOf(heldTo) >= month)
}

function growthOf(growth: TenureRule['growth'], months: number): bigint {
  if ('perMonth' in growth) return BigInt(growth.perMonth) * BigInt(months)
  return BigInt(growth.brackets.findLast(({ from }) => from <= months)?.value ?? 0)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
