import type { Category, Month, Segment, ServiceKind, StopCause, StopKind } from '@dipper/policy'

/** Local date `YYYY-MM-DD` of the operator's time zone. */
export type LocalDate = string

/** What an assessment knows of one customer: accepted facts, and the row of the month before. */
export interface Customer {
  readonly id: string
  readonly memberships: readonly Membership[]
  readonly attributes: readonly AttributeChange[]
  readonly holdings: readonly Holding[]
  readonly charges: readonly Charge[]
  readonly stops: readonly Stop[]
  readonly held: Held | null
}

/** One stay in net; `leftOn` is its last day. Segment and region are those at joining. */
export interface Membership {
  readonly joinedOn: LocalDate
  readonly leftOn: LocalDate | null
  readonly segment: Segment
  readonly region: string | null
}

export interface AttributeChange {
  readonly from: LocalDate
  readonly segment: Segment
  readonly region: string | null
}

/** A line held by the customer; `heldTo` is the last day. */
export interface Holding {
  readonly serviceId: string
  readonly kind: ServiceKind
  readonly openedOn: LocalDate
  readonly heldFrom: LocalDate
  readonly heldTo: LocalDate | null
}

/** One billed amount, or the total of several alike. */
export interface Charge {
  readonly period: Month
  readonly kind: ServiceKind
  readonly category: Category
  readonly fen: bigint
}

/** A suspension that names the customer; `serviceKind` is the kind of the stopped line. */
export interface Stop {
  readonly serviceId: string
  readonly serviceKind: ServiceKind
  readonly kind: StopKind
  readonly cause: StopCause
  readonly stoppedOn: LocalDate
}

/**
 * The register row of the month before: what is held when a month begins. `joined` is the joining
 * month of the membership it was assessed under; null in an imported row.
 */
export interface Held {
  readonly star: number
  readonly validity: Validity | null
  readonly joined: Month | null
  readonly outcome: Outcome | 'imported'
}

/** Whole months in which the star cannot fall, both inclusive. */
export interface Validity {
  readonly from: Month
  readonly through: Month
}

export const OUTCOMES = [
  'awarded',
  'unrated',
  'rose',
  'kept',
  'renewed',
  'fell',
  'left',
  'ineligible',
] as const
export type Outcome = (typeof OUTCOMES)[number]
