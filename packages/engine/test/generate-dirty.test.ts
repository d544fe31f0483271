import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { month } from '@dipper/policy'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TABLES, type TableName, tableNamed } from '../src/facts/tables.ts'
import {
  assessMonths,
  checkFacts,
  Database,
  EXPORTED,
  generateFacts,
  monthRows,
  REJECT_REASONS,
} from '../src/index.ts'
import type { GenerateOptions, GenerateResult } from '../src/index.ts'
import { national } from './national.ts'

const folder = mkdtempSync(join(tmpdir(), 'dipper-dirty-'))
const SEEDS = [1, 2, 3]
const FORMATS = ['parquet', 'csv'] as const

async function generate(name: string, changes: Partial<GenerateOptions>): Promise<GenerateResult> {
  const usual = { customers: 3000, periods: 14, through: month('2026-10'), seed: 1 } as const
  const out = join(folder, name)
  return generateFacts({ ...usual, format: 'parquet', dirty: true, threads: 2, out, ...changes })
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n').toSorted()
}

function digests(name: string): string[] {
  const files = readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
  return files
    .filter((file) => file.isFile())
    .map(({ parentPath, name: file }) => {
      const bytes = readFileSync(join(parentPath, file))
      const digest = createHash('sha256').update(bytes).digest('hex')
      return `${join(parentPath, file).replace(join(folder, name), '')} ${digest}`
    })
    .toSorted()
}

/** What the facts page rejects in the cells of each table, and beyond. */
function expectedKinds(): string[] {
  const cells = TABLES.flatMap(({ name, columns }) =>
    columns.flatMap((column) => [
      ...(column.mayBeEmpty ? [] : [`${name},${column.name},missing`]),
      ...(column.type === 'id' ? [`${name},${column.name},too-long`] : []),
      ...(Array.isArray(column.type) ? [`${name},${column.name},unknown-word`] : []),
      ...(['date', 'month', 'amount', 'count'].includes(String(column.type))
        ? [`${name},${column.name},malformed-${String(column.type)}`]
        : []),
    ]),
  )
  const keys = TABLES.map(({ name, key }) => `${name},${key.at(-1)},given-twice`)
  const strangers = ['attributes', 'services', 'charges', 'stops'].map(
    (table) => `${table},customer_id,unknown-customer`,
  )
  return [
    ...cells,
    ...keys,
    ...strangers,
    'customers,left_on,left-before-joined',
    'customers,joined_on,overlap',
    'services,held_to,held-to-before-from',
    'services,opened_on,opened-after-held',
    'services,held_from,overlap',
    'charges,amount_fen,amount-beyond',
    'charges,period,differs-from-path',
    'charges,service_id,unknown-service',
    'stops,service_id,unknown-service',
  ]
}

let db: Database

beforeAll(async () => {
  db = await Database.open({ threads: 2 })
  await generate('clean', { dirty: false })
  await generate('dirty', {})
}, 60_000)

afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

describe('the list of bad rows', () => {
  for (const format of FORMATS) {
    it.each(SEEDS)(`is what facts check rejects, seed %i as ${format}`, async (seed) => {
      const name = `${format}-${seed}`
      const { rejected } = await generate(name, { format, seed, customers: 1500, periods: 6 })
      const rejects = join(folder, `${name}.csv`)
      const checked = await checkFacts({ facts: join(folder, name), knownBy: null, rejects })
      const list = linesOf(join(folder, name, 'dirty.csv'))
      expect(linesOf(rejects)).toEqual(list)
      expect(list).toHaveLength((rejected ?? 0) + 1)
      for (const { rows, accepted, rejected: bad } of checked.tables) {
        expect(accepted + bad).toBe(rows)
      }
    })
  }

  it('has every reason for every table and column', async () => {
    const list = `read_csv('${join(folder, 'dirty/dirty.csv')}', all_varchar = true)`
    const rows = await db.rows<{ kind: string }>(
      `SELECT DISTINCT concat_ws(',', "table", "column", reason) AS kind FROM ${list}`,
    )
    const found = rows.map(({ kind }) => kind).toSorted()
    expect(found).toEqual(expectedKinds().toSorted())
    const reasons = new Set(found.map((kind) => kind.split(',')[2]))
    expect(reasons).toEqual(new Set(REJECT_REASONS))
  })

  it('leaves the controls as they should be, and every period there', async () => {
    const facts = join(folder, 'dirty')
    const checked = await checkFacts({ facts, knownBy: null, rejects: null })
    expect(checked.controls).toEqual([])
    expect(checked.missingPeriods).toEqual([])
    expect(checked.periods).toHaveLength(14)
  })

  it('is not there without bad rows', async () => {
    const result = await generate('without', { dirty: false, customers: 50, periods: 2 })
    expect(result.rejected).toBeNull()
    expect(existsSync(join(folder, 'without', 'dirty.csv'))).toBe(false)
  })

  it('can be of one customer and one period, by any seed', async () => {
    for (let seed = 0; seed < 4; seed++) {
      await generate(`tiny-${seed}`, { customers: 1, periods: 1, seed })
      const [facts, rejects] = [join(folder, `tiny-${seed}`), join(folder, `tiny-${seed}.csv`)]
      await checkFacts({ facts, knownBy: null, rejects })
      expect(linesOf(rejects)).toEqual(linesOf(join(facts, 'dirty.csv')))
    }
  })

  it('is a small part of a large province', async () => {
    const { rejected, tables } = await generate('large', { customers: 30_000, periods: 2 })
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    expect((rejected ?? 0) / rows).toBeLessThan(0.03)
  })
})

