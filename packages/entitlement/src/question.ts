import type { BenefitsInForce, Month, ServiceKind, StopCause, StopKind } from '@dipper/policy'
import type { LocalDate, LocalDateTime } from './local-time.ts'
import type { Use } from './use.ts'

/** What is asked: whether a customer may use a benefit now. */
export interface Question {
  /** What answers for the customer's region in the month of `now`. */
  readonly policy: BenefitsInForce
  /** The last published star of the customer; null where none is known. */
  readonly held: HeldStar | null
  /** Code of the benefit; an offer by `offers/spring-data`. */
  readonly benefit: string
  /** A line of the customer, where it is used for one. */
  readonly line: AskedLine | null
  /** Earlier uses of the customer, of any benefit, in any order. */
  readonly uses: readonly Use[]
  readonly now: LocalDateTime
  /** Uses of the offer by all customers that count against its stock; null where not known. */
  readonly stockTaken?: number | null
}

/** A published star. It holds until the next month is published. */
export interface HeldStar {
  readonly star: number
  readonly validity: Validity | null
  /** The published month it rests on. */
  readonly month: Month
  /**
   * From when uses count that are counted by validity: the validity's first month, or an earlier
   * one where stars changed inside validity since (`afterStarChange`). Left out: `validity.from`.
   */
  readonly countedFrom?: Month
}

/** Whole months, both inclusive. */
export interface Validity {
  readonly from: Month
  readonly through: Month
}

export interface AskedLine {
  readonly id: string
  readonly kind: ServiceKind
  /** Null: neither an event nor the asker says. */
  readonly state: LineState | null
  /** Whether the state comes from an event of the network or billing, or from who asks. */
  readonly known: 'event' | 'stated'
}

/** Null: not known. */
export type LineState =
  | { readonly is: 'in-service'; readonly arrearsFen: bigint | null }
  | {
      readonly is: 'stopped'
      readonly cause: StopCause | null
      readonly kind: StopKind | null
      readonly stoppedOn: LocalDate | null
      readonly arrearsFen: bigint | null
    }
