import { lastDayOf, parseMonth } from '../month.ts'
import { expectScalar, type Shape, shown } from '../shape/shape.ts'
import type { Day } from './benefits.ts'

/** A day written YYYY-MM-DD that exists. */
export function calendarDay(meaning: string, example: string): Shape<Day> {
  return {
    meaning,
    example,
    schema: () => ({ type: 'string', description: meaning, pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    read(written, at) {
      const scalar = expectScalar(written, at, example)
      if (!scalar || isDay(scalar.text)) return scalar?.text
      const params = { path: at.path, written: shown(scalar), example }
      return at.report('benefits-day', params, scalar.place)
    },
  }
}

function isDay(text: string): boolean {
  const month = parseMonth(text.slice(0, 7))
  if (month === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  return text.slice(8) !== '00' && text <= lastDayOf(month)
}