describe('a dirty province', () => {
  it('is the same to the byte, whatever the number of threads', async () => {
    await generate('one', { threads: 1 })
    await generate('five', { threads: 5, memory: '500MB' })
    expect(digests('one')).toEqual(digests('dirty'))
    expect(digests('five')).toEqual(digests('dirty'))
  })

  it('has all rows of the clean one, and besides them only rows of the list', async () => {
    for (const { name } of TABLES) {
      if (name === 'controls') continue
      const columns = tableNamed(name).columns.filter((column) => column.name !== 'charge_id')
      const cells = columns.map((column) => `"${column.name}"::VARCHAR`).join(', ')
      const clean = `SELECT ${cells} FROM ${filesOf('clean', name)}`
      const dirty = `SELECT ${cells} FROM ${filesOf('dirty', name)}`
      const { lost, added } = await db.one<{ lost: bigint; added: bigint }>(
        `SELECT (SELECT count(*) FROM (${clean} EXCEPT ALL ${dirty})) AS lost,
          (SELECT count(*) FROM (${dirty} EXCEPT ALL ${clean})) AS added`,
      )
      const { listed } = await db.one<{ listed: bigint }>(
        `SELECT count(*) AS listed FROM ${list('dirty')} WHERE "table" = '${name}'`,
      )
      expect(lost, name).toBe(0n)
      expect(Number(added), name).toBeGreaterThan(0)
      expect(Number(added), name).toBeLessThanOrEqual(Number(listed))
    }
  })

  it('gives the same stars to customers whose rows are not in conflict', async () => {
    await assess('clean')
    await assess('dirty')
    await db.run(`CREATE TABLE touched AS ${touchedCustomers()}`)
    const columns = EXPORTED.filter((column) => column !== 'month').join(', ')
    const rows = (name: string) =>
      `SELECT ${columns} FROM ${monthRows(join(folder, `${name}-register`), month('2026-11'))}
        WHERE customer_id NOT IN (FROM touched)`
    const { clean, apart } = await db.one<{ clean: bigint; apart: bigint }>(
      `SELECT (SELECT count(*) FROM (${rows('clean')})) AS clean, (SELECT count(*) FROM (
        (${rows('clean')} EXCEPT ALL ${rows('dirty')}) UNION ALL
        (${rows('dirty')} EXCEPT ALL ${rows('clean')}))) AS apart`,
    )
    expect(apart).toBe(0n)
    expect(Number(clean)).toBeGreaterThan(1800)
  })
})

async function assess(name: string): Promise<void> {
  const [from, through] = [month('2026-10'), month('2026-11')]
  const [facts, register] = [join(folder, name), join(folder, `${name}-register`)]
  await assessMonths({ programme: national(), facts, register, from, through, knownBy: null })
}

function filesOf(name: string, table: TableName): string {
  const many = table === 'charges' || table === 'stops'
  const path = join(folder, name, many ? `${table}/**/*.parquet` : `${table}.parquet`)
  return `read_parquet('${path}', hive_partitioning = false, filename = true, file_row_number = true)`
}

function list(name: string): string {
  return `read_csv('${join(folder, name, 'dirty.csv')}', all_varchar = true)`
}

/** Customers of whom a row was rejected that would do no harm alone. */
function touchedCustomers(): string {
  const tables = ['customers', 'attributes', 'services', 'charges', 'stops'] as const
  const conflicts = `'given-twice', 'overlap', 'unknown-customer', 'unknown-service'`
  const rows = tables.map(
    (table) => `SELECT f.customer_id FROM ${filesOf('dirty', table)} f JOIN ${list('dirty')} l
      ON ends_with(f.filename, 'dirty/' || l.file) AND f.file_row_number + 1 = l.row::BIGINT
      WHERE l."table" = '${table}' AND l.reason IN (${conflicts}) AND f.customer_id IS NOT NULL`,
  )
  return rows.join(' UNION ')
}
