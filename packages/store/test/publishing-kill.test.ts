import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { month } from '@dipper/policy'
import type { Pool, PoolConfig } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Embedded,
  isUnavailable,
  migrate,
  openEmbedded,
  openPool,
  Publisher,
  Stars,
  servingConfig,
} from '../src/index.ts'
import { type Content, contentOf, ids, partOf, publish } from './content.ts'
import { neglectSync } from './server.ts'

/** `DIPPER_KILLS=50` tries more instants. */
const KILLS = Number(process.env['DIPPER_KILLS'] ?? 4)
const SEED = Number(process.env['SEED'] ?? 5)
const MONTH = month('2026-11')
const CUSTOMERS = ids(3000)
const PERIODS = [MONTH - 2, MONTH - 1]

/** Versions differ in the star of everybody; the second has other customers too. */
const FIRST = contentOf({
  month: MONTH,
  customers: CUSTOMERS,
  ranges: 6,
  version: () => 1,
  periods: PERIODS,
})
const SECOND = contentOf({
  month: MONTH,
  customers: [...CUSTOMERS.slice(100), ...ids(3200).slice(3000)],
  ranges: 6,
  version: () => 2,
  periods: PERIODS,
})

const built = (path: string) => new URL(`../../${path}/dist/index.js`, import.meta.url).href

/** Publishes a saved content with the built store, from the beginning or from where it was broken off. */
const SCRIPT = `
import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openPool, Publisher } from '${built('store')}'
const [config, folder] = process.argv.slice(-2)
const { bills, counts, ...request } = JSON.parse(readFileSync(join(folder, 'request.json'), 'utf8'))
const pool = openPool(JSON.parse(config))
const begun = await new Publisher(pool).begin({ ...request, bills: new Map(bills) })
if (begun.state === 'loading') {
  for (const part of begun.load.missing) {
    const name = [part.table, part.period ?? 0, part.range].join('-')
    const rows = createReadStream(join(folder, name), { highWaterMark: 4096 })
    await begun.load.accept(part, { rows, count: counts[name] })
  }
  await begun.load.finish()
  await begun.load.close()
}
await pool.end()
`

const home = mkdtempSync(join(tmpdir(), 'dipper-kill-'))
const script = join(home, 'publish.mjs')
const cluster = join(home, 'cluster')
let server: Embedded
let root: Pool
/** Of publications that nothing interrupts, onto nothing and onto the first. */
const whole = { milliseconds: 0, rows: {} as Record<string, number> }

beforeAll(async () => {
  writeFileSync(script, SCRIPT)
  save(FIRST, join(home, 'first'))
  save(SECOND, join(home, 'second'))
  server = await openEmbedded(cluster)
  root = openPool(server.config)
  await neglectSync(root)
  await root.query('create database migrated')
  await onPool({ ...server.config, database: 'migrated' }, migrate)
  const database = await databaseWith(FIRST)
  const began = performance.now()
  expect(await started(database, 'second').ended).toBe(0)
  whole.milliseconds = performance.now() - began
  whole.rows = await onPool(database, rowsOf)
})

afterAll(async () => {
  await root.end()
  await server.stop()
  rmSync(home, { recursive: true })
})

describe('readers see one version or the other, whole, and nothing is lost or doubled', () => {
  const instants = Array.from({ length: KILLS }, (_, n) => (n + fraction(n)) / KILLS)

  test.each(instants)('while a publisher is killed at %f of its time', async (instant) => {
    const database = await databaseWith(FIRST)
    const reading = startReading(database, [3000, 3100])
    await killedAt(database, instant)
    expect(await started(database, 'second').ended).toBe(0)
    await reading.until(3100)
    expect(await onPool(database, rowsOf)).toEqual(whole.rows)
  })

  test('while a publisher is killed again and again', async () => {
    const database = await databaseWith(FIRST)
    const reading = startReading(database, [3000, 3100])
    for (const instant of [0.5, 0.6, 0.7, 0.8, 0.9]) await killedAt(database, instant)
    expect(await started(database, 'second').ended).toBe(0)
    await reading.until(3100)
    expect(await onPool(database, rowsOf)).toEqual(whole.rows)
  })

  test('where nothing was published before', async () => {
    const database = await databaseWith(null)
    const reading = startReading(database, [0, 3000])
    for (const instant of [0.6, 0.8]) await killedAt(database, instant, 'first')
    expect(await started(database, 'first').ended).toBe(0)
    await reading.until(3000)
  })

  test.each(instants.slice(-2))('while PostgreSQL is killed at %f of the time', async (instant) => {
    const database = await databaseWith(FIRST)
    const reading = startReading(database, [3000, 3100])
    const { ended } = started(database, 'second')
    await new Promise((wait) => setTimeout(wait, instant * whole.milliseconds))
    const [pid] = readFileSync(join(cluster, 'data', 'postmaster.pid'), 'utf8').split('\n')
    process.kill(Number(pid), 'SIGKILL')
    await ended
    server = await openEmbedded(cluster)
    expect(await started(database, 'second').ended).toBe(0)
    await reading.until(3100)
    expect(await onPool(database, rowsOf)).toEqual(whole.rows)
  })
})

let databases = 0

