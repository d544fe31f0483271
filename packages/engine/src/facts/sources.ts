import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { type Month, parseMonth } from '@dipper/policy'
import type { Database } from '../database.ts'
import { Problem } from '../problem.ts'
import { literal } from '../sql.ts'
import { headerOf } from './header.ts'
import { type Column, TABLES, type Table, type TableName } from './tables.ts'

/** One file of a facts folder. */
export interface SourceFile {
  /** Position in `Facts.files`, the `file` of a reject. */
  readonly index: number
  readonly table: TableName
  readonly path: string
  /** Path within the facts folder, with `/`. */
  readonly shownAs: string
  readonly format: 'csv' | 'parquet'
  readonly bytes: number
  /** Time of the last change, in milliseconds. */
  readonly changed: number
  /** Type of each column that the file has, by name, as DuckDB calls it. */
  readonly columns: ReadonlyMap<string, string>
  /** Columns that no table has. */
  readonly unknownColumns: readonly string[]
  /** The `period=` of its path. */
  readonly pathPeriod: Month | null
}

export interface Facts {
  readonly folder: string
  readonly files: readonly SourceFile[]
}

const READABLE = /\.(csv|csv\.gz|parquet)$/
const TEXT_TYPES = /^VARCHAR$/
const DATE_TYPES = /^(VARCHAR|DATE)$/
const INTEGER_TYPES = /^(VARCHAR|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/

/**
 * Finds the tables of a facts folder: `charges.csv`, `charges.csv.gz`, `charges.parquet` and every such
 * file below `charges/`, all of them if there are several. Throws a Problem where a table or a column
 * that must be there is not, or a file cannot be read.
 */
export async function openFacts(db: Database, folder: string): Promise<Facts> {
  if (!existsSync(folder)) throw new Problem('facts-folder-missing', { folder })
  const found = TABLES.flatMap((table) => filesOf(folder, table).map((path) => ({ table, path })))
  for (const table of TABLES) requireTable(folder, table, found)
  const files: SourceFile[] = []
  for (const { table, path } of found) {
    files.push(await describe(db, folder, table, path, files.length))
  }
  return { folder, files }
}

export function filesNamed(facts: Facts, table: TableName): SourceFile[] {
  return facts.files.filter((file) => file.table === table)
}

/**
 * How DuckDB reads a file, every CSV cell as text. A `period=` in the path is left to us: DuckDB would
 * put it in the place of the file's own column.
 */
export function scan(
  file: Pick<SourceFile, 'path' | 'format' | 'columns'>,
  numbered: boolean,
): string {
  const path = literal(file.path)
  if (file.format === 'parquet') {
    return `read_parquet(${path}, hive_partitioning = false${numbered ? ', file_row_number = true' : ''})`
  }
  // DuckDB takes names that differ only in capitals for one: what no table has gets a name of its own.
  const names = [...file.columns.keys()].map((column, n) =>
    /^[a-z_]+$/.test(column) ? column : `column ${n + 1}`,
  )
  const columns = names.map((column) => `${literal(column)}: 'VARCHAR'`)
  // Short rows are padded, which DuckDB can do together with quoted line ends only on one thread.
  return `read_csv(${path}, hive_partitioning = false, auto_detect = false, header = true, columns = {${columns.join(', ')}}, delim = ',', quote = '"', escape = '"', null_padding = true, parallel = false)`
}

/** The columns of a file with their types, as DuckDB calls them. Throws `file-unreadable`. */
export async function columnsOf(
  db: Database,
  file: Pick<SourceFile, 'path' | 'format'>,
  shownAs: string,
): Promise<Map<string, string>> {
  try {
    if (file.format === 'csv') return csvColumns(await headerOf(file.path))
    const rows = await db.rows<{ column_name: string; column_type: string }>(
      `DESCRIBE SELECT * FROM ${scan({ ...file, columns: new Map() }, false)}`,
    )
    return new Map(rows.map((row) => [row.column_name, row.column_type]))
  } catch (error) {
    throw new Problem('file-unreadable', { file: shownAs, why: firstLine(error) })
  }
}

function requireTable(folder: string, table: Table, found: readonly { table: Table }[]): void {
  if (table.optional || found.some((file) => file.table === table)) return
  throw new Problem('table-missing', { folder, table: table.name })
}

function filesOf(folder: string, table: Table): string[] {
  const single = ['csv', 'csv.gz', 'parquet'].map((end) => join(folder, `${table.name}.${end}`))
  const below = join(folder, table.name)
  const many =
    existsSync(below) && statSync(below).isDirectory()
      ? readdirSync(below, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && READABLE.test(entry.name) && entry.name[0] !== '.')
          .map((entry) => join(entry.parentPath, entry.name))
          .toSorted()
      : []
  return [...single.filter((path) => existsSync(path)), ...many]
}

async function describe(
  db: Database,
  folder: string,
  table: Table,
  path: string,
  index: number,
): Promise<SourceFile> {
  const format = path.endsWith('.parquet') ? 'parquet' : 'csv'
  const shownAs = relative(folder, path).split(sep).join('/')
  const before = statSync(path, { throwIfNoEntry: false })
  if (before === undefined) throw new Problem('file-changed', { file: shownAs })
  const { size: bytes, mtimeMs: changed } = before
  const columns = await columnsOf(db, { path, format }, shownAs)
  const pathPeriod = parseMonth(/(?:^|\/)period=([^/]+)\//.exec(shownAs)?.[1] ?? '') ?? null
  for (const column of table.columns) checkColumn(column, columns, shownAs, pathPeriod)
  const known = new Set(table.columns.map((column) => column.name))
  const unknownColumns = [...columns.keys()].filter((column) => !known.has(column))
  return {
    index,
    table: table.name,
    path,
    shownAs,
    format,
    bytes,
    changed,
    columns,
    unknownColumns,
    pathPeriod,
  }
}

function csvColumns(header: readonly string[]): Map<string, string> {
  const twice = header.find((column, index) => header.indexOf(column) < index)
  if (twice !== undefined) throw new Error(`the header names ${twice} twice`)
  if (header.length === 0) throw new Error('the file has no header row')
  return new Map(header.map((column) => [column, 'VARCHAR']))
}

function checkColumn(
  column: Column,
  columns: ReadonlyMap<string, string>,
  file: string,
  pathPeriod: Month | null,
): void {
  const type = columns.get(column.name)
  if (type === undefined) {
    if (column.mayBeEmpty || (column.type === 'month' && pathPeriod !== null)) return
    throw new Problem('column-missing', { file, column: column.name })
  }
  const allowed =
    column.type === 'date'
      ? DATE_TYPES
      : column.type === 'amount' || column.type === 'count'
        ? INTEGER_TYPES
        : TEXT_TYPES
  if (!allowed.test(type)) throw new Problem('column-type', { file, column: column.name, type })
}

export function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] as string
}
