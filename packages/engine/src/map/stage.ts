import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Database } from '../database.ts'
import { firstLine } from '../facts/sources.ts'
import type { Table, TableName } from '../facts/tables.ts'
import { Problem } from '../problem.ts'
import { literal, name } from '../sql.ts'
import { compileBlock, type Faults } from './compile-block.ts'
import type { Mapping } from './language.ts'
import type { Report } from './mistakes.ts'
import type { OpenFile, OpenSources } from './open-sources.ts'

/** A table of facts as SQL, before anything of it is read. */
export interface Plan {
  readonly table: Table
  /** One SELECT for each block and file. */
  readonly selects: readonly { readonly sql: string; readonly file: string }[]
  /** The columns that any block gives, in the order of the facts page. */
  readonly columns: readonly string[]
  readonly faults: Faults
}

interface Planning {
  readonly sources: OpenSources
  readonly uses: (file: OpenFile, column: string) => void
  readonly report: Report
}

/** Compiles every block for every file of its source; mistakes are reported at their places. */
export function planTables(
  mapping: Mapping,
  tables: readonly Table[],
  { sources, ...rest }: Planning,
): Plan[] {
  return tables.flatMap((table) => {
    const blocks = mapping.tables.get(table.name)
    if (blocks === undefined) return []
    const faults: Faults = []
    const selects = blocks.flatMap((block, index) =>
      (sources.get(block.source.name) ?? []).map((file) => ({
        sql: compileBlock(block, file, { table, index, faults, ...rest }),
        file: file.shownAs,
      })),
    )
    const columns = table.columns
      .map((column) => column.name)
      .filter((column) => blocks.some((block) => block.columns.has(column)))
    return [{ table, selects, columns, faults }]
  })
}

export function stagedName(table: TableName): string {
  return name(`staged_${table}`)
}

/**
 * Reads the sources of one table: every row with its verdict, accepted or not. Throws a Problem that
 * names the file where one cannot be read.
 */
export async function stageTable(db: Database, { table, selects }: Plan): Promise<void> {
  const staged = stagedName(table.name)
  for (const [at, { sql, file }] of selects.entries()) {
    try {
      await db.run(at === 0 ? `CREATE TABLE ${staged} AS ${sql}` : `INSERT INTO ${staged} ${sql}`)
    } catch (error) {
      const why = firstLine(error)
      if (!UNREADABLE.test(why)) throw error
      throw new Problem('file-unreadable', { file, why })
    }
  }
}

/** What DuckDB says of a CSV or Parquet that is broken, and of nothing else. */
const UNREADABLE = /^Invalid Input Error|CSV Error|Parquet/

export type Format = 'parquet' | 'csv'

/** Writes the accepted rows of a staged table: charges as one file a period. Gives the files. */
export async function writeTable(
  db: Database,
  { table, columns }: Plan,
  to: { readonly out: string; readonly format: Format },
): Promise<string[]> {
  const staged = stagedName(table.name)
  const rows = (where: string) => `SELECT ${columns.map(name).join(', ')} FROM ${staged}
WHERE verdict IS NULL${where} ORDER BY block, file, row${table.name === 'charges' ? ', period' : ''}`
  const periods = await periodsOf(db, table)
  if (periods.length === 0) {
    const path = `${table.name}.${to.format}`
    await writeFile(db, rows(''), join(to.out, path), to.format)
    return [path]
  }
  const files = periods.map((period) => ({ period, path: `charges/${period}.${to.format}` }))
  for (const { period, path } of files) {
    const sql = rows(` AND period = ${literal(period)}`)
    await writeFile(db, sql, join(to.out, path), to.format)
  }
  return files.map(({ path }) => path)
}

/** Periods of staged charges; none of any other table. */
async function periodsOf(db: Database, { name: table }: Table): Promise<string[]> {
  if (table !== 'charges') return []
  const rows = await db.rows<{ period: string }>(
    `SELECT DISTINCT period FROM ${stagedName(table)} WHERE verdict IS NULL ORDER BY period`,
  )
  return rows.map(({ period }) => period)
}

/** Writes one file under another name, then renames it. */
async function writeFile(db: Database, sql: string, path: string, format: Format): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  const unfinished = join(dirname(path), `.${basename(path)}.part`)
  const how = format === 'csv' ? 'FORMAT csv, HEADER true' : 'FORMAT parquet, COMPRESSION zstd'
  try {
    await db.run(`COPY (${sql}) TO ${literal(unfinished)} (${how}, USE_TMP_FILE false)`)
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}
