import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { month } from '@dipper/policy'
import type { Pool, PoolConfig } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  checkPoints,
  type Embedded,
  migrate,
  openEmbedded,
  openPool,
  PointsBatches,
  servingConfig,
} from '../src/index.ts'
import { brought, type KeptRows, keptRows } from './points-world.ts'
import { neglectSync } from './server.ts'

/** `DIPPER_KILLS=50` tries more instants. */
const KILLS = Number(process.env['DIPPER_KILLS'] ?? 4)
const PERIOD = month('2026-10')
const ON = '2026-11-02'
/** Everybody has old points that are over by the day, and most earn another number than before. */
const BEFORE = new Map(Array.from({ length: 2000 }, (_, n) => [`c${n}`, BigInt(n % 7)]))
const AFTER = new Map(Array.from({ length: 2000 }, (_, n) => [`c${n + 100}`, BigInt(n % 5)]))

const built = new URL('../dist/index.js', import.meta.url).href

/** Earns for everybody with the built store, or goes on where it was broken off. */
const EARNING = `
import { createReadStream } from 'node:fs'
import { openPool, PointsBatches } from '${built}'
const [config, file, customers, points] = process.argv.slice(-4)
const pool = openPool(JSON.parse(config))
await new PointsBatches(pool, { chunk: 50 }).earn({
  period: ${PERIOD}, revision: 2, on: '${ON}', rows: createReadStream(file),
  customers: Number(customers), points: BigInt(points),
})
await pool.end()
`

/** Spends points of a few customers from many connections and says what was acknowledged. */
const SPENDING = `
import { openPool, Points } from '${built}'
const pool = openPool(JSON.parse(process.argv.at(-1)))
const points = new Points(pool)
const client = async (number) => {
  for (let n = 0; ; n++) {
    const [customer, key] = ['c' + (100 + (n % 5)), number + '/' + n]
    const asked = { points: 1n, key, by: null, why: null, on: '${ON}' }
    const { state } = await points.redeem(customer, asked)
    process.stdout.write([state, customer, key].join(' ') + '\\n')
  }
}
await Promise.all(Array.from({ length: 8 }, (_, number) => client(number)))
`

const home = mkdtempSync(join(tmpdir(), 'dipper-points-'))
const cluster = join(home, 'cluster')
let server: Embedded
let root: Pool
/** What there is where nothing is killed. */
const whole = { before: 0, after: 0, kept: new Map<string, KeptRows>() }

beforeAll(async () => {
  writeFileSync(join(home, 'earning.mjs'), EARNING)
  writeFileSync(join(home, 'spending.mjs'), SPENDING)
  writeFileSync(join(home, 'rows.csv'), [...AFTER].map((row) => `${row.join()}\n`).join(''))
  server = await openEmbedded(cluster)
  root = openPool(server.config)
  await neglectSync(root)
  await root.query('create database migrated')
  await onPool({ ...server.config, database: 'migrated' }, async (pool) => {
    await migrate(pool)
    const batches = new PointsBatches(pool)
    const old = { period: month('2023-05'), revision: 1, on: '2023-06-02' }
    await batches.earn({ ...old, ...brought(BEFORE) })
    await batches.earn({ period: PERIOD, revision: 1, on: ON, ...brought(BEFORE) })
  })
  const database = await freshDatabase()
  whole.before = await postingsIn(database)
  expect(await earning(database).ended).toBe(0)
  whole.after = await postingsIn(database)
  whole.kept = await onPool(database, keptRows)
})

afterAll(async () => {
  await root.end()
  await server.stop()
  rmSync(home, { recursive: true })
})

const parts = Array.from({ length: KILLS }, (_, n) => n / KILLS)

