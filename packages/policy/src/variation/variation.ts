import type { Diagnostic } from '../diagnostic.ts'
import type { VariationParams } from './mistakes.ts'

/**
 * A value as a document would write it: a whole number, the text of any other number (`0.35`), a
 * word, or null, which is written `none` here and leaves a value out.
 */
export type VariedValue = number | string | null

/** One value of the language and what it is set to; elements of lists are counted from 0. */
export interface Setting {
  readonly path: string
  readonly value: VariedValue
}

/** One setting and the values to try, in the order written, none twice. */
export interface Variation {
  readonly path: string
  readonly values: readonly VariedValue[]
}

export type VariationCode = keyof VariationParams

/** Why a text is no variation; `sentence` has the words. */
export interface VariationMistake {
  readonly code: VariationCode
  readonly params: Diagnostic['params']
}

export function variationMistake<C extends VariationCode>(
  code: C,
  params: VariationParams[C],
): VariationMistake {
  return { code, params: { ...params } }
}
