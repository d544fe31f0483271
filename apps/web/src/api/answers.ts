/**
 * What the API answers, as far as the pages read it. A test holds these against the API's own schemas:
 * what is said here must be what is sent.
 */

/** An integer; text beyond 2^53 − 1. */
export type Whole = number | string
/** `YYYY-MM` */
export type Month = string

export type Language = 'zh-CN' | 'zh-TW' | 'en'

export interface Span {
  readonly from: Month
  readonly through: Month
}

export interface Problem {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly code: string
  readonly requestId: string
}

interface Growth {
  readonly value: Whole
  readonly spend: Whole
  readonly tenure: Whole
  readonly credit: Whole
}

export interface MonthStar {
  readonly customerId: string
  readonly month: Month
  readonly star: number
  readonly assessedStar: number
  readonly outcome: string
  readonly growth: Growth
  readonly validity: Span | null
  readonly nextStar: { readonly star: number; readonly missing: Whole } | null
}

export interface History {
  readonly items: readonly MonthStar[]
  readonly next: string | null
}

interface Reason {
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
}

export interface ChargeLine {
  readonly kind: string
  readonly category: string
  readonly fen: Whole
  readonly charges: number
  readonly counted: boolean
  readonly notCounted: 'category' | 'kind' | null
}

export interface ChargedPeriod {
  readonly period: Month
  readonly countedFen: Whole
  readonly notCountedFen: Whole
  readonly exactGrowth: string
  readonly lines: readonly ChargeLine[]
}

export interface AssessedRecord {
  readonly status: 'assessed'
  readonly month: Month
  readonly reasons: readonly Reason[]
  readonly policy: {
    readonly names: Readonly<Record<Language, readonly string[]>>
    readonly assumed: readonly string[]
  }
  readonly spend: {
    readonly window: Span
    readonly windowMonths: number
    readonly periods: readonly ChargedPeriod[]
    readonly countedFen: Whole
    readonly perYuan: Readonly<Partial<Record<string, string>>>
    readonly growth: Whole
  }
  readonly tenure: {
    readonly line: { readonly serviceId: string; readonly date: string } | null
    readonly kind: string
    readonly months: number
    readonly countedMonths: number
    readonly rule: { readonly perMonth: number } | { readonly brackets: readonly unknown[] }
    readonly growth: Whole
  }
  readonly credit: {
    readonly perStop: number
    readonly stops: readonly {
      readonly serviceId: string
      readonly serviceKind: string
      readonly kind: string
      readonly cause: string
      readonly stoppedOn: string
      readonly counted: boolean
    }[]
    readonly growth: Whole
  }
  readonly growth: Growth & { readonly sum: Whole; readonly floored: boolean }
  readonly star: { readonly thresholds: readonly number[]; readonly star: number }
  readonly leaving: { readonly period: Month; readonly countedFen: Whole } | null
}

interface LastRecord {
  readonly status: 'left' | 'ineligible' | 'absent'
  readonly month: Month
  readonly reasons: readonly Reason[]
}

export interface Explanation {
  readonly headline: string
  /** One for each of the record's reasons, in the same order. */
  readonly sentences: readonly string[]
  readonly record: AssessedRecord | LastRecord
}

/** A benefit that the star has, and what is left of it. */
export interface Allowance {
  readonly benefit: string
  readonly title: string
  /** Whether using it is an act. */
  readonly order: boolean
  readonly limit: {
    readonly uses: number
    readonly per: string
    readonly of: 'customer' | 'line'
  } | null
  readonly left: number | null
  readonly lines: readonly { readonly line: string; readonly left: number }[]
  readonly until: string | null
  readonly running: number
  readonly assumed: readonly string[]
}

export interface Order {
  readonly order: string
  readonly what: string
  readonly state: string
}

export interface Use {
  readonly number: number
  readonly benefit: string
  readonly title: string
  readonly line: string | null
  /** `YYYY-MM-DDTHH:MM:SS` where the operator is, as all of these. */
  readonly at: string
  readonly state: string
  readonly endsAt: string | null
  readonly chargeFen: Whole
  readonly orders: readonly Order[]
}

export interface Points {
  readonly balance: Whole
  readonly expiringThisYear: Whole
  readonly frozen: readonly string[]
}

/** The star now, with all that goes with it. */
export interface CustomerStar extends MonthStar {
  readonly benefits: readonly Allowance[] | null
  readonly uses: readonly Use[] | null
  readonly points: Points | null
}

/** A line that is the customer's today. */
export interface Line {
  readonly line: string
  readonly kind: string
  readonly number: string | null
  /** As the network or billing said last. */
  readonly state: { readonly is: 'in-service' | 'stopped'; readonly cause: string | null } | null
}

export interface Lines {
  readonly lines: readonly Line[]
}

/** May I? */
export interface Entitlement {
  readonly benefit: string
  readonly title: string
  readonly line: string | null
  readonly allowed: boolean
  readonly say: string
  readonly sentences: readonly string[]
  readonly reasons: readonly Reason[]
  readonly usesLeft: number | null
  readonly otherwise: { readonly what: 'price' | 'balance'; readonly fen: Whole } | null
  readonly assumed: readonly string[]
  readonly stated: readonly string[]
  readonly notKnown: readonly string[]
}

export interface EntitlementAnswer {
  /** False: it could not be found out in time; go on without the benefit. */
  readonly answered: boolean
  readonly allowed: boolean
  readonly say: string
  readonly entitlement: Entitlement | null
}

export interface UseAnswer {
  readonly outcome: 'begun' | 'refused'
  readonly use: Use | null
  readonly entitlement: Entitlement
}
