import type { TableName } from '../facts/tables.ts'
import type { DateForm, WideForm } from './forms.ts'
import type { Place } from './mistakes.ts'

/** A mapping as it is understood; its words are explained in docs/map.md. */
export interface Mapping {
  readonly sources: ReadonlyMap<string, Source>
  readonly tables: ReadonlyMap<TableName, readonly Block[]>
}

export const ENCODINGS = ['utf-8', 'utf-16', 'latin-1'] as const
export type Encoding = (typeof ENCODINGS)[number]

export interface Source {
  readonly name: string
  readonly place: Place
  /** Paths and patterns as written; empty: only `--source` can name them. */
  readonly files: readonly { readonly text: string; readonly place: Place }[]
  readonly delimiter: string
  readonly quote: string
  readonly encoding: Encoding
  /** Names of the columns of a file without a header row. */
  readonly header: readonly string[] | null
  /** Worked out of each row and used by name like a column. */
  readonly values: ReadonlyMap<string, Expression>
}

/** Rows of one facts table from the rows of one source. */
export interface Block {
  readonly place: Place
  readonly source: Source
  readonly where: Condition | null
  readonly wide: Wide | null
  readonly each: Each | null
  readonly columns: ReadonlyMap<string, Expression>
}

/** One row for each month that has a column of its own. */
export interface Wide {
  readonly place: Place
  readonly columns: WideForm
  readonly year: Expression | null
  /** Names by which the month and the cell are known in the block. */
  readonly month: string
  readonly value: string
}

/** One row for each month from … through …. */
export interface Each {
  readonly place: Place
  readonly month: string
  readonly from: Expression
  readonly through: Expression
}

export interface At {
  readonly place: Place
  readonly path: string
}

export const UNITS = ['yuan', 'jiao', 'fen', 'li'] as const
export type Unit = (typeof UNITS)[number]

export const ROUNDINGS = ['down', 'half-up'] as const
export type Rounding = (typeof ROUNDINGS)[number]

export const REMAINDERS = ['first', 'last'] as const

/** Added to a month, an amount or a number. */
export interface Moved {
  readonly plus: Expression | null
  readonly minus: Expression | null
}

export type Expression = At &
  (
    | { readonly kind: 'column'; readonly name: string }
    | {
        readonly kind: 'clean'
        readonly of: Expression
        readonly trim: boolean
        readonly empty: readonly string[]
      }
    | { readonly kind: 'text'; readonly parts: readonly Part[] }
    | { readonly kind: 'date'; readonly of: Expression; readonly forms: readonly DateForm[] }
    | ({
        readonly kind: 'month'
        readonly of: Expression
        readonly forms: readonly DateForm[]
      } & Moved)
    | ({
        readonly kind: 'amount'
        readonly of: Expression
        readonly unit: Unit
        readonly round: Rounding | null
      } & Moved)
    | ({ readonly kind: 'number'; readonly of: Expression } & Moved)
    | {
        readonly kind: 'codes'
        readonly of: Expression
        readonly codes: readonly Code[]
        readonly other: Constant | null
      }
    | { readonly kind: 'firstOf'; readonly of: readonly Expression[] }
    | { readonly kind: 'firstDay' | 'lastDay'; readonly of: Expression }
    | { readonly kind: 'share'; readonly of: Expression; readonly remainder: 'first' | 'last' }
  )

/** A piece of a text: fixed, or a column by name. */
export type Part = { readonly text: string } | { readonly column: string }

export interface Constant extends At {
  readonly text: string
}

interface Code {
  readonly code: string
  readonly means: Constant
}

export const COMPARISONS = ['above', 'atLeast', 'below', 'atMost'] as const
export type Comparison = (typeof COMPARISONS)[number]

export type Condition = At &
  (
    | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
    | { readonly kind: 'not'; readonly of: Condition }
    | { readonly kind: 'in'; readonly of: Expression; readonly among: readonly Constant[] }
    | { readonly kind: 'empty'; readonly of: Expression }
    | {
        readonly kind: Comparison
        readonly of: Expression
        readonly than: Constant
      }
  )
