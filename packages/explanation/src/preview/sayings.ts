import type { LocalDate, Outcome } from '@dipper/assessment'
import type { Segment, ServiceKind } from '@dipper/policy'
import type { MonthText, Span } from '../explanation.ts'
import type { StarRun, Turn } from './preview.ts'

interface Billed {
  readonly kind: ServiceKind
  readonly fen: bigint
  readonly from: MonthText
}

interface Ahead extends Billed {
  /** The last month looked at. */
  readonly through: MonthText
  /** What its growth value gives on the tariff, where validity alone keeps the star above it. */
  readonly onlyValid: { readonly assessed: number; readonly through: MonthText } | null
}

/** Everything that a preview says, with the numbers and names its sentence needs. */
export interface PreviewParams {
  differs: Ahead & {
    readonly changed: readonly StarRun[]
    readonly unchanged: readonly StarRun[]
  }
  same: Ahead & { readonly runs: readonly StarRun[] }
  ended: { readonly leftOn: LocalDate }
  'just-joined': { readonly joinedOn: LocalDate }
  ineligible: { readonly segment: Segment }
  'no-membership': Readonly<Record<string, never>>

  held: { readonly month: MonthText; readonly star: number; readonly through: MonthText | null }
  basis: Span & { readonly periods: number; readonly fen: bigint }
  replaces: Billed & { readonly replacedFen: bigint; readonly counts: MonthText }
  adds: Billed & { readonly counts: MonthText }
  'several-lines': { readonly kind: ServiceKind; readonly lines: number }
  'rules-change': { readonly months: readonly MonthText[] }
  differing: { readonly months: number; readonly spans: readonly Span[] }
  'first-fall': Turn
  'first-rise': Turn
  'assessed-no-more': { readonly month: MonthText; readonly outcome: Outcome }
}

export type PreviewCode = keyof PreviewParams

/** A code and its numbers; the sentence is made from it in each language. */
export type PreviewSaying = {
  readonly [C in PreviewCode]: { readonly code: C; readonly params: PreviewParams[C] }
}[PreviewCode]

export function saying<C extends PreviewCode>(code: C, params: PreviewParams[C]): PreviewSaying {
  return { code, params } as PreviewSaying
}
