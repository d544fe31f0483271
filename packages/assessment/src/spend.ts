import type { Month, ServiceKind } from '@dipper/policy'
import type { SpendRule } from './compiled-policy.ts'
import type { Charge, Customer, Validity } from './customer.ts'
import { floorDivide, scaleOf, unitsOf } from './decimal.ts'
import { windowOf, within } from './window.ts'

/** Why a charge does not count. */
export type NotCounted = 'category' | 'kind'

export interface Spend {
  readonly window: Validity
  /** Charges of the window, each with its verdict: null if it counts. */
  readonly charges: readonly { readonly charge: Charge; readonly notCounted: NotCounted | null }[]
  /** Σ fen × rate of what counts, in 10^−scale fen. */
  readonly units: bigint
  readonly scale: number
  readonly growth: bigint
  /** The sum was below zero and counts as 0. */
  readonly floored: boolean
}

/**
 * max(0, floor(Σ fen × perYuan ÷ 100)) over the qualifying charges of the window: each kind exactly,
 * all added, the total floored once. Whoever holds the line, a charge counts for the customer on it.
 */
export function spendGrowth(
  rule: SpendRule,
  customer: Customer,
  joined: Month,
  month: Month,
): Spend {
  const window = windowOf(rule.months, joined, month)
  const charges = customer.charges
    .filter(({ period }) => within(window, period))
    .map((charge) => ({ charge, notCounted: notCounted(rule, charge) }))
  const { scale, units: unitsPerFen } = ratesOf(rule)
  const units = charges
    .filter((c) => c.notCounted === null)
    .reduce((sum, { charge }) => sum + charge.fen * (unitsPerFen[charge.kind] ?? 0n), 0n)
  const growth = floorDivide(units, 100n * 10n ** BigInt(scale))
  return {
    window,
    charges,
    units,
    scale,
    growth: growth < 0n ? 0n : growth,
    floored: units < 0n,
  }
}

/** The rates as whole numbers of 10^−scale, with one scale for all kinds. */
export function ratesOf(rule: SpendRule): {
  readonly scale: number
  readonly units: Readonly<Partial<Record<ServiceKind, bigint>>>
} {
  const rates = Object.entries(rule.perYuan)
  const scale = Math.max(...rates.map(([, rate]) => scaleOf(rate)))
  const units = Object.fromEntries(rates.map(([kind, rate]) => [kind, unitsOf(rate, scale)]))
  return { scale, units }
}

export function notCounted(rule: SpendRule, charge: Charge): NotCounted | null {
  if (rule.exclude.includes(charge.category)) return 'category'
  return rule.perYuan[charge.kind] === undefined ? 'kind' : null
}
