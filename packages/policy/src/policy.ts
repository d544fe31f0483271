import type { Month } from './month.ts'

export const SERVICE_KINDS = ['mobile', 'broadband', 'fixed', 'iptv'] as const
export type ServiceKind = (typeof SERVICE_KINDS)[number]

export const CATEGORIES = [
  'recurring',
  'usage',
  'package',
  'value-added',
  'gift',
  'agency',
  'penalty',
  'one-off',
  'prepaid-card',
  'non-telecom',
] as const
export type Category = (typeof CATEGORIES)[number]

export const SEGMENTS = ['individual', 'enterprise', 'government'] as const
export type Segment = (typeof SEGMENTS)[number]

export const STOP_KINDS = ['single', 'double'] as const
export type StopKind = (typeof STOP_KINDS)[number]

export const STOP_CAUSES = ['arrears', 'request', 'lost', 'breach'] as const
export type StopCause = (typeof STOP_CAUSES)[number]

export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export type Localized<T> = Readonly<Record<Language, T>>

export const CERTAINTIES = ['official', 'several', 'one', 'assumed'] as const
export type Certainty = (typeof CERTAINTIES)[number]

/** A non-negative exact decimal as it is written, without leading zeros: `1`, `0.35`. */
export type Decimal = string

/** Growth by whole months of tenure: `value` from `from` months on. */
export interface Bracket {
  readonly from: number
  readonly value: number
}

/** With at least `when.stops` counted stops in the window the assessed star is at most `atMost`. */
export interface Cap {
  readonly when: { readonly stops: number }
  readonly atMost: number
}

/** Every value of the policy language, defaults filled in (policy.md, "If left out"). */
export interface PolicyValues {
  readonly eligible: { readonly segments: readonly Segment[] }
  readonly growth: {
    readonly spend: {
      /** Growth per yuan: one for all kinds, or one for each of `kinds`. */
      readonly perYuan: Decimal | Readonly<Partial<Record<ServiceKind, Decimal>>>
      readonly kinds: readonly ServiceKind[]
      readonly exclude: readonly Category[]
      /** Window length in months. */
      readonly months: number
    }
    readonly tenure: {
      /** Growth per month; null where `brackets` is given. */
      readonly perMonth: number | null
      readonly of: ServiceKind
      readonly from: 'opened' | 'held'
      readonly capMonths: number | null
      readonly brackets: readonly Bracket[] | null
    }
    readonly credit: {
      /** Growth per counted stop: 0 or negative. */
      readonly perStop: number
      readonly count: {
        readonly kind: StopKind
        readonly cause: readonly StopCause[]
        readonly of: ServiceKind
      }
      readonly months: number
    }
  }
  readonly star: {
    /** Growth value from which each star is reached, rising strictly. */
    readonly thresholds: readonly number[]
    readonly names: Localized<readonly string[]>
    readonly caps: readonly Cap[]
    readonly validity: {
      readonly months: number
      readonly inside: 'only-rise'
      readonly atExpiry: 'reassess' | 'one-step'
    }
  }
  readonly corrections: { readonly mayLower: boolean }
}

export interface Source {
  readonly source: string
  readonly certainty: Certainty
}

/** Where each value comes from, by path; the longest path that is a prefix speaks for a value. */
export type Sources = Readonly<Record<string, Source>>

/** One national document: answers from `effectiveFrom` until the next document or `effectiveThrough`. */
export interface PolicyDocument {
  /** Path within the programme folder, `2016-01.yaml`. */
  readonly file: string
  readonly policy: string
  readonly effectiveFrom: Month
  readonly effectiveThrough: Month | null
  readonly title: Localized<string>
  readonly transition: 'keep' | 'reassess'
  readonly values: PolicyValues
  readonly sources: Sources
}

/** Values of one region, laid over the national document that answers. */
export interface PolicyOverlay {
  /** Path within the programme folder, `overlays/anhui/2020-01.yaml`. */
  readonly file: string
  readonly policy: string
  readonly region: string
  readonly effectiveFrom: Month
  /** The values as written: the same tree as PolicyValues, with only some of its leaves. */
  readonly values: Readonly<Record<string, unknown>>
  readonly sources: Sources
}

/** A programme folder, read and found free of mistakes. Documents and overlays rise by effectiveFrom. */
export interface Programme {
  readonly policy: string
  readonly documents: readonly PolicyDocument[]
  readonly overlays: readonly PolicyOverlay[]
}

/** What answers for one month: the document's values, and per region the values under its overlay. */
export interface PolicyAnswer {
  readonly month: Month
  readonly document: PolicyDocument
  readonly regions: Readonly<
    Record<string, { readonly overlay: PolicyOverlay; readonly values: PolicyValues }>
  >
}
