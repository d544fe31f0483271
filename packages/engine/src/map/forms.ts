import { type Month, parseMonth } from '@dipper/policy'

/** A way to write dates or months, as a pattern and how its groups make YYYY-MM-DD. */
export interface DateForm {
  readonly pattern: string
  readonly iso: string
}

/** Which columns of a wide table are months, and which. */
export interface WideForm {
  readonly written: string
  /** The month that a column's name says; within a year if there is none in the name. */
  readonly monthOf: (column: string) => Month | undefined
  readonly hasYear: boolean
}

const TOKENS = {
  YYYY: '([0-9]{4})',
  MM: '(0[1-9]|1[0-2])',
  DD: '(0[1-9]|[12][0-9]|3[01])',
  M: '(0?[1-9]|1[0-2])',
  D: '(0?[1-9]|[12][0-9]|3[01])',
} as const
const TIME = '(?:[T ]?[0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]+)?)?)?(?:Z|[+-][0-9:]{2,5})?)?'

export const DAY: DateForm = formOf('YYYY-MM-DD', 'date') as DateForm
export const MONTH: DateForm = formOf('YYYY-MM', 'month') as DateForm

/**
 * A form such as `YYYYMMDD`, `D.M.YYYY` or `YYYY-MM-DD*`, in which `*` is a time to be cut off.
 * Undefined where year or month, or the day of a date, is not in it exactly once.
 */
export function formOf(written: string, type: 'date' | 'month'): DateForm | undefined {
  const { pattern, order } = patternOf(written)
  const at = (letter: string) => order.indexOf(letter) + 1
  const letters = order.join('')
  const whole = letters.length === new Set(letters).size && /Y/.test(letters) && /M/.test(letters)
  if (!whole || (type === 'date' && at('D') === 0)) return undefined
  const day = at('D') === 0 ? '1' : `\\${at('D')}`
  return { pattern, iso: `\\${at('Y')}-\\${at('M')}-${day}` }
}

function patternOf(written: string): { readonly pattern: string; readonly order: string[] } {
  const order: string[] = []
  const pattern = written.replaceAll(/YYYY|MM|DD|M|D|\*$|[^]/g, (piece) => {
    if (piece in TOKENS) {
      order.push(piece[0] as string)
      return TOKENS[piece as keyof typeof TOKENS]
    }
    return piece === '*' ? TIME : escaped(piece)
  })
  return { pattern, order }
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

const SHORT = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Column names such as `M{YYYYMM}`, `{M}月` or `{MON}`; undefined where no month is in them. */
export function widePattern(written: string): WideForm | undefined {
  const letters: string[] = []
  const pattern = written
    .split(/(\{[^{}]*\})/)
    .map((piece) => (/^\{.*\}$/.test(piece) ? innerPattern(piece, letters) : escaped(piece)))
  const known = /^Y?M$|^MY$/.test(letters.join('')) && !pattern.includes(undefined)
  if (!known) return undefined
  const regex = new RegExp(`^${pattern.join('')}$`, 'i')
  const hasYear = letters.includes('Y')
  const monthOf = (column: string) => {
    const found = regex.exec(column)
    if (found === null) return undefined
    const group = (letter: string) => found[letters.indexOf(letter) + 1] as string
    const month = monthNumber(group('M'))
    return hasYear ? Number(group('Y')) * 12 + month - 1 : month - 1
  }
  return { written, monthOf, hasYear }
}

function innerPattern(piece: string, letters: string[]): string | undefined {
  const pieces = piece.slice(1, -1).match(/YYYY|MON|MM|M|./g) ?? []
  const patterns = pieces.map((token) => {
    letters.push(token[0] as string)
    if (token === 'MON') return `(${SHORT.join('|')})`
    return token === 'YYYY' || token === 'MM' || token === 'M' ? TOKENS[token] : undefined
  })
  return patterns.includes(undefined) ? undefined : patterns.join('')
}

function monthNumber(text: string): number {
  const named = SHORT.indexOf(text.toLowerCase())
  return named === -1 ? Number(text) : named + 1
}

/** Columns named one by one: each a month YYYY-MM, or 1 to 12. Undefined where one is neither. */
export function wideNames(names: ReadonlyMap<string, string>): WideForm | undefined {
  const months = new Map<string, Month>()
  let hasYear = false
  for (const [name, text] of names) {
    const whole = parseMonth(text)
    const number = /^([1-9]|1[0-2])$/.test(text) ? Number(text) - 1 : undefined
    const month = whole ?? number
    if (month === undefined || (months.size > 0 && hasYear !== (whole !== undefined)))
      return undefined
    hasYear = whole !== undefined
    months.set(name, month)
  }
  const written = [...names.keys()].join(', ')
  return months.size === 0 ? undefined : { written, monthOf: (name) => months.get(name), hasYear }
}
