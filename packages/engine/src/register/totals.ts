import { OUTCOMES, type Outcome } from '@dipper/assessment'
import type { Month } from '@dipper/policy'
import type { Database } from '../database.ts'
import { digestSum, digestText } from './digest.ts'

/** What the rows of a month add up to. */
export interface MonthTotals {
  /** Rows: everybody assessed, and the last rows. */
  readonly customers: number
  /** Rows by star, from 0. */
  readonly stars: readonly number[]
  readonly outcomes: Readonly<Record<Outcome, number>>
  /** `moves[a][b]`: customers at star a in the month before (0 without a row) and at b now. */
  readonly moves: readonly (readonly number[])[]
  readonly digest: string
}

/** A group of rows alike in what the totals count, with their digest's sum. */
export interface Tally {
  readonly before: number
  readonly star: number
  readonly outcome: Outcome
  readonly rows: number
  readonly sum: bigint
}

export function totalsOf(tallies: readonly Tally[]): MonthTotals {
  const size = Math.max(8, ...tallies.map(({ before, star }) => Math.max(before, star) + 1))
  const stars = Array.from({ length: size }, () => 0)
  const moves = Array.from({ length: size }, () => Array.from({ length: size }, () => 0))
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<
    Outcome,
    number
  >
  for (const { before, star, outcome, rows } of tallies) {
    stars[star] = (stars[star] ?? 0) + rows
    outcomes[outcome] += rows
    const row = moves[before] as number[]
    row[star] = (row[star] ?? 0) + rows
  }
  const customers = tallies.reduce((sum, { rows }) => sum + rows, 0)
  const digest = digestText(tallies.reduce((sum, tally) => sum + tally.sum, 0n))
  return { customers, stars, outcomes, moves, digest }
}

/** The rows of a month in `result`, grouped. */
export async function tallyRows(db: Database, month: Month): Promise<Tally[]> {
  const sum = digestSum({
    month: String(month),
    spend_growth: 'spend_growth',
    tenure_growth: 'tenure_growth',
    credit_growth: 'credit_growth',
    growth_value: 'growth_value',
    assessed_star: 'assessed_star',
    star: 'star',
    valid_from: 'valid_from',
    valid_through: 'valid_through',
    outcome: 'outcome',
  })
  const rows = await db.rows<Omit<Tally, 'outcome'> & { outcome: number }>(`
SELECT star_before::INTEGER AS before, star::INTEGER AS star, outcome::INTEGER AS outcome,
  count(*)::DOUBLE AS rows, ${sum} AS sum
FROM result JOIN customer USING (customer) GROUP BY ALL`)
  return rows.map((row) => ({ ...row, outcome: OUTCOMES[row.outcome] as Outcome }))
}
