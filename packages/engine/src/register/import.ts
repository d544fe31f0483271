import { mkdirSync, renameSync } from 'node:fs'
import { formatMonth, type Month } from '@dipper/policy'
import type { Database } from '../database.ts'
import { columnsOf, scan } from '../facts/sources.ts'
import { Problem } from '../problem.ts'
import { literal } from '../sql.ts'
import { importedFile, readHead, workFolder, writeHead } from './layout.ts'

const COLUMNS = ['customer_id', 'star', 'valid_from', 'valid_through'] as const

/**
 * Starts a register from another system's stars: `customer_id,star,valid_from,valid_through` (CSV or
 * Parquet; months as YYYY-MM, empty at star 0) as the state before month `before`. Whole or not at
 * all: the first bad row is named and nothing is written. Returns the rows.
 */
export async function importRegister(
  db: Database,
  file: string,
  register: string,
  before: Month,
): Promise<number> {
  if (readHead(register) !== null) throw new Problem('register-exists', { register })
  const format = file.endsWith('.parquet') ? 'parquet' : 'csv'
  const columns = await columnsOf(db, { path: file, format }, file)
  requireColumns(columns, file)
  const source = scan({ path: file, format, columns }, false)
  await db.run(`CREATE TEMP TABLE import AS
SELECT row_number() OVER () AS row, ${COLUMNS.map((column) => `nullif("${column}"::VARCHAR, '') AS ${column}`).join(', ')}
FROM ${source}`)
  await requireGoodRows(db, file)
  mkdirSync(workFolder(register), { recursive: true })
  const partial = `${importedFile(register)}.partial`
  await db.run(`COPY (
  SELECT customer_id, star::TINYINT AS star, valid_from, valid_through FROM import ORDER BY customer_id
) TO ${literal(partial)} (FORMAT parquet)`)
  renameSync(partial, importedFile(register))
  writeHead(register, formatMonth(before))
  const { rows } = await db.one<{ rows: number }>('SELECT count(*)::DOUBLE AS rows FROM import')
  return rows
}

function requireColumns(there: ReadonlyMap<string, string>, file: string): void {
  const missing = COLUMNS.find((column) => !there.has(column))
  if (missing) throw new Problem('import-column', { file, column: missing })
}

async function requireGoodRows(db: Database, file: string): Promise<void> {
  const month = (column: string) => `list_contains(getvariable('month_texts'), ${column})`
  const [bad] = await db.rows<{ row: bigint; column: string; value: string | null }>(`
SELECT row, "column", CASE "column" WHEN 'customer_id' THEN customer_id WHEN 'star' THEN star
  WHEN 'valid_from' THEN valid_from ELSE valid_through END AS value
FROM (SELECT *, CASE
    WHEN customer_id IS NULL OR length(customer_id) > 64 THEN 'customer_id'
    WHEN count(*) OVER (PARTITION BY customer_id) > 1 THEN 'customer_id'
    WHEN star IS NULL OR NOT regexp_full_match(star, '0|[1-9][0-9]?') THEN 'star'
    WHEN star = '0' AND valid_from IS NOT NULL THEN 'valid_from'
    WHEN star = '0' AND valid_through IS NOT NULL THEN 'valid_through'
    WHEN star <> '0' AND NOT coalesce(${month('valid_from')}, false) THEN 'valid_from'
    WHEN star <> '0' AND NOT coalesce(${month('valid_through')}, false) THEN 'valid_through'
    WHEN valid_through < valid_from THEN 'valid_through' END AS "column"
  FROM import)
WHERE "column" IS NOT NULL ORDER BY row LIMIT 1`)
  if (bad) {
    const { row, column, value } = bad
    throw new Problem('import-row', { file, row: Number(row), column, value: value ?? '' })
  }
}
