import { formatMonth } from '@dipper/policy'

/** A text as an SQL literal. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

export function name(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`
}

/** `('a', 'b')`; a list that nothing is in where there are no values. */
export function list(values: readonly string[]): string {
  return values.length === 0 ? '(NULL)' : `(${values.map(literal).join(', ')})`
}

/** The position of a word in a closed list, as a small integer; NULL for any other text. */
export function code(expression: string, words: readonly string[]): string {
  const cases = words.map((word, index) => `WHEN ${literal(word)} THEN ${index}`)
  return `(CASE ${expression} ${cases.join(' ')} END)::UTINYINT`
}

/** The word at a position: the inverse of `code`. */
export function word(expression: string, words: readonly string[]): string {
  const cases = words.map((text, index) => `WHEN ${index} THEN ${literal(text)}`)
  return `CASE ${expression} ${cases.join(' ')} END`
}

/** The month of a DATE as a count: year × 12 + month − 1. */
export function monthOf(date: string): string {
  return `(year(${date}) * 12 + month(${date}) - 1)::INTEGER`
}

const FIRST_TEXT = 12 * 1900
const LAST_TEXT = 12 * 2200

/** Makes `monthText` work on a connection: the texts of the months from 1900 to 2200. */
export function prepareMonthTexts(): string {
  const months = Array.from({ length: LAST_TEXT - FIRST_TEXT }, (_, n) => FIRST_TEXT + n)
  return `SET VARIABLE month_texts = [${months.map((m) => literal(formatMonth(m))).join(', ')}]`
}

/** A month count as `YYYY-MM`: one look into a list, where it has the month, is a tenth of the cost. */
export function monthText(month: string): string {
  const written = `lpad((${month} // 12)::VARCHAR, 4, '0') || '-' || lpad((${month} % 12 + 1)::VARCHAR, 2, '0')`
  return `CASE WHEN ${month} BETWEEN ${FIRST_TEXT} AND ${LAST_TEXT - 1}
    THEN getvariable('month_texts')[${month} - ${FIRST_TEXT - 1}] ELSE ${written} END`
}

/** `YYYY-MM` as a month count. */
export function monthCount(text: string): string {
  return `(left(${text}, 4)::INTEGER * 12 + right(${text}, 2)::INTEGER - 1)`
}
