import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import { quote } from './world.ts'

export type Format = 'parquet' | 'csv'

/** One file to write: its table, its path in the folder without an ending, SQL of its rows. */
export interface Part {
  readonly table: string
  readonly path: string
  readonly sql: string
}

/** A part on disk: its path within the folder and its rows. */
export interface Written {
  readonly part: Part
  readonly file: string
  readonly rows: number
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

/** Rows and fen per kind of a written charges file, as SQL rows of the controls table. */
export async function controlsOf(
  connection: DuckDBConnection,
  file: { readonly path: string; readonly period: string },
): Promise<string[]> {
  const from = file.path.endsWith('.csv')
    ? `read_csv(${quote(file.path)}, header = true, all_varchar = true)`
    : `read_parquet(${quote(file.path)})`
  const reader = await connection.runAndReadAll(
    `SELECT kind, count(*), sum(amount_fen::BIGINT)::BIGINT FROM ${from} GROUP BY kind`,
  )
  return reader
    .getRows()
    .map((row) => row.map(String))
    .map(([kind = '', rows, fen]) => `(${quote(file.period)}, ${quote(kind)}, ${rows}, ${fen})`)
}
