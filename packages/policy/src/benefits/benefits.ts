import type { Month } from '../month.ts'
import type { Decimal, Localized, ServiceKind, Sources, StopCause, StopKind } from '../policy.ts'

/** Local date `YYYY-MM-DD` of the operator's time zone. */
export type Day = string

export const PERIODS = ['calendar-month', 'calendar-year', 'validity', 'ever'] as const
/** What uses are counted in: a month or year of the calendar, the validity of the star, or for ever. */
export type Period = (typeof PERIODS)[number]

export const COUNTED_OF = ['customer', 'line'] as const
export type CountedOf = (typeof COUNTED_OF)[number]

export const ENDINGS = ['paid', 'ceiling-passed'] as const
/** What ends a use before its time: the arrears are paid, or they pass the credit ceiling. */
export type Ending = (typeof ENDINGS)[number]

export const BILLINGS = ['next-bill'] as const
export type Billing = (typeof BILLINGS)[number]

export const GIFTS = ['points', 'data', 'handset-price', 'handset-first', 'finance'] as const
export type Gift = (typeof GIFTS)[number]

export interface StarValue<T> {
  readonly star: number
  readonly value: T
}

/** One value for every star, or one for each of them, the lowest star first. */
export type ByStar<T extends number | null> = T | readonly StarValue<T>[]

/** The line a benefit is used for. */
export interface LineCondition {
  readonly kind: readonly ServiceKind[]
  /** Null: whatever its state. */
  readonly stopped: StopCondition | null
}

export interface StopCondition {
  readonly cause: readonly StopCause[]
  /** Null: every kind. */
  readonly kind: readonly StopKind[] | null
  /** Calendar days in which it can be asked for, the day of the stop being the first. */
  readonly withinDays: number | null
}

export interface Price {
  readonly priceFen: number
  readonly billed: Billing
}

export interface Limit {
  /** Null: without limit for that star. */
  readonly uses: ByStar<number | null>
  readonly per: Period
  readonly of: CountedOf
  /** What a further use costs; null: there is none. */
  readonly beyond: Price | null
}

/** Exactly one of days and hours is given. */
export interface Lasting {
  /** Calendar days to the end of the day, the day of the use being the first. */
  readonly days: number | null
  readonly hours: number | null
  readonly until: readonly Ending[]
}

export interface Credit {
  /** Arrears are believed up to here, those there were before included. */
  readonly ceilingFen: ByStar<number>
}

/** One offer of a benefit that is given by offers. */
export interface Offer {
  readonly title: Localized<string>
  readonly gives: Gift
  readonly stars: readonly number[]
  readonly from: Day
  /** Its last day; null: open. */
  readonly through: Day | null
  /** How many there are for all customers; null: enough. */
  readonly stock: number | null
  readonly limit: Pick<Limit, 'uses' | 'per'> | null
}

/** What a star gives. Exactly one of stars and entries is given. */
export interface Benefit {
  readonly title: Localized<string>
  /** The stars that have it, rising. */
  readonly stars: readonly number[] | null
  readonly line: LineCondition | null
  readonly limit: Limit | null
  readonly lasts: Lasting | null
  readonly credit: Credit | null
  /** What those need who do not have it. */
  readonly otherwise: { readonly balanceFen: number } | null
  /** Whether a use is something the network does; null: it is not. */
  readonly order: boolean | null
  readonly entries: Readonly<Record<string, Offer>> | null
}

export interface BenefitsValues {
  /** The highest star. */
  readonly stars: number
  readonly points: {
    /** Points per yuan of qualifying spend, by star from 0. */
    readonly multiplier: readonly Decimal[]
    /** Calendar years in which points can be used, that of their period being the first. */
    readonly years: number
  }
  readonly benefits: Readonly<Record<string, Benefit>>
}

/** One national document: answers from `effectiveFrom` until the next document or `effectiveThrough`. */
export interface BenefitsDocument {
  /** Path within the folder, `2016-01.yaml`. */
  readonly file: string
  readonly policy: string
  readonly effectiveFrom: Month
  readonly effectiveThrough: Month | null
  readonly title: Localized<string>
  readonly values: BenefitsValues
  readonly sources: Sources
}

/** Values of one region, laid over the national document that answers. */
export interface BenefitsOverlay {
  /** Path within the folder, `overlays/anhui/2016-01.yaml`. */
  readonly file: string
  readonly policy: string
  readonly region: string
  readonly effectiveFrom: Month
  /** The values as written: the same tree as BenefitsValues, with only some of its leaves. */
  readonly values: Readonly<Record<string, unknown>>
  readonly sources: Sources
}

/** A folder of benefits, read and found free of mistakes. Files rise by effectiveFrom. */
export interface BenefitsProgramme {
  readonly policy: string
  readonly documents: readonly BenefitsDocument[]
  readonly overlays: readonly BenefitsOverlay[]
}

/** What answers for one month: the document's values, and per region the values under its overlay. */
export interface BenefitsAnswer {
  readonly month: Month
  readonly document: BenefitsDocument
  readonly regions: Readonly<
    Record<string, { readonly overlay: BenefitsOverlay; readonly values: BenefitsValues }>
  >
}
