import type { Outcome } from '@dipper/assessment'
import type { TableName } from '@dipper/engine'
import type { Certainty, Language } from '@dipper/policy'
import type { CaseFailure } from '../benefits-cases.ts'
import type { UsageCode, UsageParams } from '../usage-error.ts'
import type { PointsWords } from './points/points-words.ts'
import type { ServerWords } from './server/server-words.ts'

/** Everything that the command line says in one language, but for findings and explanations. */
export interface Words {
  readonly language: Language
  readonly usage: { readonly [C in UsageCode]: (params: UsageParams[C]) => string }
  readonly help: Help
  readonly summaries: Summaries
  readonly terms: Readonly<Record<Term, string>>
  readonly outcomes: Readonly<Record<Outcome, string>>
  readonly tables: Readonly<Record<TableName, string>>
  readonly certainties: Readonly<Record<Certainty, string>>
  readonly phases: Readonly<
    Record<
      'map' | 'generate' | 'publish' | 'digest' | 'check' | 'load' | 'assess' | 'earn' | 'bring',
      string
    >
  >
  /** Format of the progress line. */
  readonly progress: string
  readonly notes: Notes
  readonly map: MapWords
  readonly server: ServerWords
  readonly points: PointsWords
  readonly cases: CasesWords
  star(star: number): string
  months(from: string, through: string): string
}

interface Help {
  readonly headings: Readonly<Record<'usage' | 'arguments' | 'options' | 'commands', string>>
  readonly example: string
  readonly commands: Readonly<Record<CommandName, string>>
  readonly options: Readonly<Record<OptionName, string>>
  /** Goes on after a description. */
  readonly default: (value: string) => string
  readonly choices: (values: string) => string
}

export type CommandName =
  | 'dipper'
  | 'facts'
  | 'facts check'
  | 'facts map'
  | 'facts generate'
  | 'assess'
  | 'register'
  | 'register import'
  | 'register export'
  | 'register show'
  | 'explain'
  | 'simulate'
  | 'preview'
  | 'forecast'
  | 'policy'
  | 'serve'
  | 'publish'
  | 'points'
  | 'points earn'
  | 'points expire'
  | 'points check'
  | 'doctor'
  | 'backup'
  | 'restore'
  | 'policy check'
  | 'policy diff'
  | 'policy show'
  | 'policy sql'
  | 'demo'

export type OptionName =
  | 'help'
  | 'version'
  | 'json'
  | 'lang'
  | 'langExplained'
  | 'facts'
  | 'strict'
  | 'rejects'
  | 'knownBy'
  | 'knownByExplained'
  | 'threads'
  | 'customers'
  | 'periods'
  | 'throughPeriod'
  | 'seed'
  | 'outFolder'
  | 'outFile'
  | 'fileFormat'
  | 'dirty'
  | 'policy'
  | 'before'
  | 'after'
  | 'register'
  | 'from'
  | 'through'
  | 'month'
  | 'beforeMonth'
  | 'importFile'
  | 'engine'
  | 'customer'
  | 'textFormat'
  | 'tariff'
  | 'tariffFrom'
  | 'tariffKind'
  | 'previewMonths'
  | 'forecastFrom'
  | 'forecastMonths'
  | 'near'
  | 'backTest'
  | 'listsFolder'
  | 'region'
  | 'draft'
  | 'against'
  | 'asOf'
  | 'costs'
  | 'vary'
  | 'report'
  | 'keep'
  | 'serverPolicy'
  | 'serverBenefits'
  | 'serverFacts'
  | 'serverRegister'
  | 'serverData'
  | 'host'
  | 'port'
  | 'publishPreview'
  | 'takeBack'
  | 'earnedPeriod'
  | 'revision'
  | 'backupFolder'
  | 'noServe'
  | 'demoFolder'
  | 'mapping'
  | 'mapSource'
  | 'mapRejects'
  | 'mapStrict'

type Term =
  | 'region'
  | 'table'
  | 'rows'
  | 'accepted'
  | 'superseded'
  | 'unseen'
  | 'rejected'
  | 'total'
  | 'files'
  | 'month'
  | 'star'
  | 'customers'
  | 'share'
  | 'ended'
  | 'outcome'
  | 'moves'
  | 'up'
  | 'same'
  | 'down'
  | 'value'
  | 'setting'
  | 'certainty'
  | 'source'
  | 'file'
  | 'before'
  | 'after'
  | 'title'
  | 'policy'
  | 'document'
  | 'overlay'
  | 'digest'
  | 'knownBy'
  | 'everything'
  | 'onTariff'
  | 'withoutTariff'
  | 'spend'
  | 'tenure'
  | 'credit'
  | 'growth'
  | 'assessed'
  | 'validThrough'

interface Span {
  readonly from: string
  readonly through: string
}

