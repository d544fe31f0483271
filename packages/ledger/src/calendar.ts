/** A calendar day of the operator, `YYYY-MM-DD`; days compare as texts. */
export type LocalDate = string
/** A calendar month as a count: year × 12 + month − 1. */
export type Month = number
export type Year = number

/** Calendar years after its own in which a lot can still be used. */
export const YEARS_AFTER = 2

export function yearOf(day: LocalDate): Year {
  return Number(day.slice(0, 4))
}

export function monthOf(day: LocalDate): Month {
  return yearOf(day) * 12 + Number(day.slice(5, 7)) - 1
}

/** The year of the lot that a period's points are in. */
export function lotOf(period: Month): Year {
  return Math.floor(period / 12)
}

/** 31 December of Y + 2, on which a lot can still be used. */
export function lastDayOf(lot: Year): LocalDate {
  return `${String(lot + YEARS_AFTER).padStart(4, '0')}-12-31`
}

export function isUsable(lot: Year, on: LocalDate): boolean {
  return on <= lastDayOf(lot)
}

export function later(day: LocalDate | null, other: LocalDate): LocalDate {
  return day === null || day < other ? other : day
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/

/** An existing day written `YYYY-MM-DD`. */
export function isLocalDate(text: string): boolean {
  const match = DAY.exec(text)
  if (match === null) return false
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number)
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

function daysIn(year: Year, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function isLeap(year: Year): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}
