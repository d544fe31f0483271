import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { formatMonth } from '@dipper/policy'
import type { Month } from '@dipper/policy'
import type { DuckDBConnection } from '@duckdb/node-api'
import { charges } from './charges.ts'
import { holdings } from './lines.ts'
import { attributes, customers, profiles, services } from './masters.ts'
import { claimFolder, controlsOf, inLanes, writePart } from './output.ts'
import type { Format, Part, Written } from './output.ts'
import { stops } from './stops.ts'
import { quote } from './world.ts'
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
  /** Files written at a time; one a processor if left out. Never changes a byte. */
  threads?: number
  /** Memory for all of them together, `1500MB` or `2GB`; 1500MB if left out. */
  memory?: string
  /** After each file: files done, of how many in all tables, and the table of this one. */
  onProgress?: (p: { table: string; done: number; total: number }) => void
}

export interface GenerateResult {
  /** Files by path within the folder, in order of table and period. */
  tables: { table: string; files: string[]; rows: number }[]
}

/** The tables in the order of the facts page. */
const TABLES = ['customers', 'attributes', 'services', 'charges', 'stops', 'controls', 'profiles']

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
  const draft = join(options.out, '.holdings.parquet')
  const [masters, held] = [masterParts(world), holdingParts(world, draft)]
  const recorder = recorderOf(options, masters.length + held.length + 1)
  try {
    await inLanes([draftPart(world), ...masters], lanes, recorder.write)
    await inLanes(held, lanes, recorder.write)
    await inLanes([controlsPart(recorder.controls)], lanes, recorder.write)
  } finally {
    await rm(draft, { force: true })
  }
  return { tables: tablesOf(recorder.written) }
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

/** All holdings, kept beside the tables while they are written: three tables are made from them. */
function draftPart(world: World): Part {
  return { table: '', path: '.holdings', sql: holdings(world) }
}

function masterParts(world: World): Part[] {
  return [
    { table: 'customers', path: 'customers', sql: customers(world) },
    { table: 'attributes', path: 'attributes', sql: attributes(world) },
    { table: 'profiles', path: 'profiles', sql: profiles(world) },
  ]
}

function holdingParts(world: World, draft: string): Part[] {
  const held = `SELECT * FROM read_parquet(${quote(draft)})`
  const months = Array.from({ length: world.periods }, (_, index) => world.first + index)
  const monthly = (table: string, sql: (period: Month) => string) =>
    months.map((period) => ({ table, path: `${table}/${formatMonth(period)}`, sql: sql(period) }))
  return [
    { table: 'services', path: 'services', sql: services(world, held) },
    ...monthly('charges', (period) => charges(world, held, period)),
    ...monthly('stops', (period) => stops(world, held, period)),
  ]
}

function controlsPart(controls: readonly string[]): Part {
  const values = controls.length > 0 ? controls.join(', ') : '(NULL, NULL, NULL, NULL)'
  const sql =
    `SELECT period::VARCHAR AS period, kind::VARCHAR AS kind, "rows"::BIGINT AS "rows", ` +
    `amount_fen::BIGINT AS amount_fen ` +
    `FROM (VALUES ${values}) controls(period, kind, "rows", amount_fen) ` +
    `WHERE period IS NOT NULL ORDER BY period, kind`
  return { table: 'controls', path: 'controls', sql }
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
    written.push(done)
    options.onProgress?.({ table: part.table, done: written.length, total })
    if (part.table !== 'charges') return
    const period = part.path.slice('charges/'.length)
    const path = join(options.out, done.file)
    controls.push(...(await controlsOf(connection, { path, period })))
  }
  return { controls, written, write }
}

function tablesOf(written: readonly Written[]): GenerateResult['tables'] {
  return TABLES.map((table) => {
    const parts = written.filter((one) => one.part.table === table)
    const rows = parts.reduce((sum, one) => sum + one.rows, 0)
    return { table, files: parts.map((one) => one.file).sort(), rows }
  })
}
