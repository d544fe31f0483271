import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Month } from '@dipper/policy'
import type { DuckDBConnection } from '@duckdb/node-api'
import { TABLES, type TableName } from '../facts/tables.ts'
import type { Format, Part, Written } from './output.ts'
import {
  claimFolder,
  controlsOf,
  inLanes,
  piecePath,
  WORK,
  writeList,
  writePart,
} from './output.ts'
import { controlsPart, draftPart, holdingParts, listPiece, masterParts } from './parts.ts'
import type { World } from './world.ts'

export interface GenerateOptions {
  /** Customers in the customers table, those who left included: 1 … 100,000,000. */
  customers: number
  /** Charged periods, the last of which is `through`: 1 … 600. */
  periods: number
  through: Month
  /** A whole number from 0. */
  seed: number
  /** A new or empty folder. */
  out: string
  format: Format
  /** With every kind of bad row, and `dirty.csv`, the list of what is rejected; the rest as without. */
  dirty?: boolean
  /** Files written at a time; one a processor if left out. Never changes a byte. */
  threads?: number
  /** Memory for all of them together, `1500MB` or `2GB`; 1500MB if left out. */
  memory?: string
  /** After each file: files done, of how many in all tables, and the table of this one. */
  onProgress?: (p: { table: string; done: number; total: number }) => void
}

export interface GenerateResult {
  /** Files by path within the folder, in order of table and period. */
  tables: { table: TableName; files: string[]; rows: number }[]
  /** Rows of `dirty.csv`: bad rows and those that they spoil. Null without `dirty`. */
  rejected: number | null
}

/**
 * Writes a synthetic province as a facts folder: the same options (`threads`, `memory` and `out`
 * aside) give the same bytes in every file. Throws a RangeError for options out of bounds and an
 * Error for a folder that is not empty.
 */
export async function generateFacts(options: GenerateOptions): Promise<GenerateResult> {
  const world = worldOf(options)
  const lanes = {
    threads: options.threads ?? availableParallelism(),
    megabytes: megabytesOf(options.memory ?? '1500MB'),
  }
  await claimFolder(options.out)
  const source = { world, dirty: options.dirty === true }
  const draft = join(options.out, WORK, 'holdings.parquet')
  const [masters, held] = [masterParts(source), holdingParts(source, draft)]
  const recorder = recorderOf(options, masters.length + held.length + 1)
  try {
    await inLanes([draftPart(world), ...masters], lanes, recorder.write)
    await inLanes(held, lanes, recorder.write)
    await inLanes([controlsPart(source, recorder.controls)], lanes, recorder.write)
    const tables = tablesOf(recorder.written)
    let rejected: number | null = null
    await inLanes(source.dirty ? [tables] : [], lanes, async (connection, written) => {
      const files = written.map((table) => table.files)
      rejected = await writeList(connection, files, options.out)
    })
    return { tables, rejected }
  } finally {
    await rm(join(options.out, WORK), { recursive: true, force: true })
  }
}

function worldOf(options: GenerateOptions): World {
  whole('customers', options.customers, { from: 1, to: 100_000_000 })
  whole('periods', options.periods, { from: 1, to: 600 })
  whole('seed', options.seed, { from: 0, to: Number.MAX_SAFE_INTEGER })
  whole('threads', options.threads ?? 1, { from: 1, to: 256 })
  whole('through', options.through, { from: 1990 * 12, to: 2999 * 12 + 11 })
  const { customers, periods, through, seed } = options
  return { customers, periods, first: through - periods + 1, through, seed }
}

function whole(name: string, value: number, range: { from: number; to: number }): void {
  if (Number.isInteger(value) && value >= range.from && value <= range.to) return
  throw new RangeError(`${name} must be a whole number from ${range.from} to ${range.to}: ${value}`)
}

function megabytesOf(memory: string): number {
  const match = /^(\d+)\s*(MB|GB)$/i.exec(memory)
  if (!match) throw new RangeError(`memory must be written like 1500MB or 2GB: ${memory}`)
  return Number(match[1]) * (match[2]?.toUpperCase() === 'GB' ? 1000 : 1)
}

/** Writes parts, remembering what was written and what the controls of the charges are. */
function recorderOf(options: GenerateOptions, total: number) {
  const controls: string[] = []
  const written: Written[] = []
  const write = async (connection: DuckDBConnection, part: Part) => {
    if (part.table === '') {
      await writePart(connection, part, { out: options.out, format: 'parquet' })
      return
    }
    const done = await writePart(connection, part, options)
    const piece = listPiece(part, done.file)
    if (piece) await writePart(connection, piece, { out: options.out, format: 'parquet' })
    written.push(done)
    options.onProgress?.({ table: part.table, done: written.length, total })
    if (part.table !== 'charges') return
    const path = join(options.out, done.file)
    const list = piece === null ? null : join(options.out, piecePath(done.file))
    controls.push(...(await controlsOf(connection, { path, list })))
  }
  return { controls, written, write }
}

function tablesOf(written: readonly Written[]): GenerateResult['tables'] {
  return TABLES.map(({ name: table }) => {
    const parts = written.filter((one) => one.part.table === table)
    const rows = parts.reduce((sum, one) => sum + one.rows, 0)
    return { table, files: parts.map((one) => one.file).sort(), rows }
  })
}
