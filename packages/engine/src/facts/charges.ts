import { CATEGORIES, formatMonth, type Month, parseMonth, SERVICE_KINDS } from '@dipper/policy'
import type { Database } from '../database.ts'
import { versionVerdicts } from './accept.ts'
import { type ReadOptions, readTable } from './cells.ts'
import { type SourceFile, scan } from './sources.ts'
import { tableNamed } from './tables.ts'

/** Verdict and number of rows of one file. */
export interface RowCount {
  readonly file: number
  readonly verdict: string | null
  readonly rows: number
}

/** A charge's kind and category as one small integer. */
const lineOf = (kind: number, category: number): number => kind * CATEGORIES.length + category

export const LINES = SERVICE_KINDS.flatMap((kind, k) =>
  CATEGORIES.map((category, c) => ({ kind, category, line: lineOf(k, c) })),
)

export interface LoadedFile {
  /** The periods that its rows name, whatever else is wrong with them. */
  readonly periods: readonly Month[]
  readonly counts: readonly RowCount[]
  /** Sums of the digest of its accepted charges, by period: of all files together, the period's. */
  readonly digests: ReadonlyMap<Month, bigint>
  /** Rows and readable fen of all its rows, accepted or not. */
  readonly billed: readonly BilledSum[]
}

/** Rows of a period and kind (its code; null where it cannot be read), and their readable fen. */
export interface BilledSum {
  readonly period: Month | null
  readonly kind: number | null
  readonly rows: number
  readonly fen: bigint
}

/** SQL for one charge's part in the digest of its period: the same however charges are added up. */
export const DIGEST_TERM = 'key::HUGEINT * fen * (7919 * (line + 1) + 2)'

/**
 * Reads the accepted charges of one file into `billed`, by customer number and line. The caller
 * takes from it what it needs; the next file replaces it. `acceptTables` and `findChargeVersions` come
 * before.
 */
export async function loadCharges(
  db: Database,
  file: SourceFile,
  knownBy: string | null,
): Promise<LoadedFile> {
  const numbered = await hasVersions(db)
  const rows = chargeRows(readTable([file], { knownBy, numbered }), numbered)
  await db.run(`CREATE OR REPLACE TEMP TABLE billed AS
SELECT period, customer, key, kind * ${CATEGORIES.length} + category AS line, amount_fen AS fen
FROM (${rows}) WHERE verdict IS NULL`)
  const accepted = await db.rows<BilledSum & { digest: bigint }>(`
SELECT period, line // ${CATEGORIES.length} AS kind, sum(${DIGEST_TERM})::HUGEINT AS digest,
  count(*)::DOUBLE AS rows, sum(fen)::HUGEINT AS fen
FROM billed GROUP BY ALL`)
  const others = await otherRows(db, file, rows, sumOf(accepted))
  const billed = [...accepted, ...others]
  const periods = billed.map(({ period }) => period).filter((period) => period !== null)
  const digests = new Map<Month, bigint>()
  for (const { period, digest } of accepted) {
    digests.set(period as Month, (digests.get(period as Month) ?? 0n) + digest)
  }
  return {
    periods: [...new Set(periods)].toSorted((a, b) => a - b),
    counts: [
      { file: file.index, verdict: null, rows: sumOf(accepted) },
      ...others.map(({ verdict, rows: count }) => ({ file: file.index, verdict, rows: count })),
    ],
    digests,
    billed,
  }
}

/** Rows that do not count: looked for only if there are more rows than count. */
async function otherRows(
  db: Database,
  file: SourceFile,
  rows: string,
  accepted: number,
): Promise<(BilledSum & { readonly verdict: string })[]> {
  const all = await db.one<{ rows: number }>(
    `SELECT count(*)::DOUBLE AS rows FROM ${scan(file, false)}`,
  )
  if (all.rows === accepted) return []
  return db.rows(`
SELECT period, kind, verdict, count(*)::DOUBLE AS rows, coalesce(sum(amount_fen), 0)::HUGEINT AS fen
FROM (${rows}) WHERE verdict IS NOT NULL GROUP BY ALL`)
}

