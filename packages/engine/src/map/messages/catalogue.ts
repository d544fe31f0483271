import type { MapCode, MapParams } from '../mistakes.ts'

/** Why a row of a source becomes no row of facts. */
export const LEFT_OUT_REASONS = [
  'missing',
  'malformed-date',
  'malformed-month',
  'malformed-amount',
  'malformed-number',
  'not-whole-fen',
  'unknown-code',
  'unknown-word',
  'too-many-months',
] as const
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number]

/** The cell that decided, and the column of facts that it was needed for. */
export interface LeftOutCell {
  readonly column: string
  readonly value: string | null
  readonly into: string
}

/** Sentences without a full stop: what is wrong, and after a semicolon what to do. */
export interface MapCatalogue {
  readonly mistakes: { readonly [C in MapCode]: (params: MapParams[C]) => string }
  readonly reasons: { readonly [R in LeftOutReason]: (cell: LeftOutCell) => string }
}
