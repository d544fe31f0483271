import type { Held, LocalDate, NotCounted, Outcome } from '@dipper/assessment'
import type {
  Category,
  Certainty,
  Decimal,
  Localized,
  Segment,
  ServiceKind,
  StopCause,
  StopKind,
} from '@dipper/policy'
import type { Headline } from './reasons/headline.ts'
import type { Reason } from './reasons/reason.ts'

/** A month written `YYYY-MM`. */
export type MonthText = string

/**
 * Why a register row says what it says: plain data, from which every face and every sentence is
 * made (assessment.md, "Explanation"). Money is whole fen, growth whole units, months `YYYY-MM`.
 */
export type Explanation = AssessedExplanation | LastExplanation

interface Explained {
  readonly customerId: string
  readonly month: MonthText
  /** The register row as stored: what every channel says. */
  readonly row: Row
  /** The facts still give this row, in every column. */
  readonly agrees: boolean
  /** The columns in which they do not. */
  readonly differences: readonly Difference[]
  /** The row of the month before; null without one. */
  readonly held: HeldBefore | null
  readonly policy: PolicyUsed
  readonly headline: Headline
  /** In the order of the assessment's stages. */
  readonly reasons: readonly Reason[]
}

/** What the facts give, stage by stage. */
export interface AssessedExplanation extends Explained {
  readonly status: 'assessed'
  readonly membership: MembershipExplained
  readonly spend: SpendExplained
  readonly tenure: TenureExplained
  readonly credit: CreditExplained
  readonly growth: GrowthExplained
  readonly star: StarExplained
  /** What is missing for the next star; null at the highest. */
  readonly gap: Gap | null
  /** The period that the next month's window no longer has; null while the window still grows. */
  readonly leaving: Leaving | null
  readonly outlook: Outlook
}

/** A last row, or (`absent`) a stored row that the facts no longer give. */
export interface LastExplanation extends Explained {
  readonly status: 'left' | 'ineligible' | 'absent'
  readonly last: LastExplained
}

/** The eleven columns of the register. */
export interface Row {
  readonly customerId: string
  readonly month: MonthText
  readonly spendGrowth: bigint
  readonly tenureGrowth: bigint
  readonly creditGrowth: bigint
  readonly growthValue: bigint
  readonly assessedStar: number
  readonly star: number
  readonly validFrom: MonthText | null
  readonly validThrough: MonthText | null
  readonly outcome: Outcome
}

export type Column = keyof Row

/** A column in which stored row and facts differ; `assessed` is null if these give no row. */
export interface Difference {
  readonly column: Column
  readonly stored: Row[Column]
  readonly assessed: Row[Column]
}

/** First and last month, both inclusive. */
export interface Span {
  readonly from: MonthText
  readonly through: MonthText
}

export interface HeldBefore {
  readonly star: number
  readonly validity: Span | null
  readonly joined: MonthText | null
  readonly outcome: Held['outcome']
}

export interface MembershipExplained {
  readonly joined: MonthText
  /** Segment and region of the last day of the month before. */
  readonly region: string | null
  readonly segment: Segment
  /** Joined anew since the row of the month before: what was held is gone. */
  readonly rejoined: boolean
}

export interface SpendExplained {
  readonly window: Span
  /** Length of the window where the customer has been in net long enough. */
  readonly windowMonths: number
  /** Every period of the window, also those without charges. */
  readonly periods: readonly Period[]
  readonly charges: number
  readonly countedFen: bigint
  readonly notCountedFen: Readonly<Record<NotCounted, bigint>>
  /** Growth per yuan of each kind that counts. */
  readonly perYuan: Readonly<Partial<Record<ServiceKind, Decimal>>>
  /** Some kind earns something else than 1 a yuan: growth is not simply the yuan. */
  readonly weighted: boolean
  /** Growth before it is rounded down; the sum over the periods. */
  readonly exactGrowth: Decimal
  readonly growth: bigint
  /** The sum was below zero and counts as 0. */
  readonly floored: boolean
}

export interface Period {
  readonly period: MonthText
  readonly countedFen: bigint
  readonly notCountedFen: bigint
  readonly exactGrowth: Decimal
  /** The charges, one line for each kind and category. */
  readonly lines: readonly Line[]
}

export interface Line {
  readonly kind: ServiceKind
  readonly category: Category
  readonly fen: bigint
  readonly charges: number
  readonly counted: boolean
  readonly notCounted: NotCounted | null
}

export interface TenureExplained {
  /** The line that decides; null without one in use. */
  readonly line: TenureLine | null
  readonly kind: ServiceKind
  readonly counts: 'opened' | 'held'
  /** Months from the date's to the month assessed, before any cap. */
  readonly months: number
  /** Months that earn growth. */
  readonly countedMonths: number
  readonly capMonths: number | null
  readonly capped: boolean
  readonly rule: { readonly perMonth: number } | { readonly brackets: readonly TenureBracket[] }
  readonly growth: bigint
}