/** A fresh database in which a content is live. */
async function databaseWith(content: Content | null): Promise<PoolConfig> {
  const database = `k${++databases}`
  await root.query(`create database ${database} template migrated`)
  const config = { ...server.config, database }
  if (content !== null) {
    await onPool(config, (pool) => publish(new Publisher(pool), content))
  }
  return config
}

async function onPool<T>(config: PoolConfig, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = openPool(config)
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

function started(database: PoolConfig, content: 'first' | 'second') {
  const args = [script, JSON.stringify(database), join(home, content)]
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  const ended = new Promise<number | null>((done) => {
    child.on('close', done)
  })
  return { child, ended }
}

async function killedAt(
  database: PoolConfig,
  instant: number,
  content: 'first' | 'second' = 'second',
): Promise<void> {
  const { child, ended } = started(database, content)
  await new Promise((wait) => setTimeout(wait, instant * whole.milliseconds))
  child.kill('SIGKILL')
  await ended
  await untilFree(database)
}

/** The server notices a moment later that the process is gone. */
async function untilFree({ database }: PoolConfig): Promise<void> {
  for (;;) {
    const { rowCount } = await root.query(
      `select from pg_locks l join pg_database d on d.oid = l.database
      where l.locktype = 'advisory' and d.datname = $1`,
      [database],
    )
    if (rowCount === 0) return
    await new Promise((wait) => setTimeout(wait, 10))
  }
}

/**
 * Asks again and again, as requests do, for the whole month and for single customers. What is seen
 * must be one of two versions, known by its number of rows, and never again the first after the second.
 */
function startReading(database: PoolConfig, versions: readonly [number, number]) {
  const pool = openPool(servingConfig(database))
  const stars = new Stars(pool)
  const seen: number[] = []
  const ending = new AbortController()
  const look = async (): Promise<void> => {
    const { rows } = await pool.query<{ rows: bigint; stars: number[] | null }>(
      `select count(*) as rows, array_agg(distinct s.star) as stars
      from dipper.live l join lateral (
        select distinct on (customer_id) star, outcome from dipper.star
        where month = l.month and publication <= l.publication
        order by customer_id, publication desc) s on s.outcome >= 0`,
    )
    const found = Number(rows[0]?.rows)
    expect(versions).toContain(found)
    expect(rows[0]?.stars).toEqual({ 0: null, 3000: [1], 3100: [2] }[found])
    const one = await stars.starOf(CUSTOMERS[seen.length % 90] as string)
    const other = await stars.starOf(CUSTOMERS[200 + (seen.length % 2500)] as string)
    // Who leaves with the second version is there in the first only.
    if (versions.indexOf(found) === 1 && found === 3100)
      expect([one, other?.star]).toEqual([null, 2])
    seen.push(found)
  }
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await look().catch((error: unknown) => {
        if (!isUnavailable(error)) throw error
      })
    }
    await look()
  }
  const reading = run()
  reading.catch(() => {})
  const until = async (last: number): Promise<void> => {
    ending.abort()
    await reading
    await pool.end()
    const turns = seen.filter((found, n) => n > 0 && found !== seen[n - 1]).length
    expect([seen.at(-1), turns <= 1]).toEqual([last, true])
  }
  return { until }
}

const TABLES = ['star', 'bill', 'bill_load', 'customer', 'part', 'publication', 'live']

/** How many rows there are of everything, seen or not. */
async function rowsOf(pool: Pool): Promise<Record<string, number>> {
  const names = [...TABLES.map((name) => `dipper.${name}`), 'personal.profile', 'personal.number']
  const counts = names.map(async (name) => {
    const { rows } = await pool.query<{ n: bigint }>(`select count(*) as n from ${name}`)
    return [name, Number(rows[0]?.n)] as const
  })
  return Object.fromEntries(await Promise.all(counts))
}

/** Every part as a file, and what `begin` is asked. */
function save(content: Content, folder: string): void {
  mkdirSync(folder)
  const { request } = content
  const counts: Record<string, number> = {}
  const tables = [
    ...(['star', 'customer', 'profile', 'number'] as const).map((table) => ({
      table,
      period: null,
    })),
    ...PERIODS.map((period) => ({ table: 'bill' as const, period })),
  ]
  for (const { table, period } of tables) {
    request.ranges.forEach((range, number) => {
      const name = [table, period ?? 0, number].join('-')
      const { lines, count } = linesOf(content, { table, period, ...range })
      counts[name] = count
      writeFileSync(join(folder, name), lines)
    })
  }
  const bills = [...request.bills]
  writeFileSync(join(folder, 'request.json'), JSON.stringify({ ...request, bills, counts }))
}

function linesOf(content: Content, part: Parameters<typeof partOf>[1]) {
  const { after, through } = part
  const key = part.table === 'bill' ? `bill/${part.period}` : part.table
  const lines = (content.lines[key] ?? []).filter(
    ({ customerId: id }) => (after === null || id > after) && (through === null || id <= through),
  )
  return { lines: lines.map(({ csv }) => `${csv}\n`).join(''), count: lines.length }
}

/** A fraction that the seed gives. */
function fraction(n: number): number {
  return (((n + 1) * 7919 + SEED * 104_729) % 1000) / 1000
}
