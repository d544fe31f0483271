import type { NotCounted, Outcome } from '@dipper/assessment'
import type {
  Category,
  Certainty,
  Language,
  Segment,
  ServiceKind,
  StopCause,
  StopKind,
} from '@dipper/policy'
import type { Column, MonthText, StopMismatch } from '../explanation.ts'
import type { HeadlineParams } from '../reasons/headline.ts'
import type { ReasonParams } from '../reasons/reason.ts'

/** What a star is called: its policy's name for it, or the word for no star. */
export type StarName = (star: number) => string

/** One sentence for each code, made from its parameters alone. */
type SentenceFor<Params> = {
  readonly [C in keyof Params]: (params: Params[C], star: StarName) => string
}

/** Everything that is said in one language. */
export interface Words {
  readonly language: Language
  readonly reasons: SentenceFor<ReasonParams>
  readonly headlines: SentenceFor<HeadlineParams>
  readonly labels: Labels
  readonly values: ValueWords
  readonly sections: Readonly<Record<SectionName, string>>
  readonly terms: Readonly<Record<Term, string>>
  readonly unrated: string
  readonly money: (fen: bigint) => string
  /** In running text. */
  readonly month: (month: MonthText) => string
  /** In a table. */
  readonly shortMonth: (month: MonthText) => string
  readonly span: (from: MonthText, through: MonthText) => string
  /** Things of one kind, one after the other. */
  readonly list: (items: readonly string[]) => string
  /** Parts that together say one thing. */
  readonly phrase: (parts: readonly string[]) => string
  /** A text with a name before it. */
  readonly named: (name: string, text: string) => string
  /** A text with a remark after it. */
  readonly aside: (text: string, remark: string) => string
}

export interface Labels {
  readonly kinds: Readonly<Record<ServiceKind, string>>
  readonly categories: Readonly<Record<Category, string>>
  readonly segments: Readonly<Record<Segment, string>>
  readonly stopKinds: Readonly<Record<StopKind, string>>
  readonly stopCauses: Readonly<Record<StopCause, string>>
  readonly outcomes: Readonly<Record<Outcome | 'imported', string>>
  readonly certainties: Readonly<Record<Certainty, string>>
  readonly notCounted: Readonly<Record<NotCounted, string>>
  readonly mismatches: Readonly<Record<StopMismatch, string>>
  readonly columns: Readonly<Record<Column, string>>
  readonly counts: Readonly<Record<'opened' | 'held', string>>
}

/** The values of the policy language: what each is called, and how words among them are said. */
export interface ValueWords {
  readonly paths: Readonly<Record<ValuePath, string>>
  readonly inside: Readonly<Record<'only-rise', string>>
  readonly atExpiry: Readonly<Record<'reassess' | 'one-step', string>>
  readonly bracket: (months: number, growth: number) => string
  readonly cap: (stops: number, atMost: string) => string
}

export type ValuePath =
  | 'eligible.segments'
  | 'growth.spend.perYuan'
  | 'growth.spend.kinds'
  | 'growth.spend.exclude'
  | 'growth.spend.months'
  | 'growth.tenure.perMonth'
  | 'growth.tenure.of'
  | 'growth.tenure.from'
  | 'growth.tenure.capMonths'
  | 'growth.tenure.brackets'
  | 'growth.credit.perStop'
  | 'growth.credit.count.kind'
  | 'growth.credit.count.cause'
  | 'growth.credit.count.of'
  | 'growth.credit.months'
  | 'star.thresholds'
  | 'star.caps'
  | 'star.validity.months'
  | 'star.validity.inside'
  | 'star.validity.atExpiry'

export type SectionName =
  | 'result'
  | 'next'
  | 'growth'
  | 'spend'
  | 'charges'
  | 'tenure'
  | 'credit'
  | 'policy'

type Term =
  | 'title'
  | 'customer'
  | 'month'
  | 'star'
  | 'validity'
  | 'growth'
  | 'growthValue'
  | 'assessedStar'
  | 'outcome'
  | 'heldBefore'
  | 'joined'
  | 'region'
  | 'segment'
  | 'none'
  | 'part'
  | 'spendPart'
  | 'tenurePart'
  | 'creditPart'
  | 'total'
  | 'sum'
  | 'threshold'
  | 'missing'
  | 'period'
  | 'charges'
  | 'counted'
  | 'notCounted'
  | 'exactGrowth'
  | 'service'
  | 'category'
  | 'amount'
  | 'verdict'
  | 'line'
  | 'months'
  | 'countedMonths'
  | 'capMonths'
  | 'perMonth'
  | 'brackets'
  | 'window'
  | 'perStop'
  | 'date'
  | 'stopKind'
  | 'stopCause'
  | 'leaving'
  | 'mean'
  | 'when'
  | 'atExpiry'
  | 'firstRise'
  | 'firstStar'
  | 'policy'
  | 'effectiveFrom'
  | 'document'
  | 'overlay'
  | 'digest'
  | 'value'
  | 'setting'
  | 'source'
  | 'said'
  | 'certainty'
  | 'column'
  | 'stored'
  | 'fromFacts'
  | 'now'
