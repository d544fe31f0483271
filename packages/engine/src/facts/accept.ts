import type { Database } from '../database.ts'
import { keyOf } from '../register/digest.ts'
import { literal, name } from '../sql.ts'
import { type Table, type TableName, tableNamed } from './tables.ts'

/** SQL that reads the rows of one table, with `file`, `row` and the verdict of their cells. */
export type Reader = (table: TableName) => string

/** Spans of rows that may not overlap, and what else sets two rows of one `id` at odds. */
interface Spans {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly orAtOdds?: string
}

const EARLIEST = `DATE '0001-01-01'`
const LATEST = `DATE '9999-12-31'`

/**
 * Fills `customers`, `attributes`, `services` and `stops`: every row with its verdict (data.md, "Bad
 * rows"). Checked in this order: cells; latest known version per key; overlaps; existence, so that
 * rejects cascade. `service` gives the kind of each accepted line; `customer` gives each customer a number in the order of the ids' bytes; those of
 * `alsoNumbered`, SQL with a `customer_id`, get one without being known.
 */
export async function acceptTables(
  db: Database,
  read: Reader,
  alsoNumbered?: string,
): Promise<void> {
  for (const table of ['customers', 'attributes', 'services', 'stops'] as const) {
    await db.run(`CREATE TABLE ${table} AS ${read(table)}`)
  }
  await settle(db, 'customers', { id: 'customer_id', from: 'joined_on', to: 'left_on' })
  await settle(db, 'attributes')
  await settle(db, 'services', {
    id: 'service_id',
    from: 'held_from',
    to: 'held_to',
    orAtOdds: 'a.kind <> b.kind',
  })
  await settle(db, 'stops')
  await numberCustomers(db, alsoNumbered)
  for (const table of ['attributes', 'services', 'stops']) {
    await rejectUnknown(db, table, 'customer_id', 'SELECT customer_id FROM customer WHERE known')
  }
  await db.run(`CREATE TABLE service AS
SELECT DISTINCT service_id, kind FROM services WHERE verdict IS NULL`)
  await rejectUnknown(db, 'stops', 'service_id', 'SELECT service_id FROM service')
}

/**
 * SQL that gives verdicts by `id` to rows with the same key: all but the latest known are superseded;
 * a latest one that is given twice is rejected, so that order never decides.
 */
export function versionVerdicts(
  rows: string,
  { key, columns }: Pick<Table, 'key' | 'columns'>,
  id: readonly string[],
): string {
  const keys = key.map(name).join(', ')
  const versioned = columns.some((column) => column.name === 'recorded_on')
  const recorded = versioned ? `coalesce(recorded_on, ${EARLIEST})` : EARLIEST
  const twice = literal(`${key.at(-1)}|given-twice`)
  return `SELECT ${id.join(', ')}, CASE WHEN version > 1 THEN 'superseded' ELSE ${twice} END AS verdict
FROM (SELECT *, rank() OVER (PARTITION BY ${keys} ORDER BY ${recorded} DESC) AS version,
        count(*) OVER (PARTITION BY ${keys}, ${recorded}) AS alike
      FROM ${rows})
WHERE version > 1 OR alike > 1`
}

/** Fills a table that nothing depends on, every row with its verdict. */
export async function acceptAlone(db: Database, table: TableName, read: string): Promise<void> {
  await db.run(`CREATE TABLE ${table} AS ${read}`)
  await settle(db, table)
}

/** Versions and overlaps, both only among the few rows that share an id. */
async function settle(db: Database, table: TableName, spans?: Spans): Promise<void> {
  const { key } = tableNamed(table)
  const group = (spans ? [spans.id] : key).map(name).join(', ')
  await db.run(`CREATE TEMP TABLE several AS SELECT *, rowid AS id FROM ${table} SEMI JOIN (
  SELECT ${group} FROM ${table} WHERE verdict IS NULL GROUP BY ${group} HAVING count(*) > 1
) USING (${group}) WHERE verdict IS NULL`)
  await db.run(
    `CREATE TEMP TABLE settled AS ${versionVerdicts('several', tableNamed(table), ['id'])}`,
  )
  if (spans) {
    await db.run('DELETE FROM several WHERE id IN (SELECT id FROM settled)')
    await db.run(`INSERT INTO settled ${overlapVerdicts(spans)}`)
  }
  await db.run('DROP TABLE several')
  await applySettled(db, table)
}

/** All rows in conflict are rejected: with either alone, order would decide. */
function overlapVerdicts({ id, from, to, orAtOdds = 'false' }: Spans): string {
  return `SELECT a.id, ${literal(`${from}|overlap`)} AS verdict FROM several a WHERE EXISTS (
  SELECT 1 FROM several b WHERE a.${id} = b.${id} AND a.id <> b.id AND (${orAtOdds} OR
    (a.${from} <= coalesce(b.${to}, ${LATEST}) AND b.${from} <= coalesce(a.${to}, ${LATEST}))))`
}

/** Puts the verdicts of `settled` on the rows of a table: written anew, which is faster than UPDATE. */
async function applySettled(db: Database, table: string): Promise<void> {
  const { some } = await db.one<{ some: boolean }>('SELECT count(*) > 0 AS some FROM settled')
  if (some) {
    await db.run(`CREATE OR REPLACE TABLE ${table} AS
SELECT t.* EXCLUDE (verdict), coalesce(t.verdict, s.verdict) AS verdict
FROM ${table} t LEFT JOIN settled s ON s.id = t.rowid`)
  }
  await db.run('DROP TABLE settled')
}

async function numberCustomers(db: Database, alsoNumbered?: string): Promise<void> {
  const also = alsoNumbered ? `UNION ALL SELECT customer_id, false FROM (${alsoNumbered})` : ''
  await db.run(`CREATE TABLE customer AS
SELECT (row_number() OVER (ORDER BY customer_id) - 1)::INTEGER AS customer, customer_id, known,
  ${keyOf('customer_id')} AS key
FROM (SELECT customer_id, bool_or(known) AS known
      FROM (SELECT customer_id, true AS known FROM customers WHERE verdict IS NULL ${also})
      GROUP BY customer_id)
ORDER BY customer_id`)
}

async function rejectUnknown(
  db: Database,
  table: string,
  column: 'customer_id' | 'service_id',
  known: string,
): Promise<void> {
  const thing = column.replace('_id', '')
  await db.run(`CREATE TEMP TABLE settled AS
SELECT rowid AS id, '${column}|unknown-${thing}' AS verdict FROM ${table} t
WHERE verdict IS NULL AND NOT EXISTS (SELECT 1 FROM (${known}) k WHERE k.${column} = t.${column})`)
  await applySettled(db, table)
}
