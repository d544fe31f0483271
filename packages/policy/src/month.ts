/** A calendar month as a count of months: year × 12 + (month − 1). 2016-01 is 24192. */
export type Month = number

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/

/** `2016-01` → 24192. Undefined for anything that is not an existing month written YYYY-MM. */
export function parseMonth(text: string): Month | undefined {
  const match = MONTH.exec(text)
  if (!match || match[1] === '0000') return undefined
  return Number(match[1]) * 12 + Number(match[2]) - 1
}

/** 24192 → `2016-01`. */
export function formatMonth(month: Month): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0')
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** `2016-01` → 24192, for months known to be well formed. Throws a RangeError on anything else. */
export function month(text: string): Month {
  const parsed = parseMonth(text)
  if (parsed === undefined) throw new RangeError(`not a month written YYYY-MM: ${text}`)
  return parsed
}

/** The month of a local date `YYYY-MM-DD`: its first seven characters. */
export function monthOf(date: string): Month {
  return month(date.slice(0, 7))
}

/** The last day of a month as `YYYY-MM-DD`. */
export function lastDayOf(value: Month): string {
  const days = new Date(Date.UTC(Math.floor(value / 12), (value % 12) + 1, 0)).getUTCDate()
  return `${formatMonth(value)}-${String(days).padStart(2, '0')}`
}
