import type { Billing, Certainty, Ending, Gift, Localized, Month } from '@dipper/policy'
import type { LocalDate, LocalDateTime } from './local-time.ts'
import type { Deciding, Fact, Note } from './reason.ts'

/** Whether a benefit may be used, and everything that is to be said of it. */
export interface Entitlement {
  readonly benefit: string
  /** Null for a benefit that there is not. */
  readonly title: Localized<string> | null
  readonly line: string | null
  readonly allowed: boolean
  /** `given` alone; or the star that does not give it; or everything else that speaks against it. */
  readonly reasons: readonly Deciding[]
  /** Null: without limit. */
  readonly usesLeft: number | null
  /** The last day for them as far as is known now: of their period, the star's validity or the offer. */
  readonly until: LocalDate | null
  /** What it would cost without the benefit, null where no document says. */
  readonly otherwise: Otherwise | null
  /** Of the use that would begin now; null where none may. */
  readonly conditions: UseConditions | null
  /** The star it rests on, 0 where there is none; null where none is known. */
  readonly star: { readonly star: number; readonly month: Month } | null
  readonly policy: {
    readonly policy: string
    readonly document: string
    readonly overlay: string | null
    /** The file that says it: the overlay's where it has a value of this benefit. */
    readonly saidBy: string
    readonly digest: string
  }
  /** The least certain of the benefit's values. */
  readonly certainty: Certainty | null
  /** Paths of the values that are assumed. */
  readonly assumed: readonly string[]
  /** What was taken from who asks. */
  readonly stated: readonly Fact[]
  /** What would have to be known and is not. */
  readonly notKnown: readonly Fact[]
  readonly notes: readonly Note[]
}

export type Otherwise =
  | { readonly what: 'price'; readonly fen: bigint; readonly billed: Billing }
  | { readonly what: 'balance'; readonly fen: bigint }

export interface UseConditions {
  /** The first moment in which it no longer runs; null for a use without duration. */
  readonly endsAt: LocalDateTime | null
  readonly until: readonly Ending[]
  readonly ceilingFen: bigint | null
  /** What is left of the ceiling, null without one. */
  readonly creditLeftFen: bigint | null
  readonly gives: Gift | null
}
