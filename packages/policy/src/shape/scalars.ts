import { type Month, parseMonth } from '../month.ts'
import { nearest } from '../nearest.ts'
import type { Decimal } from '../policy.ts'
import type { WrittenScalar } from '../written.ts'
import { type At, expectScalar, type Shape, shown } from './shape.ts'

interface Bounds {
  readonly min?: number
  readonly max?: number
  readonly example: string
}

const INTEGER = /^-?(0|[1-9]\d*)$/
/** How decimals are written; a minus is read, to be refused where it does not belong. */
export const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/

/** A whole number in digits, taken from its text; at most 2^53 − 1 either way. */
export function integer(meaning: string, bounds: Bounds): Shape<number> {
  const { min = -Number.MAX_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER, example } = bounds
  return {
    meaning,
    example,
    schema: () => ({ type: 'integer', description: meaning, minimum: min, maximum: max }),
    read(written, at) {
      const scalar = expectScalar(written, at, example)
      if (!scalar || isQuotedNumber(scalar, at)) return undefined
      if (!INTEGER.test(scalar.text)) {
        const params = { path: at.path, written: shown(scalar), example }
        return at.report('not-an-integer', params, scalar.place)
      }
      return within({ min, max }, scalar, at) ? Number(scalar.text) + 0 : undefined
    },
  }
}

/** A number of 0 or more in digits with at most one point, kept as text: no float touches it. */
export function decimal(meaning: string, example = '0.35'): Shape<Decimal> {
  return {
    meaning,
    example,
    schema: () => ({ type: 'number', description: meaning, minimum: 0 }),
    read(written, at) {
      const scalar = expectScalar(written, at, example)
      if (!scalar || isQuotedNumber(scalar, at)) return undefined
      if (!DECIMAL.test(scalar.text)) {
        const params = { path: at.path, written: shown(scalar), example }
        return at.report('not-a-decimal', params, scalar.place)
      }
      if (!scalar.text.startsWith('-')) return normalDecimal(scalar.text)
      return at.report('too-small', { path: at.path, written: scalar.text, bound: 0 }, scalar.place)
    },
  }
}

/** `0.350` → `0.35`, `1.0` → `1`. */
export function normalDecimal(text: string): Decimal {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

function isQuotedNumber(scalar: WrittenScalar, at: At): boolean {
  if (!scalar.quoted || !DECIMAL.test(scalar.text)) return false
  at.report('quoted-number', { path: at.path, written: scalar.text }, scalar.place)
  return true
}

function within(bounds: { min: number; max: number }, scalar: WrittenScalar, at: At): boolean {
  const value = Number(scalar.text)
  const params = { path: at.path, written: scalar.text }
  if (value < bounds.min) at.report('too-small', { ...params, bound: bounds.min }, scalar.place)
  if (value > bounds.max) at.report('too-large', { ...params, bound: bounds.max }, scalar.place)
  return value >= bounds.min && value <= bounds.max
}

/** Words for people: not blank, and nothing YAML takes for a number, true, false or null. */
export function text(meaning: string, example: string): Shape<string> {
  return {
    meaning,
    example,
    schema: () => ({ type: 'string', description: meaning, pattern: '\\S' }),
    read(written, at) {
      const scalar = expectScalar(written, at, example)
      if (!scalar) return undefined
      const params = { path: at.path, example }
      if (scalar.type !== 'text') {
        return at.report('not-text', { ...params, written: shown(scalar) }, scalar.place)
      }
      if (scalar.text.trim() !== '') return scalar.text
      return at.report('empty-text', params, scalar.place)
    },
  }
}

/** A name that follows a pattern. */
export function name(meaning: string, pattern: RegExp, example: string): Shape<string> {
  return {
    meaning,
    example,
    schema: () => ({ type: 'string', description: meaning, pattern: pattern.source }),
    read(written, at) {
      const scalar = expectScalar(written, at, example)
      if (!scalar || (scalar.type === 'text' && pattern.test(scalar.text))) return scalar?.text
      const params = { path: at.path, written: shown(scalar), example }
      return at.report('not-a-name', params, scalar.place)
    },
  }
}

export function flag(meaning: string, example: string): Shape<boolean> {
  return {
    meaning,
    example,
    schema: () => ({ type: 'boolean', description: meaning }),
    read(written, at) {
      const scalar = expectScalar(written, at, example)
      if (!scalar) return undefined
      if (!scalar.quoted && scalar.text === 'true') return true
      if (!scalar.quoted && scalar.text === 'false') return false
      const params = { path: at.path, written: shown(scalar), example }
      return at.report('not-a-flag', params, scalar.place)
    },
  }
}

/** A month written YYYY-MM that exists. */
export function calendarMonth(meaning: string): Shape<Month> {
  const example = '2016-01'
  return {
    meaning,
    example,
    schema: () => ({
      type: 'string',
      description: meaning,
      pattern: '^\\d{4}-(0[1-9]|1[0-2])$',
    }),
    read(written, at) {
      const scalar = expectScalar(written, at, example)
      if (!scalar) return undefined
      const month = parseMonth(scalar.text)
      if (month !== undefined) return month
      if (/^\d{4}-\d{2}$/.test(scalar.text)) {
        return at.report('no-such-month', { month: scalar.text }, scalar.place)
      }
      const params = { path: at.path, written: shown(scalar), example }
      return at.report('not-a-month', params, scalar.place)
    },
  }
}

/** One of a few words. */
export function word<const W extends string>(meaning: string, words: readonly W[]): Shape<W> {
  const [first = ''] = words
  return {
    meaning,
    example: first,
    schema: () => ({ description: meaning, enum: words }),
    read(written, at): W | undefined {
      const scalar = expectScalar(written, at, first)
      if (!scalar) return undefined
      const found = words.find((each) => each === scalar.text)
      if (found !== undefined) return found
      const meant = nearest(scalar.text, words)
      const params = { path: at.path, written: shown(scalar), allowed: words.join(', '), meant }
      return at.report('unknown-word', params, scalar.place)
    },
  } as Shape<W>
}
