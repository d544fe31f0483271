import type { LocalDate } from '@dipper/assessment'
import type { MonthText } from '../explanation.ts'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** `2021-03` → `2021年3月`. */
export function chineseMonth(month: MonthText): string {
  const { year, index } = partsOf(month)
  return `${year}年${index + 1}月`
}

/** `2021-02-11` → `2021年2月11日`. */
export function chineseDate(date: LocalDate): string {
  return `${chineseMonth(date)}${dayOf(date)}日`
}

/** `2021-03` → `March 2021`. */
export function englishMonth(month: MonthText): string {
  const { year, index } = partsOf(month)
  return `${MONTHS[index]} ${year}`
}

/** `2021-03` → `Mar 2021`. */
export function englishShortMonth(month: MonthText): string {
  const { year, index } = partsOf(month)
  return `${MONTHS[index]?.slice(0, 3)} ${year}`
}

/** `2021-02-11` → `11 February 2021`. */
export function englishDate(date: LocalDate): string {
  return `${dayOf(date)} ${englishMonth(date)}`
}

function partsOf(text: string) {
  return { year: Number(text.slice(0, 4)), index: Number(text.slice(5, 7)) - 1 }
}

function dayOf(date: LocalDate): number {
  return Number(date.slice(8, 10))
}