/** The line on stderr: what, where and what to do. */
interface Summaries {
  readonly factsFine: (p: {
    readonly folder: string
    readonly rows: string
    readonly periods: string
  }) => string
  readonly factsRejects: (p: {
    readonly folder: string
    readonly rows: string
    readonly rejected: string
    /** Where all of them are listed; null if nowhere. */
    readonly list: string | null
  }) => string
  readonly factsHoles: (p: { readonly folder: string; readonly periods: string }) => string
  readonly factsNoPeriod: (p: { readonly folder: string }) => string
  readonly mapped: (p: { readonly folder: string; readonly rows: string }) => string
  readonly mappedPartly: (p: {
    readonly folder: string
    readonly rows: string
    readonly leftOut: string
    /** Where all of them are listed; null if nowhere. */
    readonly list: string | null
  }) => string
  readonly mappingMistakes: (p: { readonly mapping: string; readonly count: number }) => string
  readonly generated: (p: {
    readonly folder: string
    readonly customers: string
    readonly rows: string
    /** Rows that are rejected; null without bad rows. */
    readonly rejected: string | null
  }) => string
  readonly assessed: (
    p: Span & {
      readonly months: number
      readonly register: string
      readonly customers: string
      readonly rejected: string | null
      /** File of the report. */
      readonly report: string
    },
  ) => string
  readonly nothingToAssess: (
    p: Span & { readonly register: string; readonly report: string },
  ) => string
  readonly imported: (p: {
    readonly rows: string
    readonly register: string
    readonly before: string
  }) => string
  readonly exported: (p: Span & { readonly rows: string; readonly file: string }) => string
  readonly shown: (p: {
    readonly customers: string
    readonly month: string
    readonly register: string
  }) => string
  readonly explained: (p: { readonly customer: string; readonly month: string }) => string
  readonly explainedOtherPolicy: (p: {
    readonly customer: string
    readonly month: string
    readonly stored: string
    readonly given: string
  }) => string
  readonly factsDiffer: (p: { readonly customer: string; readonly month: string }) => string
  readonly previewed: (p: Span & { readonly customer: string; readonly month: string }) => string
  readonly noPreview: (p: { readonly customer: string; readonly month: string }) => string
  readonly simulated: (p: {
    readonly customers: string
    readonly month: string
    readonly up: string
    readonly down: string
    /** The page written; null if none was asked for. */
    readonly report: string | null
  }) => string
  /** `first`: the first month ahead in which the draft differs; null if it never does. */
  readonly draftAlike: (p: Span & { readonly first: string | null }) => string
  readonly swept: (p: {
    readonly drafts: number
    readonly months: number
    readonly customers: string
    readonly report: string | null
  }) => string
  readonly served: (p: { readonly address: string }) => string
  readonly published: Readonly<
    Record<
      'published' | 'resumed' | 'unchanged',
      (p: { readonly month: string; readonly publication: number; readonly rows: string }) => string
    >
  >
  /** `against`: the publication that is live; null if there is none. */
  readonly publishPreview: (p: {
    readonly month: string
    readonly against: number | null
    readonly rows: string
  }) => string
  readonly takenBack: (p: { readonly month: string; readonly publication: number }) => string
  readonly notPublished: (p: { readonly month: string }) => string
  readonly examined: (p: { readonly wrong: number; readonly checks: number }) => string
  readonly backedUp: (p: { readonly folder: string }) => string
  readonly restored: (p: { readonly folder: string }) => string
  readonly policyFine: (p: {
    readonly folder: string
    readonly documents: number
    readonly overlays: number
  }) => string
  readonly policyMistakes: (p: { readonly folder: string; readonly count: number }) => string
  readonly policiesAlike: (p: { readonly before: string; readonly after: string }) => string
  readonly policiesDiffer: (p: {
    readonly before: string
    readonly after: string
    readonly files: number
    readonly values: number
  }) => string
  readonly policyShown: (p: {
    readonly policy: string
    readonly month: string
    readonly values: number
    readonly assumed: number
  }) => string
  readonly noOverlay: (p: { readonly region: string; readonly month: string }) => string
  readonly sqlShown: (p: { readonly policy: string; readonly month: string }) => string
  readonly demoDone: (p: {
    readonly folder: string
    readonly month: string
    readonly customers: string
  }) => string
  readonly unexpected: (p: { readonly message: string }) => string
}

/** Lines of findings. */
interface Notes {
  readonly periods: (p: Span & { readonly count: number }) => string
  readonly missingPeriods: (p: { readonly periods: string }) => string
  readonly unknownColumns: (p: { readonly file: string; readonly columns: string }) => string
  readonly absent: (p: { readonly table: string }) => string
  readonly periodsBeforeFirst: (p: { readonly periods: string }) => string
  readonly rejectsListed: (p: { readonly rejected: string; readonly file: string }) => string
  readonly already: (p: Span & { readonly months: number }) => string
  readonly more: (p: { readonly count: string }) => string
  readonly demoFacts: Readonly<Record<'made' | 'reused' | 'remade', string>>
  readonly demoRegister: Readonly<Record<'made' | 'reused' | 'remade', string>>
  readonly demoExplain: (p: { readonly command: string }) => string
  readonly row: (p: { readonly file: string; readonly row: string }) => string
  readonly documentAdded: string
  readonly documentRemoved: string
  readonly documentChanged: string
  readonly sourceChanged: string
}

/** Cases of benefits that are told. */
interface CasesWords {
  readonly failure: (failure: CaseFailure) => string
  /** Goes on after the summary of a folder without mistakes. */
  readonly fine: (p: { readonly cases: number }) => string
  readonly wrong: (p: {
    readonly folder: string
    readonly cases: number
    readonly failures: number
  }) => string
}

/** The report of a mapping. */
interface MapWords {
  readonly source: string
  readonly made: string
  readonly out: string
  readonly leftOut: string
  readonly notWanted: string
  readonly empty: string
  readonly column: string
  readonly empties: string
  readonly values: string
  readonly checked: string
  readonly unmappedCode: (p: {
    readonly into: string
    readonly code: string
    readonly rows: string
  }) => string
  readonly unused: (p: { readonly file: string; readonly columns: string }) => string
}
