import type { ProblemCode } from '../problem.ts'

type Text = string | number

/** The numbers and names of each problem, as its throw sites give them. */
interface ProblemParams extends Record<ProblemCode, Readonly<Record<string, Text>>> {
  'facts-folder-missing': { readonly folder: Text }
  'table-missing': { readonly folder: Text; readonly table: Text }
  'column-missing': { readonly file: Text; readonly column: Text }
  'column-type': { readonly file: Text; readonly column: Text; readonly type: Text }
  'file-unreadable': { readonly file: Text; readonly why: Text }
  'file-changed': { readonly file: Text }
  'number-too-large': { readonly why: Text }
  'no-charges': { readonly folder: Text }
  'period-missing': { readonly periods: Text; readonly first: Text; readonly last: Text }
  /** The first difference, and how many there are. */
  'controls-differ': {
    readonly period: Text
    readonly kind: Text
    readonly rows: Text
    readonly rowsSent: Text
    readonly fen: Text
    readonly fenSent: Text
    readonly differences: Text
  }
  'policy-silent': { readonly policy: Text; readonly month: Text }
  'policy-not-expressible': { readonly what: Text; readonly digits: Text }
  'register-exists': { readonly register: Text }
  'register-missing': { readonly register: Text }
  'register-newer': { readonly register: Text; readonly format: Text; readonly known: Text }
  'register-busy': { readonly register: Text }
  /** `file` within the register. */
  'register-damaged': { readonly register: Text; readonly file: Text; readonly why: Text }
  'register-gap': { readonly register: Text; readonly from: Text; readonly next: Text }
  'register-before-first': { readonly register: Text; readonly from: Text; readonly first: Text }
  'month-missing': { readonly register: Text; readonly month: Text }
  /** `what` is charges, stops or policy; `of` the period or the policy's name. */
  'month-changed': {
    readonly register: Text
    readonly month: Text
    readonly what: Text
    readonly of: Text
  }
  'import-row': {
    readonly file: Text
    readonly row: Text
    readonly column: Text
    readonly value: Text
  }
  'import-column': { readonly file: Text; readonly column: Text }
  'months-reversed': { readonly from: Text; readonly through: Text }
  'customer-not-found': { readonly register: Text; readonly customer: Text; readonly month: Text }
  'out-not-empty': { readonly folder: Text }
  'strict-rejects': { readonly folder: Text; readonly rejected: Text; readonly rows: Text }
  'map-source-form': { readonly written: Text }
  'map-source-unknown': { readonly source: Text; readonly allowed: Text }
  'map-left-out': { readonly mapping: Text; readonly leftOut: Text; readonly rows: Text }
  'disk-full': { readonly register: Text; readonly why: Text }
}

/** Why a row of facts is rejected (data.md, "Bad rows"). */
export const REJECT_REASONS = [
  'missing',
  'malformed-date',
  'malformed-month',
  'malformed-amount',
  'malformed-count',
  'unknown-word',
  'too-long',
  'amount-beyond',
  'differs-from-path',
  'left-before-joined',
  'held-to-before-from',
  'opened-after-held',
  'given-twice',
  'overlap',
  'unknown-customer',
  'unknown-service',
] as const
export type RejectReason = (typeof REJECT_REASONS)[number]

/** The cell that decided. */
interface RejectedCell {
  readonly column: string
  readonly value: string | null
  /** The words that its column knows; none for other columns. */
  readonly words: readonly string[]
}

/** Sentences without a full stop: what is wrong, and after a semicolon what to do. */
export interface Catalogue {
  readonly problems: { readonly [C in ProblemCode]: (params: ProblemParams[C]) => string }
  readonly reasons: { readonly [R in RejectReason]: (cell: RejectedCell) => string }
}
