import type { Language, Month } from '../api/answers.ts'

/** Operators' local time; months of the pages are months there. */
const ZONE = 'Asia/Shanghai'

/** `2026年11月`, `November 2026`. */
export function monthName(month: Month, language: Language): string {
  return formatIn(language, { year: 'numeric', month: 'long' }).format(utc(`${month}-01`))
}

/** A local date, `YYYY-MM-DD`: `2026年11月22日`, `22 November 2026`. */
export function dateName(date: string, language: Language): string {
  return formatIn(language, { year: 'numeric', month: 'long', day: 'numeric' }).format(utc(date))
}

/** A local time, `YYYY-MM-DDTHH:MM:SS`. Midnight is the end of the day before: `11月28日 24:00`. */
export function timeName(time: string, language: Language): string {
  const midnight = time.slice(11, 16) === '00:00'
  const day = midnight ? dayBefore(time.slice(0, 10)) : time.slice(0, 10)
  return `${dateName(day, language)} ${midnight ? '24:00' : time.slice(11, 16)}`
}

/** An instant in the reader's own clock. */
export function instantName(milliseconds: number, language: Language): string {
  const part = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeOf(language), style).format(milliseconds)
  const time = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return `${part({ year: 'numeric', month: 'long', day: 'numeric' })} ${time}`
}

/** The month that it is now where the operator is. */
export function monthNow(): Month {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' })
  return parts.format(Date.now()).slice(0, 7)
}

/** Every month of a span, both ends included. */
export function monthsOf({ from, through }: { readonly from: Month; readonly through: Month }) {
  const months: Month[] = []
  for (let each = from; each <= through; each = monthAfter(each)) months.push(each)
  return months
}

function monthAfter(month: Month): Month {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

function dayBefore(date: string): string {
  return new Date(utc(date).getTime() - 86_400_000).toISOString().slice(0, 10)
}

function utc(date: string): Date {
  return new Date(`${date}T00:00:00Z`)
}

function formatIn(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone: 'UTC' })
}

/** Days before months, as the sentences have them. */
function localeOf(language: Language): string {
  return language === 'en' ? 'en-GB' : language
}
