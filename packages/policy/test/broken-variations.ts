import {
  type Diagnostic,
  month,
  type PolicyCode,
  readVariation,
  type VariationMistake,
  varied,
} from '../src/index.ts'
import { sample } from './folder.ts'
import { type GoldenCase, golden } from './golden.ts'

export interface BrokenVariation extends GoldenCase {
  /** One text, or several of which the first values are set together in the sample programme. */
  readonly vary: string | readonly string[]
  readonly month?: string
}

export const brokenVariations = golden<BrokenVariation>('broken-variations.yaml')

export function variationFindings(
  each: BrokenVariation,
): readonly (VariationMistake | Diagnostic<PolicyCode>)[] {
  const variations = [each.vary].flat().map(readVariation)
  const mistakes = variations.filter((variation) => 'code' in variation)
  if (mistakes.length > 0) return mistakes
  const settings = variations.flatMap((variation) =>
    'code' in variation ? [] : [{ path: variation.path, value: variation.values[0] ?? null }],
  )
  const only = month(each.month ?? '2016-01')
  return varied(sample, settings, { from: only, through: only }).reading.diagnostics
}
