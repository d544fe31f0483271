import type { Language } from '@dipper/policy'
import type { SectionName } from '../words/words.ts'

/** An explanation in words, laid out but not drawn: text, Markdown and HTML draw the same page. */
export interface Page {
  readonly language: Language
  readonly title: string
  readonly headline: string
  /** What to know before reading on: the register and the facts differ. */
  readonly notices: readonly string[]
  readonly sections: readonly Section[]
}

export interface Section {
  readonly name: SectionName
  readonly title: string
  readonly sentences: readonly string[]
  readonly blocks: readonly Block[]
}

export type Block = Facts | Table | Chart

export interface Facts {
  readonly type: 'facts'
  readonly facts: readonly Fact[]
}

export interface Fact {
  readonly label: string
  readonly value: string
}

/** The first column heads its rows. Every row has a cell for each column. */
export interface Table {
  readonly type: 'table'
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  readonly footer: readonly string[] | null
}

export interface TableColumn {
  readonly title: string
  readonly align: 'left' | 'right'
}

export interface TableRow {
  readonly cells: readonly string[]
  /** To be told apart at a glance: it rests on an assumption. */
  readonly marked: boolean
}

/** A drawing of numbers that the section's tables have too: faces without drawings leave it out. */
export type Chart = PeriodsChart | GrowthChart | ValidityChart

export interface PeriodsChart {
  readonly type: 'periods'
  readonly label: string
  readonly bars: readonly { readonly label: string; readonly fen: bigint; readonly text: string }[]
}

export interface GrowthChart {
  readonly type: 'growth'
  readonly label: string
  readonly value: bigint
  readonly steps: readonly { readonly name: string; readonly threshold: number }[]
}

export interface ValidityChart {
  readonly type: 'validity'
  readonly label: string
  readonly months: readonly { readonly label: string; readonly state: 'past' | 'now' | 'coming' }[]
}

export function left(title: string): TableColumn {
  return { title, align: 'left' }
}

export function right(title: string): TableColumn {
  return { title, align: 'right' }
}

export function row(cells: readonly string[], marked = false): TableRow {
  return { cells, marked }
}
