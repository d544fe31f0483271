import { normalDecimal } from '../shape/scalars.ts'
import { isDecimal, numbersOf, type Range, rangeOf } from './range.ts'
import { judgePath } from './settings.ts'
import {
  type Variation,
  type VariationMistake,
  type VariedValue,
  variationMistake,
} from './variation.ts'

/** The most values of one variation: each is a simulation of its own. */
const MOST = 1000

const WORD = /^[a-z][A-Za-z-]*$/
const RANGE = /^(.*?)\.\.(.*)\/(.*)$/

/**
 * `PATH=VALUES`: values between commas, each a number, a word, `none`, or a range with its step –
 * `star.thresholds[6]=7000..9000/500`, `growth.tenure.capMonths=12,36,none`. A range goes as far
 * as its step leads and not beyond its end. Whether a value fits its path is for `varied` to say.
 */
export function readVariation(text: string): Variation | VariationMistake {
  const equals = text.indexOf('=')
  const path = text.slice(0, Math.max(0, equals)).trim()
  if (path === '') return variationMistake('variation-syntax', { written: text.trim() || '""' })
  const wrongPath = judgePath(path)
  if (wrongPath) return wrongPath
  const pieces: Piece[] = []
  for (const written of text.slice(equals + 1).split(',')) {
    const piece = readPiece(written.trim(), text.trim())
    if ('code' in piece) return piece
    pieces.push(piece)
  }
  return variationOf(path, pieces)
}

type Piece = { readonly value: VariedValue } | { readonly range: Range }

function readPiece(written: string, text: string): Piece | VariationMistake {
  if (written === '') return variationMistake('variation-empty', { written: text })
  if (written === 'none' || written === 'null') return { value: null }
  if (isDecimal(written)) return { value: numberValue(written) }
  if (WORD.test(written)) return { value: written }
  const [, from = '', through = '', step = ''] = RANGE.exec(written) ?? []
  if ([from, through, step].every(isDecimal)) return readRange(written, { from, through, step })
  return variationMistake('variation-value', { written })
}

function readRange(
  written: string,
  { from, through, step }: { from: string; through: string; step: string },
): Piece | VariationMistake {
  const range = rangeOf(from, through, step)
  if (range.step === 0n) return variationMistake('variation-step-zero', { written })
  if (range.count > 0n) return { range }
  const turned = step.startsWith('-') ? step.slice(1) : `-${step}`
  const params = { written, through, instead: `${from}..${through}/${turned}` }
  return variationMistake('variation-step-away', params)
}

function variationOf(path: string, pieces: readonly Piece[]): Variation | VariationMistake {
  const count = pieces.reduce((sum, each) => sum + ('range' in each ? each.range.count : 1n), 0n)
  if (count > MOST) {
    return variationMistake('variation-too-many', { path, count: String(count), most: MOST })
  }
  const values = pieces.flatMap((each) =>
    'range' in each ? numbersOf(each.range).map(numberValue) : [each.value],
  )
  const twice = values.find((value, at) => values.indexOf(value) < at)
  if (twice === undefined) return { path, values }
  return variationMistake('variation-repeated', { path, value: String(twice ?? 'none') })
}

/** A whole number where it is exact as one, else the text. */
function numberValue(written: string): VariedValue {
  const text = normalDecimal(written)
  const value = Number(text) + 0
  return !text.includes('.') && Number.isSafeInteger(value) ? value : text
}
