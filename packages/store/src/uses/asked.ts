import type { BenefitsInForce, Month, ServiceKind } from '@dipper/policy'
import type { Entitlement, LineState } from '@dipper/entitlement'
import type { UseRecord } from './record.ts'

/** What answers for the customers of a region in a month; null where no document does. */
export interface BenefitsPolicies {
  inForce(month: Month, region: string | null): BenefitsInForce | null
}

/**
 * A benefit that is asked for. What is stated of the line's state counts where no event says; of what
 * kind a line of the customer is, facts or events always say.
 */
export interface BenefitAsked {
  readonly benefit: string
  readonly line: {
    readonly id: string
    readonly kind: ServiceKind | null
    readonly state: LineState | null
  } | null
}

/** A use that is asked for: once, however often it is said under its key. */
export interface UseAsked extends BenefitAsked {
  /** Of the customer. */
  readonly key: string
  readonly by: string
  /** A use beyond the quota, if there is a price for it. */
  readonly atPrice: boolean
}

export type UseOutcome =
  /** `repeated`: it began before, under the same key; the answer is that of then. */
  | {
      readonly outcome: 'begun' | 'repeated'
      readonly use: UseRecord
      readonly entitlement: Entitlement
    }
  | { readonly outcome: 'refused'; readonly entitlement: Entitlement }
  /** The key was used for another benefit or line. */
  | { readonly outcome: 'key-used' }
  /** The line is none of the customer's. */
  | { readonly outcome: 'line-missing' }
