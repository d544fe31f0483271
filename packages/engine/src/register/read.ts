import { renameSync } from 'node:fs'
import { type Held, OUTCOMES, type Outcome, type RegisterRow } from '@dipper/assessment'
import { formatMonth, type Month, parseMonth } from '@dipper/policy'
import type { Database } from '../database.ts'
import { Problem } from '../problem.ts'
import { code, list, literal, monthCount } from '../sql.ts'
import { digestSum, keyOf } from './digest.ts'
import { importedFile, monthParts, monthsOf, readParts, requireHead } from './layout.ts'
import { type MonthTotals, type Tally, totalsOf } from './totals.ts'

/** The columns of an export, in their order (data.md, "Register"). */
export const EXPORTED = [
  'customer_id',
  'month',
  'spend_growth',
  'tenure_growth',
  'credit_growth',
  'growth_value',
  'assessed_star',
  'star',
  'valid_from',
  'valid_through',
  'outcome',
] as const

/** SQL over the stored rows of a month, in the order of the customer ids. */
export function monthRows(register: string, month: Month): string {
  return readParts(monthParts(register, month))
}

/** The months from … through, all of them there. Throws `month-missing` for the first that is not. */
function monthsBetween(register: string, from: Month, through: Month): Month[] {
  requireHead(register)
  if (from > through) {
    throw new Problem('months-reversed', { from: formatMonth(from), through: formatMonth(through) })
  }
  const there = new Set(monthsOf(register))
  return Array.from({ length: through - from + 1 }, (_, n) => from + n).map((month) => {
    if (!there.has(month))
      throw new Problem('month-missing', { register, month: formatMonth(month) })
    return month
  })
}

/** Writes the months, sorted by month and customer_id, to `.csv` or `.parquet`, whole; returns the rows. */
export async function exportRegister(
  db: Database,
  register: string,
  span: { readonly from: Month; readonly through: Month },
  out: string,
): Promise<number> {
  const months = monthsBetween(register, span.from, span.through)
  // The parts of a month are sorted and follow each other; a scan keeps the order of its files.
  const parts = readParts(months.flatMap((month) => monthParts(register, month)))
  const format = out.endsWith('.parquet') ? 'FORMAT parquet' : `FORMAT csv, HEADER`
  await db.run('SET preserve_insertion_order = true')
  const rows = `SELECT ${EXPORTED.join(', ')} FROM ${parts}`
  const partial = `${out}.partial`
  await db.run(`COPY (${rows}) TO ${literal(partial)} (${format})`)
  renameSync(partial, out)
  const { count } = await db.one<{ count: number }>(
    `SELECT count(*)::DOUBLE AS count FROM ${parts}`,
  )
  return count
}

/** What the rows of a month add up to, counted from the rows themselves. */
export async function showMonth(
  db: Database,
  register: string,
  month: Month,
): Promise<MonthTotals> {
  requireHead(register)
  const sum = digestSum({
    month: monthCount('month'),
    spend_growth: 'spend_growth',
    tenure_growth: 'tenure_growth',
    credit_growth: 'credit_growth',
    growth_value: 'growth_value',
    assessed_star: 'assessed_star',
    star: 'star',
    valid_from: monthCount('valid_from'),
    valid_through: monthCount('valid_through'),
    outcome: code('outcome', OUTCOMES),
  })
  const tallies = await db.rows<Tally>(`
SELECT star_before::INTEGER AS before, star::INTEGER AS star, outcome, count(*)::DOUBLE AS rows, ${sum} AS sum
FROM (SELECT *, ${keyOf('customer_id')} AS key FROM ${monthRows(register, month)}) GROUP BY ALL`)
  return totalsOf(tallies)
}

interface StoredRow {
  readonly customer_id: string
  readonly spend_growth: bigint
  readonly tenure_growth: bigint
  readonly credit_growth: bigint
  readonly growth_value: bigint
  readonly assessed_star: number
  readonly star: number
  readonly valid_from: string | null
  readonly valid_through: string | null
  readonly outcome: Outcome
  readonly joined: string | null
}

/** The rows of some customers in a month, by customer_id. */
export async function rowsOf(
  db: Database,
  register: string,
  customers: readonly string[],
  month: Month,
): Promise<Map<string, RegisterRow>> {
  const rows = await storedRows(db, monthRows(register, month), customers)
  return new Map(rows.map((row) => [row.customer_id, fromStored(row, month)]))
}

/** What some customers hold when a month begins: their rows of the month before, or of the import. */
export async function heldOf(
  db: Database,
  register: string,
  customers: readonly string[],
  month: Month,
): Promise<Map<string, Held>> {
  const { importedBefore } = requireHead(register)
  if (monthsOf(register).includes(month - 1)) {
    const rows = await storedRows(db, monthRows(register, month - 1), customers)
    return new Map(rows.map((row) => [row.customer_id, toHeldRow(row, row.outcome)]))
  }
  if (importedBefore !== formatMonth(month)) return new Map()
  const rows = await storedRows(
    db,
    `(SELECT *, NULL AS joined FROM ${readParts([importedFile(register)])})`,
    customers,
  )
  return new Map(rows.map((row) => [row.customer_id, toHeldRow(row, 'imported')]))
}

async function storedRows(
  db: Database,
  rows: string,
  customers: readonly string[],
): Promise<StoredRow[]> {
  return db.rows<StoredRow>(`SELECT * FROM ${rows} WHERE customer_id IN ${list(customers)}`)
}

function toHeldRow(row: StoredRow, outcome: Held['outcome']): Held {
  const from = monthOrNull(row.valid_from)
  const through = monthOrNull(row.valid_through)
  const validity = from === null || through === null ? null : { from, through }
  return { star: row.star, validity, joined: monthOrNull(row.joined), outcome }
}

function fromStored(row: StoredRow, month: Month): RegisterRow {
  return {
    customerId: row.customer_id,
    month,
    spendGrowth: row.spend_growth,
    tenureGrowth: row.tenure_growth,
    creditGrowth: row.credit_growth,
    growthValue: row.growth_value,
    assessedStar: row.assessed_star,
    star: row.star,
    validFrom: monthOrNull(row.valid_from),
    validThrough: monthOrNull(row.valid_through),
    outcome: row.outcome,
  }
}

function monthOrNull(text: string | null): Month | null {
  return text === null ? null : (parseMonth(text) as Month)
}
