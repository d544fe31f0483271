import type { RejectReason, RunMonth } from '@dipper/engine'

/** What the report of a run says beside the words that the commands have. */
export interface ReportWords {
  readonly title: (p: { readonly run: string; readonly policy: string }) => string
  readonly headline: (p: {
    readonly month: string
    readonly rows: string
    readonly rated: string
  }) => string
  readonly assessed: (p: { readonly months: number; readonly span: string }) => string
  readonly nothing: (p: { readonly span: string }) => string
  readonly headings: Readonly<Record<Heading, string>>
  readonly labels: Readonly<Record<Label, string>>
  readonly excluded: Readonly<Record<keyof RunMonth['excluded'], string>>
  /** Why rows of facts are rejected and what to do, without the cell. */
  readonly reasons: Readonly<Record<RejectReason, string>>
  readonly partOf: (p: { readonly share: string; readonly rows: string }) => string
  readonly noRejects: string
  readonly allRejects: string
  readonly noBefore: string
  readonly against: (p: { readonly change: string; readonly month: string }) => string
  readonly shadeBelow: (p: { readonly share: string }) => string
  readonly shadeFrom: (p: { readonly share: string }) => string
  readonly movesExplained: string
  readonly digestExplained: string
  readonly inputFiles: (p: { readonly files: number; readonly size: string }) => string
  readonly monthDigests: string
  readonly seconds: (seconds: string) => string
  readonly labelled: (label: string, what: string) => string
  readonly and: string
  readonly none: string
}

export type Heading =
  | 'people'
  | 'stars'
  | 'outcomes'
  | 'moves'
  | 'months'
  | 'facts'
  | 'time'
  | 'policy'
  | 'inputs'
  | 'digests'

type Label =
  | 'rows'
  | 'assessed'
  | 'rejected'
  | 'excluded'
  | 'up'
  | 'down'
  | 'change'
  | 'lastRows'
  | 'starsByMonth'
  | 'outcomesByMonth'
  | 'rejectsByReason'
  | 'rowsByTable'
  | 'column'
  | 'reason'
  | 'phase'
  | 'time'
  | 'months'
  | 'bytes'
  | 'periods'
  | 'engine'
  | 'region'
  | 'registerDigest'
