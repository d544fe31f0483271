import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Month } from '@dipper/policy'
import type { Database } from '../database.ts'
import { Problem } from '../problem.ts'
import { literal, monthText, word } from '../sql.ts'
import type { ForecastList } from './forecasting.ts'
import { WHATS } from './turns.ts'

const COLUMNS = `region, customer, month, what, held, star, growth_now, growth_value, missing,
  spend_missing, through`

/** Makes the folder, or takes it if it is empty. Throws `out-not-empty`. */
export function claimOut(out: string): void {
  if (existsSync(out) && readdirSync(out).length > 0) {
    throw new Problem('out-not-empty', { folder: out })
  }
  mkdirSync(out, { recursive: true })
}

/** `listed`: the rows of all lists. */
export async function createListed(db: Database): Promise<void> {
  await db.run(`CREATE TABLE listed (region VARCHAR, customer INTEGER, month INTEGER, what INTEGER,
  held TINYINT, star TINYINT, growth_now BIGINT, growth_value BIGINT, missing BIGINT,
  spend_missing BIGINT, through INTEGER)`)
}

/** Adds what `turn` or `near` has to list. */
export async function addListed(db: Database, table: 'turn' | 'near', month: Month): Promise<void> {
  const columns = COLUMNS.replace('month', String(month))
  await db.run(`INSERT INTO listed SELECT ${columns} FROM ${table} WHERE what IS NOT NULL`)
}

/** Writes a list for each region that anybody of `person` is in: whole, or none at all. */
export async function writeLists(db: Database, out: string): Promise<ForecastList[]> {
  await db.run(
    `CREATE OR REPLACE TABLE listed AS SELECT ${COLUMNS} FROM listed ORDER BY region, customer`,
  )
  const regions = await db.rows<{ region: string | null; rows: number }>(`
SELECT p.region, coalesce(l.rows, 0)::DOUBLE AS rows
FROM (SELECT DISTINCT region FROM person) p
LEFT JOIN (SELECT region, count(*) AS rows FROM listed GROUP BY region) l
  ON l.region IS NOT DISTINCT FROM p.region
ORDER BY p.region NULLS LAST`)
  const names = fileNames(regions.flatMap(({ region }) => region ?? []))
  const lists = regions.map(({ region, rows }) => {
    const name = region === null ? 'forecast-none.csv' : (names.get(region) as string)
    return { region, file: join(out, name), rows }
  })
  for (const { region, file } of lists) {
    const of = region === null ? 'region IS NULL' : `region = ${literal(region)}`
    await db.run(`COPY (${listSql(of)}) TO ${literal(`${file}.partial`)} (FORMAT csv, HEADER)`)
  }
  for (const { file } of lists) renameSync(`${file}.partial`, file)
  return lists
}

function listSql(where: string): string {
  return `SELECT ${harmlessSql('customer_id')} AS customer_id, ${monthText('month')} AS month,
  ${word('what', WHATS)} AS what, held AS star, star AS star_then, growth_now AS growth_value,
  growth_value AS growth_then, missing, spend_missing AS spend_missing_per_month_yuan,
  ${monthText('through')} AS valid_through
FROM listed l JOIN customer c ON c.customer = l.customer WHERE ${where}
ORDER BY l.customer, l.month, l.what`
}

/**
 * A spreadsheet takes a cell that begins so for a formula: a quote before it makes it text. A quote at
 * the beginning gets one too, so that the id can be told.
 */
function harmlessSql(text: string): string {
  const risky = `regexp_matches(${text}, '^([\\t\\r\\n]|\\s*[=+@＝＋－＠''-])')`
  return `CASE WHEN ${risky} THEN '''' || ${text} ELSE ${text} END`
}

/** Characters of a region that a file's name keeps, 40 at most: letters and digits of any script. */
const KEPT = 40

/**
 * `forecast-REGION.csv`, whatever the region is called: what no file system minds is kept, and where
 * that loses something, or two names would meet where case does not count, a part of a hash follows.
 */
export function fileNames(regions: readonly string[]): Map<string, string> {
  const safe = regions.map((region) => [region, safeName(region)] as const)
  const met = new Map<string, number>([['none', 1]])
  for (const [, name] of safe) met.set(folded(name), (met.get(folded(name)) ?? 0) + 1)
  return new Map(
    safe.map(([region, name]) => {
      const alone = name === region && met.get(folded(name)) === 1
      return [region, `forecast-${alone ? name : `${name}-${hashOf(region)}`}.csv`]
    }),
  )
}

function safeName(region: string): string {
  const kept = Array.from(region.replaceAll(/[^\p{L}\p{M}\p{N}_-]/gu, '_'))
  return kept.slice(0, KEPT).join('')
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

function hashOf(region: string): string {
  return createHash('sha256').update(region).digest('hex').slice(0, 8)
}
