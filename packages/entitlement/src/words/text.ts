import { lastDateBefore, type LocalDate, type LocalDateTime } from '../local-time.ts'

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

/** `2021-03` or `2021-03-11` → `2021年3月`, `2021年3月11日`. */
export function chineseDate(text: string): string {
  const [year, month, day] = text.split('-').map(Number)
  return `${year}年${month}月${day === undefined ? '' : `${day}日`}`
}

/** `2021-03` or `2021-03-11` → `March 2021`, `11 March 2021`. */
export function englishDate(text: string): string {
  const [year, month = 1, day] = text.split('-').map(Number)
  return `${day === undefined ? '' : `${day} `}${MONTHS[month - 1]} ${year}`
}

/** A moment, or null where it is the end of a day; the day is the one that ends. */
export function endOf(time: LocalDateTime): {
  readonly day: LocalDate
  readonly clock: string | null
} {
  const isEndOfDay = time.endsWith('T00:00:00')
  const clock = time.slice(11).replace(/:00$/, '')
  return { day: lastDateBefore(time), clock: isEndOfDay ? null : clock }
}

/** Fen as yuan, without fen where there are none: 123450 → `1,234.50`, 1000 → `10`. */
export function yuan(fen: bigint): string {
  const whole = String(fen / 100n).replace(/\B(?=(\d{3})+$)/g, ',')
  const rest = fen % 100n
  return rest === 0n ? whole : `${whole}.${String(rest).padStart(2, '0')}`
}

/** [3, 4, 5] → 3 and 5 in one run; [2, 5] → two runs. */
export function runsOf(stars: readonly number[]): [from: number, through: number][] {
  const runs: [number, number][] = []
  for (const star of stars) {
    const last = runs.at(-1)
    if (last && last[1] === star - 1) last[1] = star
    else runs.push([star, star])
  }
  return runs
}
