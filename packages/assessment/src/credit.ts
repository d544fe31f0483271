import { type Month, monthOf } from '@dipper/policy'
import type { CreditRule } from './compiled-policy.ts'
import type { Customer, Stop, Validity } from './customer.ts'
import { windowOf, within } from './window.ts'

export interface Credit {
  readonly window: Validity
  /** The stops that count. */
  readonly stops: readonly Stop[]
  readonly growth: bigint
}

/** Stops begun in the window that name the customer, whoever holds the stopped line now. */
export function creditGrowth(
  rule: CreditRule,
  customer: Customer,
  joined: Month,
  month: Month,
): Credit {
  const window = windowOf(rule.months, joined, month)
  const stops = customer.stops.filter(
    (stop) =>
      within(window, monthOf(stop.stoppedOn)) &&
      stop.serviceKind === rule.of &&
      stop.kind === rule.kind &&
      rule.causes.includes(stop.cause),
  )
  return { window, stops, growth: BigInt(rule.perStop) * BigInt(stops.length) }
}
