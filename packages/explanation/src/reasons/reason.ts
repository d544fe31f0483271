import type { LocalDate } from '@dipper/assessment'
import type {
  Category,
  Decimal,
  Localized,
  Segment,
  ServiceKind,
  StopCause,
  StopKind,
} from '@dipper/policy'
import type { Column, MonthText, StopMismatch } from '../explanation.ts'

type Nothing = Readonly<Record<string, never>>

interface Term {
  readonly from: MonthText
  readonly through: MonthText
}

interface StopParams {
  readonly serviceId: string
  readonly serviceKind: ServiceKind
  readonly kind: StopKind
  readonly cause: StopCause
  readonly stoppedOn: LocalDate
}

interface TenureParams {
  readonly serviceId: string
  readonly kind: ServiceKind
  readonly counts: 'opened' | 'held'
  readonly date: LocalDate
  readonly months: number
  readonly growth: bigint
}

interface MoreSpend {
  readonly star: number
  /** On top of the mean. */
  readonly yuanPerMonth: bigint
  readonly from: MonthText
  readonly by: MonthText
}

interface Coming {
  readonly month: MonthText
  readonly star: number
  readonly value: bigint
}

/** Every reason there is, with the numbers and names its sentence needs. */
export interface ReasonParams {
  'facts-differ': { readonly columns: readonly Column[] }
  'facts-give-no-row': Nothing

  'imported-before': { readonly star: number; readonly through: MonthText | null }
  rejoined: { readonly joined: MonthText; readonly before: MonthText; readonly star: number }

  window: Term & { readonly periods: number }
  'window-shortened': Term & { readonly periods: number; readonly months: number }
  'charges-counted': { readonly fen: bigint; readonly charges: number }
  'no-charges': Term
  'not-counted-by-category': {
    readonly fen: bigint
    readonly charges: number
    readonly categories: readonly Category[]
  }
  'not-counted-by-kind': {
    readonly fen: bigint
    readonly charges: number
    readonly kinds: readonly ServiceKind[]
  }
  'spend-growth': { readonly fen: bigint; readonly growth: bigint }
  'spend-growth-weighted': {
    readonly rates: readonly { readonly kind: ServiceKind; readonly perYuan: Decimal }[]
    readonly exactGrowth: Decimal
    readonly growth: bigint
  }
  'spend-floored': { readonly exactGrowth: Decimal }

  tenure: TenureParams & { readonly countedMonths: number; readonly perMonth: number }
  'tenure-by-bracket': TenureParams & { readonly fromMonths: number }
  'tenure-capped': { readonly months: number; readonly capMonths: number }
  'tenure-none': { readonly kind: ServiceKind }

  'stop-counted': StopParams & { readonly perStop: number }
  'stop-not-counted': StopParams & {
    readonly mismatches: readonly StopMismatch[]
    readonly counts: {
      readonly kind: StopKind
      readonly causes: readonly StopCause[]
      readonly of: ServiceKind
    }
  }
  'no-stops': Term

  'growth-value': {
    readonly spend: bigint
    readonly tenure: bigint
    readonly credit: bigint
    readonly sum: bigint
  }
  'growth-floored': { readonly sum: bigint }

  'threshold-reached': {
    readonly value: bigint
    readonly star: number
    readonly threshold: number
  }
  'threshold-none': { readonly value: bigint; readonly threshold: number }
  capped: {
    readonly stops: number
    readonly least: number
    readonly atMost: number
    readonly reached: number
  }
  'validity-ended': { readonly through: MonthText }
  'validity-ended-by-transition': {
    readonly effectiveFrom: MonthText
    readonly through: MonthText
  }
  'validity-none': { readonly star: number }
  awarded: Term & { readonly star: number }
  unrated: Nothing
  rose: Term & { readonly before: number; readonly star: number }
  kept: { readonly star: number; readonly through: MonthText }
  'kept-above': {
    readonly star: number
    readonly assessed: number
    readonly through: MonthText
  }
  renewed: Term & { readonly star: number }
  fell: Term & { readonly before: number; readonly star: number }
  'fell-to-unrated': { readonly before: number }
  stepped: { readonly assessed: number; readonly star: number }

  gap: { readonly star: number; readonly threshold: number; readonly missing: bigint }
  'gap-held-by-cap': { readonly star: number; readonly least: number; readonly atMost: number }
  'gap-by-spend': MoreSpend
  'gap-by-spend-on': MoreSpend & { readonly kind: ServiceKind }
  'top-star': { readonly star: number }
  leaving: { readonly period: MonthText; readonly fen: bigint }

  'outlook-basis': { readonly periods: number; readonly fen: bigint }
  'outlook-basis-weighted': { readonly periods: number; readonly fen: bigint }
  'outlook-rises': Coming
  'outlook-renews': Coming
  'outlook-falls': Coming & { readonly before: number; readonly needed: number }
  'outlook-falls-to-unrated': Omit<Coming, 'star'> & {
    readonly before: number
    readonly needed: number
  }
  'outlook-first-star': Coming
  'outlook-stays-unrated': { readonly months: number }

  'policy-document': {
    readonly policy: string
    readonly title: Localized<string>
    readonly effectiveFrom: MonthText
    readonly document: string
  }
  'policy-overlay': { readonly region: string; readonly file: string }
  'assumed-values': { readonly paths: readonly string[] }

  left: { readonly leftOn: LocalDate }
  'left-no-membership': Nothing
  'starts-later': { readonly startsOn: LocalDate }
  ineligible: { readonly segment: Segment; readonly eligible: readonly Segment[] }
  'last-row': Nothing
}

export type ReasonCode = keyof ReasonParams

/** Why, as data: a code and its numbers. The sentence is made from it in each language. */
export type Reason = {
  readonly [C in ReasonCode]: { readonly code: C; readonly params: ReasonParams[C] }
}[ReasonCode]

export function reason<C extends ReasonCode>(code: C, params: ReasonParams[C]): Reason {
  return { code, params } as Reason
}