describe('nothing is lost and nothing doubled', () => {
  test.each(parts)(
    'when who earns for everybody is killed after %f of the postings',
    async (part) => {
      const database = await freshDatabase()
      const { child, ended } = earning(database)
      await posted(database, part)
      child.kill('SIGKILL')
      await ended
      expect(await postingsIn(database)).toBeLessThan(whole.after)
      expect(await earning(database).ended).toBe(0)
      await expectWhole(database)
    },
  )

  test('when it is killed again and again', async () => {
    const database = await freshDatabase()
    for (const part of [0.1, 0.3, 0.5, 0.7]) {
      const { child, ended } = earning(database)
      await posted(database, part)
      child.kill('SIGKILL')
      await ended
    }
    expect(await earning(database).ended).toBe(0)
    await expectWhole(database)
  })

  test.each(parts.slice(-2))('when PostgreSQL is killed after %f of the postings', async (part) => {
    const database = await killedWhileEarning(part)
    expect(await earning(database).ended).toBe(0)
    await expectWhole(database)
  })

  test.each(['the clients are', 'PostgreSQL is'])(
    'when %s killed while points are spent',
    async (who) => {
      const database = await freshDatabase()
      const spending = started('spending.mjs', JSON.stringify(servingConfig(database)))
      await new Promise((wait) => setTimeout(wait, 1500))
      if (who === 'PostgreSQL is') await killServer()
      spending.child.kill('SIGKILL')
      await spending.ended
      const acknowledged = spending.lines().filter((line) => line.startsWith('posted '))
      expect(acknowledged.length).toBeGreaterThan(0)
      await onPool(database, async (pool) => {
        const { rows } = await pool.query<{ said: string }>(
          `select concat_ws(' ', 'posted', customer_id, key) as said from dipper.points_posting
        where kind = 'redeem'`,
        )
        const posted = new Set(rows.map(({ said }) => said))
        expect(acknowledged.filter((line) => !posted.has(line))).toEqual([])
        expect(posted.size).toBeLessThanOrEqual(acknowledged.length + 8)
        expect((await checkPoints(pool)).findings).toEqual([])
      })
    },
  )
})

/** A database whose earning was cut off; one that was done before the server could be killed is left. */
async function killedWhileEarning(part: number): Promise<PoolConfig> {
  const database = await freshDatabase()
  const { ended } = earning(database)
  await posted(database, part)
  await killServer()
  return (await ended) === 0 ? killedWhileEarning(part) : database
}

let databases = 0

async function freshDatabase(): Promise<PoolConfig> {
  const database = `p${++databases}`
  await root.query(`create database ${database} template migrated`)
  return { ...server.config, database }
}

async function onPool<T>(config: PoolConfig, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = openPool(config)
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

function earning(database: PoolConfig) {
  const { customers, points } = brought(AFTER)
  const rest = [join(home, 'rows.csv'), String(customers), String(points)]
  return started('earning.mjs', JSON.stringify(database), ...rest)
}

function started(script: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [join(home, script), ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const ended = new Promise<number | null>((done) => {
    child.on('close', done)
  })
  return { child, ended, lines: () => said.split('\n').slice(0, -1) }
}

/** Waits until more than a part of the postings are there. */
async function posted(database: PoolConfig, part: number): Promise<void> {
  const enough = whole.before + part * (whole.after - whole.before)
  await onPool(database, async (pool) => {
    while ((await countPostings(pool)) <= enough) await new Promise((wait) => setTimeout(wait, 2))
  })
}

function postingsIn(database: PoolConfig): Promise<number> {
  return onPool(database, countPostings)
}

async function countPostings(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: bigint }>(
    'select count(*) as n from dipper.points_posting',
  )
  return Number(rows[0]?.n)
}

async function killServer(): Promise<void> {
  const [pid] = readFileSync(join(cluster, 'data', 'postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGKILL')
  server = await openEmbedded(cluster)
}

async function expectWhole(database: PoolConfig): Promise<void> {
  await onPool(database, async (pool) => {
    expect(await keptRows(pool)).toEqual(whole.kept)
    expect((await checkPoints(pool)).findings).toEqual([])
  })
}
