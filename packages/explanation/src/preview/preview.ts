import type { Category, Localized, ServiceKind } from '@dipper/policy'
import type { HeldBefore, LastExplained, MonthText, Projected, Span } from '../explanation.ts'
import type { PreviewSaying } from './sayings.ts'

/**
 * What a change of tariff would do to a customer's star, month by month: plain data like an
 * explanation. Money is whole fen, growth whole units, months `YYYY-MM`.
 */
export type Preview = TariffPreview | NoPreview

interface Previewed {
  readonly customerId: string
  /** The month it starts from, the last one assessed. */
  readonly month: MonthText
  readonly tariff: TariffBilled
  /** The row of that month; null without one. */
  readonly held: HeldBefore | null
  readonly names: Localized<readonly string[]>
  /** The answer in one sentence. */
  readonly headline: PreviewSaying
  /** What it rests on, and what else the months show. */
  readonly notes: readonly PreviewSaying[]
}

export interface TariffPreview extends Previewed {
  readonly status: 'previewed'
  readonly basis: PreviewBasis
  readonly months: readonly PreviewMonth[]
  readonly summary: PreviewSummary
}

/** The customer is not assessed in the month it starts from, or not in the next. */
export interface NoPreview extends Previewed {
  readonly status: 'none'
  readonly why: LastExplained
}

export interface TariffBilled {
  readonly kind: ServiceKind
  /** Of a period. */
  readonly fen: bigint
  /** The first period billed at it. */
  readonly from: MonthText
}

/** With the change of tariff, and without it. */
export type Course = 'changed' | 'unchanged'

/** What each coming period is taken to bring. */
export interface PreviewBasis {
  /** How many of the window's last periods the mean is taken of. */
  readonly periods: number
  /** What of the mean counts. */
  readonly fen: bigint
  /** The recurring and package charges that the tariff takes the place of. */
  readonly replacedFen: bigint
  /** A period's charges; `changed` from the tariff's first period on. */
  readonly charges: Readonly<Record<Course, readonly ComingCharge[]>>
}

export interface ComingCharge {
  readonly kind: ServiceKind
  readonly category: Category
  readonly fen: bigint
}

/** The rows that might come; null where the month has none. */
export interface PreviewMonth extends Readonly<Record<Course, Projected | null>> {
  readonly month: MonthText
  /** The star is not the same. */
  readonly differs: boolean
}

export interface PreviewSummary {
  /** The months in which the star differs. */
  readonly differing: readonly MonthText[]
  readonly firstFall: Turn
  readonly firstRise: Turn
  /** One star after the other, from the one held; the last goes on to the end of the preview. */
  readonly runs: Readonly<Record<Course, readonly StarRun[]>>
  /** Months whose rules differ from those of the month before. */
  readonly rulesChange: readonly MonthText[]
}

/** The first month in which it happens; null if in none. */
export type Turn = Readonly<Record<Course, MonthText | null>>

export interface StarRun extends Span {
  readonly star: number
}
