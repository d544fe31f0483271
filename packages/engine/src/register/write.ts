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

/** The customers of a database in parts that one statement each can hold. */
export async function chunksOf(db: Database): Promise<Chunk[]> {
  const { customers } = await db.one<{ customers: number }>(
    'SELECT count(*)::DOUBLE AS customers FROM customer',
  )
  return Array.from({ length: Math.max(1, Math.ceil(customers / CHUNK)) }, (_, part) => ({
    part,
    where: `customer >= ${part * CHUNK} AND customer < ${(part + 1) * CHUNK}`,
    done: Math.min((part + 1) * CHUNK, customers),
    customers,
  }))
}

export interface Chunk {
  readonly part: number
  /** Condition on `customer`. */
  readonly where: string
  /** Customers in this part and those before, of all. */
  readonly done: number
  readonly customers: number
}

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
  const partial = partialMonth(register, month)
  const tallies: Tally[] = []
  await succeedHeld(db, 'held_before', async (hold) => {
    for (const { part, where, done, customers } of await chunksOf(db)) {
      await createResult(db, monthSql(policy, variants, month, where))
      await writePart(db, partial, part, month)
      await hold()
      tallies.push(...(await tallyRows(db, month)))
      onCustomers(done, customers)
    }
  })
  return { partial, tallies }
}

/** An empty folder for a month that is not whole yet. */
export function partialMonth(register: string, month: Month): string {
  const partial = join(workFolder(register), `month=${formatMonth(month)}`)
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  return partial
}

/** `result`: the rows of a part of a month. */
export async function createResult(db: Database, rows: string): Promise<void> {
  await db.run(`CREATE OR REPLACE TEMP TABLE result AS ${rows}`)
}

/** Writes `result` as a part of a month, in the order of the customer ids. */
export async function writePart(
  db: Database,
  partial: string,
  part: number,
  month: Month,
): Promise<void> {
  const file = join(partial, `part-${String(part).padStart(4, '0')}.parquet`)
  await db.run(`COPY (${partSql(month)}) TO ${literal(file)} (${COMPRESSED})`)
}

/** Puts what `result` holds, as often as `hold` is called in `work`, in the place of the table `held`. */
export async function succeedHeld(
  db: Database,
  held: string,
  work: (hold: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const after = `${held}_after`
  await db.run(`CREATE TABLE ${after} AS SELECT * FROM ${held} WHERE false`)
  await work(() =>
    db.run(`INSERT INTO ${after}
SELECT customer, star, valid_from, valid_through, joined, outcome >= ${OUTCOMES.indexOf('left')}
FROM result ORDER BY customer`),
  )
  await db.run('DROP TABLE result')
  await db.run(`DROP TABLE ${held}`)
  await db.run(`ALTER TABLE ${after} RENAME TO ${held}`)
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
