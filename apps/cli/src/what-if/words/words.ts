import type { Deciding } from '../what-if.ts'

/** What what-if says beside the words that the commands and the report of a run have. */
export interface WhatIfWords {
  readonly title: (p: { readonly draft: string; readonly against: string }) => string
  readonly sweepTitle: (p: { readonly settings: string; readonly draft: string }) => string
  readonly answer: Answer
  readonly sweepAnswer: SweepAnswer
  readonly span: (p: {
    readonly months: number
    readonly span: string
    readonly rules: string
  }) => string
  /** Which rules of the draft were taken. */
  readonly ownRules: string
  readonly rulesOf: (p: { readonly month: string }) => string
  readonly headings: Readonly<Record<Heading, string>>
  readonly labels: Readonly<Record<Label, string>>
  readonly notes: Notes
  /** Paragraphs of "how to read this": of both pages, where cost is known, and each one's own. */
  readonly reading: Readonly<Record<'both' | 'costs' | 'whatIf' | 'sweep', readonly string[]>>
  /** `one`: a single setting, that would do alone. */
  readonly deciding: Readonly<Record<Deciding['how'] | 'one', string>>
  readonly segments: Readonly<Record<'individual' | 'enterprise' | 'government', string>>
  readonly settings: Readonly<Record<SettingPath, string>>
  /** Words of the policy language that are values. */
  readonly values: Readonly<Record<ValueWord, string>>
  readonly threshold: (star: string) => string
  readonly thresholds: (p: { readonly from: string; readonly through: string }) => string
  /** Benefits by their code, and `points`. */
  readonly benefits: Readonly<Record<string, string>>
  /** Customers with this star and more. */
  readonly atLeast: (star: string) => string
  /** Whole yuan, exactly. */
  readonly money: (yuan: bigint) => string
  /** About as much, short enough for a sentence. */
  readonly about: (yuan: bigint) => string
  /** Heads amounts without a unit. */
  readonly inYuan: (what: string) => string
  readonly aside: (text: string, remark: string) => string
  readonly list: (items: readonly string[]) => string
  readonly none: string
}

interface Cost {
  /** Yuan more or less, never below zero. */
  readonly change: 'more' | 'less' | 'same'
  readonly amount: string
  readonly months: number
}

interface Answer {
  /** Ends without a stop where the cost goes on. */
  readonly moved: (p: {
    readonly month: string
    readonly customers: number
    readonly up: number
    readonly down: number
  }) => string
  readonly unmoved: (p: { readonly month: string; readonly customers: number }) => string
  readonly cost: (p: Cost) => string
  readonly sentence: (parts: readonly string[]) => string
}

interface SweepAnswer {
  readonly stars: (p: {
    readonly settings: string
    readonly drafts: number
    readonly star: string
    readonly month: string
    readonly least: string
    readonly most: string
    readonly inForce: string
  }) => string
  readonly cost: (p: {
    readonly least: string
    readonly most: string
    readonly inForce: string
    readonly months: number
  }) => string
}

interface Notes {
  readonly noChanges: string
  readonly noCosts: string
  readonly noMoves: string
  readonly noRow: string
  readonly noExamples: string
  /** Under the table of moves. */
  readonly matrix: string
  readonly examplesChosen: string
  readonly pointsPeriod: (p: { readonly month: string; readonly period: string }) => string
  readonly pointsEarned: (p: {
    readonly inForce: string
    readonly draft: string
    readonly change: string
  }) => string
  readonly rounded: string
  readonly assumed: (p: { readonly paths: string }) => string
  readonly bins: (p: { readonly width: string }) => string
  readonly lastOfLine: string
  readonly nearest: (p: { readonly most: string }) => string
  readonly moreMoves: (p: { readonly count: number }) => string
  readonly asInForce: string
  readonly dashed: string
  readonly heat: string
  readonly mostAt: (p: { readonly values: string }) => string
}

export type Heading =
  | 'changes'
  | 'stars'
  | 'byMonth'
  | 'moves'
  | 'people'
  | 'growth'
  | 'costs'
  | 'reading'
  | 'provenance'
  | 'chart'
  | 'points'

type Label =
  | 'inForce'
  | 'draft'
  | 'difference'
  | 'region'
  | 'noRegion'
  | 'segment'
  | 'national'
  | 'setting'
  | 'path'
  | 'inNet'
  | 'up'
  | 'down'
  | 'same'
  | 'lower'
  | 'higher'
  | 'rated'
  | 'cost'
  | 'costChange'
  | 'costLine'
  | 'costsByMonth'
  | 'movesAxes'
  | 'move'
  | 'threshold'
  | 'below'
  | 'above'
  | 'growthFrom'
  | 'from'
  | 'to'
  | 'starsByMonth'
  | 'upAndDown'
  | 'regionsAndSegments'
  | 'byRegion'
  | 'bySegment'
  | 'everyMonth'
  | 'everyRegion'
  | 'everySegment'
  | 'allMoves'
  | 'risers'
  | 'fallers'
  | 'allSentences'
  | 'onlyHere'
  | 'rules'
  | 'months'
  | 'costFile'
  | 'overlaysKept'
  | 'drafts'
  | 'thresholdInForce'
  | 'thresholdDraft'
  | 'share'
  | 'starsAgainstCost'
  | 'overValues'

export type SettingPath =
  | 'eligible'
  | 'eligible.segments'
  | 'growth'
  | 'growth.spend'
  | 'growth.spend.perYuan'
  | 'growth.spend.kinds'
  | 'growth.spend.exclude'
  | 'growth.spend.months'
  | 'growth.tenure'
  | 'growth.tenure.perMonth'
  | 'growth.tenure.of'
  | 'growth.tenure.from'
  | 'growth.tenure.capMonths'
  | 'growth.tenure.brackets'
  | 'growth.credit'
  | 'growth.credit.perStop'
  | 'growth.credit.count'
  | 'growth.credit.count.kind'
  | 'growth.credit.count.cause'
  | 'growth.credit.count.of'
  | 'growth.credit.months'
  | 'star'
  | 'star.thresholds'
  | 'star.names'
  | 'star.caps'
  | 'star.validity'
  | 'star.validity.months'
  | 'star.validity.inside'
  | 'star.validity.atExpiry'
  | 'transition'
  | 'corrections'
  | 'corrections.mayLower'

export type ValueWord =
  | 'mobile'
  | 'broadband'
  | 'fixed'
  | 'iptv'
  | 'recurring'
  | 'usage'
  | 'package'
  | 'value-added'
  | 'gift'
  | 'agency'
  | 'penalty'
  | 'one-off'
  | 'prepaid-card'
  | 'non-telecom'
  | 'individual'
  | 'enterprise'
  | 'government'
  | 'single'
  | 'double'
  | 'arrears'
  | 'request'
  | 'lost'
  | 'breach'
  | 'opened'
  | 'held'
  | 'only-rise'
  | 'reassess'
  | 'one-step'
  | 'transition.keep'
  | 'transition.reassess'
  | 'true'
  | 'false'