export interface TenureLine {
  readonly serviceId: string
  readonly date: LocalDate
}

/** `growth` from `months` months on. */
export interface TenureBracket {
  readonly months: number
  readonly growth: number
}

export interface CreditExplained {
  readonly window: Span
  readonly perStop: number
  readonly counts: {
    readonly kind: StopKind
    readonly causes: readonly StopCause[]
    readonly of: ServiceKind
  }
  /** Each stop begun in the window that names the customer, by date. */
  readonly stops: readonly StopExplained[]
  readonly growth: bigint
}

export interface StopExplained {
  readonly serviceId: string
  readonly serviceKind: ServiceKind
  readonly kind: StopKind
  readonly cause: StopCause
  readonly stoppedOn: LocalDate
  readonly counted: boolean
  /** Everything that keeps it from counting. */
  readonly notCounted: readonly StopMismatch[]
}

export type StopMismatch = 'kind' | 'cause' | 'service-kind'

/** spend + tenure + credit = sum; value is the sum, and 0 at least. */
export interface GrowthExplained {
  readonly spend: bigint
  readonly tenure: bigint
  readonly credit: bigint
  readonly sum: bigint
  readonly value: bigint
  readonly floored: boolean
}

export interface StarExplained {
  readonly thresholds: readonly number[]
  /** By the thresholds alone. */
  readonly reached: number
  /** The cap that lowered it. */
  readonly cap: CapExplained | null
  readonly assessed: number
  readonly star: number
  readonly validity: Span | null
  readonly outcome: Outcome
  /** A one-step policy held the fall at one star. */
  readonly stepped: boolean
  /** The policy judges everybody this month as if validity had just ended. */
  readonly transition: boolean
}

/** With at least `stops` counted stops the assessed star is at most `atMost`. */
export interface CapExplained {
  readonly stops: number
  readonly atMost: number
}

export interface Gap {
  readonly star: number
  readonly threshold: number
  /** Threshold − growth value: 0 or less only where a cap holds the star. */
  readonly missing: bigint
  /** The cap that would hold the star even with enough growth. */
  readonly cap: CapExplained | null
  /** Null where no spend would bring the star within the months of the outlook. */
  readonly bySpend: BySpend | null
}

/** The least spend that brings the next star within the months of the outlook. */
export interface BySpend {
  /** On top of the outlook's mean, of charges that count; 0 where the mean is enough. */
  readonly yuanPerMonth: bigint
  /** The service that it is spent on; null where a yuan earns the same on each of them. */
  readonly kind: ServiceKind | null
  /** First period that brings it. */
  readonly from: MonthText
  /** The month that brings the star. */
  readonly by: MonthText
}

export interface Leaving {
  readonly period: MonthText
  readonly countedFen: bigint
  readonly exactGrowth: Decimal
}

/**
 * What comes if each coming period brings the same, with the same lines, no new stops and the
 * policy of the month explained.
 */
export type Outlook = RatedOutlook | UnratedOutlook

export interface RatedOutlook {
  readonly holds: 'star'
  readonly basis: OutlookBasis
  /** The month after validity. */
  readonly atExpiry: Projected
  /** The first month, up to expiry, whose assessed star is above the star held now. */
  readonly risesBefore: Projected | null
}

export interface UnratedOutlook {
  readonly holds: 'nothing'
  readonly basis: OutlookBasis
  /** How many months were looked at. */
  readonly months: number
  /** The first month that brings a star. */
  readonly firstStar: Projected | null
}

export interface OutlookBasis {
  /** How many of the window's last periods the mean is taken of. */
  readonly periods: number
  /** The mean of a period, rounded down to whole fen. */
  readonly fen: bigint
  /** The fen are weighted by their kinds' rates, which differ. */
  readonly weighted: boolean
}

/** A register row that might come. */
export type Projected = Omit<Row, 'customerId'>

export interface PolicyUsed {
  readonly policy: string
  readonly title: Localized<string>
  readonly effectiveFrom: MonthText
  /** File of the national document that answers. */
  readonly document: string
  /** The region's overlay laid over it. */
  readonly overlay: { readonly region: string; readonly file: string } | null
  /** SHA-256 in hex of the compiled policy. */
  readonly digest: string
  readonly names: Localized<readonly string[]>
  /** The values that decided, with where each comes from. */
  readonly values: readonly ValueUsed[]
  /** Paths of those that are assumed. */
  readonly assumed: readonly string[]
}

export interface ValueUsed {
  readonly path: string
  readonly value: unknown
  readonly source: string
  readonly certainty: Certainty
  readonly file: string
}

export interface LastExplained {
  /** Last day in net of the last membership that ended. */
  readonly leftOn: LocalDate | null
  /** First day of a membership that begins in the month and does not count yet. */
  readonly startsOn: LocalDate | null
  /** Segment of a membership that would count, where it is not eligible. */
  readonly segment: Segment | null
  readonly eligible: readonly Segment[]
}
