/** Local date `YYYY-MM-DD` of the operator's time zone. */
export type LocalDate = string

/**
 * Local time `YYYY-MM-DDTHH:MM:SS` of the operator's time zone, which has no daylight saving: so
 * hours can be added, and the text tells which is earlier.
 */
export type LocalDateTime = string

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/

/** Throws a RangeError on anything else, such as a time of another zone (`…Z`). */
export function expectLocalTime(text: string): LocalDateTime {
  const exists = LOCAL_TIME.test(text) && dateOfDay(dayNumber(dateOf(text))) === dateOf(text)
  if (exists) return text
  throw new RangeError(`not a local time written YYYY-MM-DDTHH:MM:SS: ${text}`)
}

export function dateOf(time: LocalDateTime): LocalDate {
  return time.slice(0, 10)
}

/** The first moment of a day. */
export function startOf(date: LocalDate): LocalDateTime {
  return `${date}T00:00:00`
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayNumber(date) + days)
}

export function addHours(time: LocalDateTime, hours: number): LocalDateTime {
  const sum = Number(time.slice(11, 13)) + hours
  const days = Math.floor(sum / 24)
  return `${addDays(dateOf(time), days)}T${twoDigits(sum - days * 24)}${time.slice(13)}`
}

/** Calendar days from one day to another, both counted: 1 for the same day, below 1 for an earlier. */
export function daysFrom(first: LocalDate, last: LocalDate): number {
  return dayNumber(last) - dayNumber(first) + 1
}

/** The day before a first moment, and the day itself of any other. */
export function lastDateBefore(time: LocalDateTime): LocalDate {
  return time.endsWith('T00:00:00') ? addDays(dateOf(time), -1) : dateOf(time)
}

const DAYS_IN_400_YEARS = 146_097
const DAYS_IN_100_YEARS = 36_524
const DAYS_IN_4_YEARS = 1461

/** Days since 0000-03-01: a year that begins in March has its leap day last. */
function dayNumber(date: LocalDate): number {
  const month = Number(date.slice(5, 7))
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0)
  const fromMarch = (month + 9) % 12
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  const daysBefore = Math.floor((153 * fromMarch + 2) / 5)
  return year * 365 + leapDays + daysBefore + Number(date.slice(8, 10)) - 1
}

function dateOfDay(number: number): LocalDate {
  const era = Math.floor(number / DAYS_IN_400_YEARS)
  const ofEra = number - era * DAYS_IN_400_YEARS
  const leapDays =
    Math.floor(ofEra / (DAYS_IN_4_YEARS - 1)) -
    Math.floor(ofEra / DAYS_IN_100_YEARS) +
    Math.floor(ofEra / (DAYS_IN_400_YEARS - 1))
  const yearOfEra = Math.floor((ofEra - leapDays) / 365)
  const ofYear = ofEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * ofYear + 2) / 153)
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