function sumOf(counted: readonly { readonly rows: number }[]): number {
  return counted.reduce((sum, { rows }) => sum + rows, 0)
}

/** The periods that a Parquet file's rows name, whatever else is wrong with them. */
export async function periodsIn(db: Database, file: SourceFile): Promise<Month[]> {
  if (!file.columns.has('period')) return file.pathPeriod === null ? [] : [file.pathPeriod]
  const rows = await db.rows<{ period: string | null }>(
    `SELECT DISTINCT period FROM ${scan(file, false)}`,
  )
  const periods = rows.map(({ period }) => parseMonth(period ?? ''))
  return periods.filter((period) => period !== undefined).toSorted((a, b) => a - b)
}

/**
 * SQL for rows of charges, as `readTable` gives them, with `customer` (the number) and their final
 * verdict: cells, then versions of a charge_id where they are `numbered`, then existence of the customer
 * and the service.
 */
export function chargeRows(rows: string, numbered: boolean): string {
  const versions = numbered ? 'LEFT JOIN charge_version v USING (file, row)' : ''
  const version = numbered ? 'v.verdict' : 'NULL'
  return `SELECT r.* EXCLUDE (verdict), c.customer, c.key, CASE
    WHEN r.verdict IS NOT NULL THEN r.verdict
    WHEN ${version} IS NOT NULL THEN ${version}
    WHEN c.customer IS NULL THEN 'customer_id|unknown-customer'
    WHEN r.service_id IS NOT NULL AND s.service_id IS NULL THEN 'service_id|unknown-service'
    END AS verdict
  FROM (${rows}) r
  LEFT JOIN (SELECT customer, key, customer_id FROM customer WHERE known) c USING (customer_id)
  LEFT JOIN service s ON s.service_id = r.service_id
  ${versions}`
}

/** `charge_version`: verdicts of rows that share their charge_id with another, in any file. */
export async function findChargeVersions(
  db: Database,
  files: readonly SourceFile[],
  options: Omit<ReadOptions, 'numbered'>,
): Promise<void> {
  const withId = files.filter((file) => file.columns.has('charge_id'))
  await db.run('CREATE TABLE charge_version (file INTEGER, row BIGINT, verdict VARCHAR)')
  if (withId.length === 0) return
  const fine = (numbered: boolean) =>
    `(SELECT * FROM (${readTable(withId, { ...options, numbered })}) WHERE verdict IS NULL AND charge_id IS NOT NULL)`
  await db.run(`CREATE TEMP TABLE shared AS
SELECT charge_id FROM ${fine(false)} GROUP BY charge_id HAVING count(*) > 1`)
  const { some } = await db.one<{ some: boolean }>('SELECT count(*) > 0 AS some FROM shared')
  if (some) {
    const rows = `(SELECT * FROM ${fine(true)} SEMI JOIN shared USING (charge_id))`
    await db.run(
      `INSERT INTO charge_version ${versionVerdicts(rows, tableNamed('charges'), ['file', 'row'])}`,
    )
  }
  await db.run('DROP TABLE shared')
}

async function hasVersions(db: Database): Promise<boolean> {
  const { some } = await db.one<{ some: boolean }>(
    'SELECT count(*) > 0 AS some FROM charge_version',
  )
  return some
}

/** A hole between the first and the last period is never taken for months without charges. */
export function missingPeriods(periods: readonly Month[], through: Month): Month[] {
  const first = periods[0]
  if (first === undefined) return []
  const there = new Set(periods)
  const last = Math.max(periods.at(-1) as number, through)
  return Array.from({ length: last - first + 1 }, (_, n) => first + n).filter((p) => !there.has(p))
}

export function describePeriods(periods: readonly Month[]): string {
  return periods.map(formatMonth).join(', ')
}
