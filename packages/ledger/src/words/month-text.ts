import type { Month } from '../calendar.ts'

/** 24192 → `2016-01`. */
export function monthText(month: Month): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0')
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}`
}
