import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { SERVICE_KINDS } from '@dipper/policy'
import type { DuckDBConnection } from '@duckdb/node-api'
import { DuckDBInstance } from '@duckdb/node-api'
import type { TableName } from '../facts/tables.ts'
import { quote } from './world.ts'

export type Format = 'parquet' | 'csv'

/** One file to write: its table, its path in the folder without an ending, SQL of its rows. */
export interface Part {
  /** A table of the facts; empty for a file that is only needed meanwhile. */
  readonly table: TableName | ''
  readonly path: string
  readonly sql: string
  /** SQL of the list of the bad rows, given the file as it is written; left out if there are none. */
  readonly list?: (file: string) => string
}

/** A part on disk: its path within the folder and its rows. */
export interface Written {
  readonly part: Part
  readonly file: string
  readonly rows: number
}

/** Folder within the facts folder for what is only needed while tables are written. */
export const WORK = '.work'

/** Where the list of the bad rows of a table's file lies meanwhile. */
export function piecePath(file: string): string {
  return `${WORK}/list/${file.replace(/\.(csv|parquet)$/, '')}.parquet`
}

/** Makes the folder, or takes it if it is empty. Throws an Error if anything is in it. */
export async function claimFolder(folder: string): Promise<void> {
  if (existsSync(folder) && (await readdir(folder)).length > 0) {
    throw new Error(`${folder} is not empty: name a new or empty folder`)
  }
  await mkdir(folder, { recursive: true })
}

/**
 * Does all `jobs` in turn, `threads` at a time. Each lane has a database of one thread: rows come
 * out in one order, so that files are the same bytes with any number of lanes. All lanes share
 * `megabytes`.
 * After an error no further job begins, and the error is thrown when those begun have ended.
 */
export async function inLanes<Job>(
  jobs: readonly Job[],
  lanes: { readonly threads: number; readonly megabytes: number },
  run: (connection: DuckDBConnection, job: Job) => Promise<void>,
): Promise<void> {
  const queue = [...jobs]
  const lane = async () => {
    const instance = await openDatabase(Math.max(64, Math.floor(lanes.megabytes / lanes.threads)))
    const connection = await instance.connect()
    try {
      for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
        await run(connection, job)
      }
    } finally {
      queue.length = 0
      connection.closeSync()
      instance.closeSync()
    }
  }
  const count = Math.min(lanes.threads, jobs.length)
  const ends = await Promise.allSettled(Array.from({ length: count }, lane))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

function openDatabase(megabytes: number): Promise<DuckDBInstance> {
  return DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: `${megabytes}MB`,
    temp_directory: '',
    autoinstall_known_extensions: 'false',
  })
}

/** Writes one file under another name, then renames it. */
export async function writePart(
  connection: DuckDBConnection,
  part: Part,
  to: { readonly out: string; readonly format: Format },
): Promise<Written> {
  const file = `${part.path}.${to.format}`
  const path = join(to.out, file)
  await mkdir(dirname(path), { recursive: true })
  const unfinished = join(dirname(path), `.${basename(path)}.part`)
  const how = to.format === 'csv' ? 'FORMAT csv, HEADER true' : 'FORMAT parquet, COMPRESSION zstd'
  const copy = `COPY (${part.sql}) TO ${quote(unfinished)} (${how}, USE_TMP_FILE false)`
  try {
    const { rowsChanged } = await connection.run(copy)
    await rename(unfinished, path)
    return { part, file, rows: rowsChanged }
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** Writes `dirty.csv` from the lists of all files, given by table; returns its rows. */
export async function writeList(
  connection: DuckDBConnection,
  tables: readonly (readonly string[])[],
  out: string,
): Promise<number> {
  const rows = tables.map((files) => {
    const pieces = files.map((file) => quote(join(out, piecePath(file))))
    return (
      `SELECT "table", file, row, "column", value, reason ` +
      `FROM read_parquet([${pieces.join(', ')}], hive_partitioning = false)`
    )
  })
  const sql = rows.join(' UNION ALL ')
  const list = { table: '', path: 'dirty', sql } as const
  return (await writePart(connection, list, { out, format: 'csv' })).rows
}

/** What the controls of a written charges file say. */
export interface Controlled {
  readonly path: string
  /** The list of its bad rows; null: it has none. */
  readonly list: string | null
}

/** Rows and fen per period and kind of a written charges file, as SQL rows of the controls table. */
export async function controlsOf(
  connection: DuckDBConnection,
  { path, list }: Controlled,
): Promise<string[]> {
  const columns = `"period", kind, amount_fen::VARCHAR AS amount_fen`
  const known =
    `regexp_full_match("period", '[0-9]{4}-(0[1-9]|1[0-2])') ` +
    `AND "period" >= '0001' AND kind IN (${KINDS})`
  // A kind that cannot be read is no reason for billing not to have counted the row.
  const unreadable =
    list === null
      ? ''
      : `UNION ALL SELECT "period", meant, amount_fen FROM ${reading(list)} ` +
        `WHERE "column" = 'kind'`
  const fen = `CASE WHEN regexp_full_match(amount_fen, '-?[0-9]{1,18}') THEN amount_fen::BIGINT END`
  const reader = await connection.runAndReadAll(
    `SELECT "period", kind, count(*), coalesce(sum(${fen}), 0)::BIGINT FROM (` +
      `SELECT ${columns} FROM ${reading(path)} WHERE ${known} ${unreadable}) GROUP BY ALL`,
  )
  return reader
    .getRows()
    .map((row) => row.map(String))
    .map(
      ([period = '', kind = '', rows, fen]) =>
        `(${quote(period)}, ${quote(kind)}, ${rows}, ${fen})`,
    )
}

const KINDS = SERVICE_KINDS.map(quote).join(', ')

function reading(path: string): string {
  return path.endsWith('.csv')
    ? `read_csv(${quote(path)}, header = true, all_varchar = true, hive_partitioning = false)`
    : `read_parquet(${quote(path)}, hive_partitioning = false)`
}
