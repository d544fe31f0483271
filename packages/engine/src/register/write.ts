import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type CompiledPolicy, OUTCOMES } from '@dipper/assessment'
import { formatMonth, type Month } from '@dipper/policy'
import type { Database } from '../database.ts'
import { monthSql } from '../month/month-sql.ts'
import type { SpendVariants } from '../month/spend.ts'
import { list, literal, monthCount, monthText, word } from '../sql.ts'
import {
  importedFile,
  monthFolder,
  monthParts,
  publishFolder,
  readParts,
  workFolder,
} from './layout.ts'
import { type Tally, tallyRows } from './totals.ts'

/** Customers assessed by one statement: what bounds memory. */
const CHUNK = 1 << 20

const COMPRESSED = 'FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, COMPRESSION_LEVEL 1'

/** The last month's rows that a month may follow: SQL with `customer_id` and what is held. */
export function heldSql(register: string, before: Month | null, imported: boolean): string | null {
  if (before !== null) {
    return `SELECT customer_id, star, ${monthCount('valid_from')} AS valid_from,
  ${monthCount('valid_through')} AS valid_through, ${monthCount('joined')} AS joined,
  outcome IN ${list(['left', 'ineligible'])} AS last
FROM ${readParts(monthParts(register, before))} WHERE outcome NOT IN ${list(['left', 'ineligible'])}`
  }
  if (!imported) return null
  return `SELECT customer_id, star, ${monthCount('valid_from')} AS valid_from,
  ${monthCount('valid_through')} AS valid_through, NULL::INTEGER AS joined, false AS last
FROM ${readParts([importedFile(register)])}`
}

/** `held_before`: what is held when the first month of the run begins. */
export async function createHeld(db: Database, held: string | null): Promise<void> {
  const columns = 'customer, star, valid_from, valid_through, joined, last'
  const none = `SELECT NULL::INTEGER AS customer, 0::TINYINT AS star, NULL::INTEGER AS valid_from,
  NULL::INTEGER AS valid_through, NULL::INTEGER AS joined, false AS last WHERE false`
  await db.run(
    `CREATE TABLE held_before AS ${
      held === null
        ? none
        : `SELECT ${columns} FROM (${held}) JOIN customer USING (customer_id) ORDER BY customer`
    }`,
  )
}

/** Assesses one month into Parquet parts below `.work`, and leaves `held_before` ready for the next. */
export async function assessMonth(
  db: Database,
  register: string,
  policy: CompiledPolicy,
  variants: SpendVariants,
  month: Month,
  onCustomers: (done: number, total: number) => void,
): Promise<{ readonly partial: string; readonly tallies: Tally[] }> {
  const partial = join(workFolder(register), `month=${formatMonth(month)}`)
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  const { customers } = await db.one<{ customers: number }>(
    'SELECT count(*)::DOUBLE AS customers FROM customer',
  )
  await db.run('CREATE TABLE held_after AS SELECT * FROM held_before WHERE false')
  const tallies: Tally[] = []
  for (let from = 0, part = 0; from < customers || part === 0; from += CHUNK, part++) {
    const chunk = `customer >= ${from} AND customer < ${from + CHUNK}`
    await db.run(
      `CREATE OR REPLACE TEMP TABLE result AS ${monthSql(policy, variants, month, chunk)}`,
    )
    const file = join(partial, `part-${String(part).padStart(4, '0')}.parquet`)
    await db.run(`COPY (${partSql(month)}) TO ${literal(file)} (${COMPRESSED})`)
    await db.run(`INSERT INTO held_after
SELECT customer, star, valid_from, valid_through, joined, outcome >= ${OUTCOMES.indexOf('left')}
FROM result ORDER BY customer`)
    tallies.push(...(await tallyRows(db, month)))
    onCustomers(Math.min(from + CHUNK, customers), customers)
  }
  await db.run('DROP TABLE result')
  await db.run('DROP TABLE held_before')
  await db.run('ALTER TABLE held_after RENAME TO held_before')
  return { partial, tallies }
}

/** Makes a finished month part of the register. */
export function publishMonth(register: string, month: Month, partial: string): void {
  publishFolder(partial, monthFolder(register, month))
}

/** The rows of a part as they are stored, in the order of the customer ids. */
function partSql(month: Month): string {
  return `SELECT customer_id, ${literal(formatMonth(month))} AS month,
  spend_growth, tenure_growth, credit_growth, growth_value, assessed_star, star,
  ${monthText('valid_from')} AS valid_from, ${monthText('valid_through')} AS valid_through,
  ${word('outcome', OUTCOMES)} AS outcome, 1::SMALLINT AS revision, star_before,
  ${monthText('joined')} AS joined, document, ${monthText('tenure_since')} AS tenure_since, stops,
  rejoined, transition, spend_floored, tenure_capped, growth_floored, star_capped, stepped
FROM result JOIN customer USING (customer) ORDER BY customer`
}
