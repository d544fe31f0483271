import type { Held, Outcome } from '@dipper/assessment'
import { formatMonth, type Month, month as monthOf } from '@dipper/policy'
import type { MonthText } from '../explanation.ts'
import type { Course, PreviewMonth, PreviewSummary, StarRun, Turn } from './preview.ts'

/** What the months add up to, from the one before them, and the star held in it, on. */
export function summaryOf(
  month: MonthText,
  held: Held | null,
  months: readonly PreviewMonth[],
  rulesOf: (month: Month) => string,
): PreviewSummary {
  const now = { star: held?.star ?? 0, from: month, through: month }
  const runs = (course: Course) => runsOf(now, months, course)
  return {
    differing: months.filter(({ differs }) => differs).map((each) => each.month),
    firstFall: firstWith(months, ['fell']),
    firstRise: firstWith(months, ['rose', 'awarded']),
    runs: { changed: runs('changed'), unchanged: runs('unchanged') },
    rulesChange: months
      .map((each) => monthOf(each.month))
      .filter((each) => rulesOf(each) !== rulesOf(each - 1))
      .map(formatMonth),
  }
}

function firstWith(months: readonly PreviewMonth[], outcomes: readonly Outcome[]): Turn {
  const first = (course: Course) =>
    months.find((each) => outcomes.some((outcome) => each[course]?.outcome === outcome))?.month
  return { changed: first('changed') ?? null, unchanged: first('unchanged') ?? null }
}

function runsOf(now: StarRun, months: readonly PreviewMonth[], course: Course): StarRun[] {
  return months.reduce(
    (runs, { month, [course]: row }) => {
      const star = row?.star ?? 0
      const last = runs.at(-1) as StarRun
      return last.star === star
        ? [...runs.slice(0, -1), { ...last, through: month }]
        : [...runs, { star, from: month, through: month }]
    },
    [now],
  )
}
