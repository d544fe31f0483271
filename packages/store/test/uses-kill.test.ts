import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool, PoolConfig } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Embedded,
  migrate,
  openEmbedded,
  openPool,
  Publisher,
  servingConfig,
} from '../src/index.ts'
import { publish } from './content.ts'
import { neglectSync } from './server.ts'
import { contentOfPeople, MONTH, policiesWith } from './uses-world.ts'

const built = new URL('../dist/index.js', import.meta.url).href

/**
 * Uses a benefit for a few customers from many connections and says what was acknowledged, while
 * others take the orders and let every third fail.
 */
const USING = `
import { readFileSync } from 'node:fs'
import { openPool, Orders, Uses } from '${built}'
const [config, file] = process.argv.slice(-2)
const found = JSON.parse(readFileSync(file, 'utf8'))
const pool = openPool({ ...JSON.parse(config), max: 12 })
const toOrder = ({ order, customerId, use }) => ({ order, customerId, use })
const options = { policies: { inForce: () => found }, toOrder, now: () => '2026-11-10T09:00:00' }
const [uses, orders] = [new Uses(pool, options), new Orders(pool, options)]
const client = async (number) => {
  for (let n = 0; ; n++) {
    const [customer, key] = ['c' + (n % 5), number + '/' + n]
    const line = { id: customer + '-m', kind: null, state: null }
    const asked = { benefit: 'sim-replacement', line, key, by: 'me', atPrice: false }
    const { outcome } = await uses.use(customer, asked)
    process.stdout.write([outcome, customer, key].join(' ') + '\\n')
  }
}
const deliverer = async () => {
  for (;;) {
    for (const { order, number } of await orders.take(2, 1)) {
      await orders.sent(order, 'n' + number, 0)
      if (number % 3n === 0n) await orders.failed(order, { code: 'x', status: null, said: null })
      else await orders.completed(order)
    }
  }
}
await Promise.all([...Array.from({ length: 8 }, (_, n) => client(n)), deliverer(), deliverer()])
`

const home = mkdtempSync(join(tmpdir(), 'dipper-uses-'))
const cluster = join(home, 'cluster')
const benefits = join(home, 'benefits.json')
let server: Embedded
let root: Pool

/** So many uses a year of each customer, that neither all are used up nor none. */
const QUOTA = 300

beforeAll(async () => {
  const limit = { uses: QUOTA, per: 'calendar-year', of: 'customer' }
  const policies = policiesWith({ benefits: { 'sim-replacement': { limit } } })
  writeFileSync(benefits, JSON.stringify(policies.inForce(MONTH, null)))
  writeFileSync(join(home, 'using.mjs'), USING)
  server = await openEmbedded(cluster)
  root = openPool(server.config)
  await neglectSync(root)
  await root.query('create database migrated')
  await onPool({ ...server.config, database: 'migrated' }, async (pool) => {
    await migrate(pool)
    const people = [0, 1, 2, 3, 4].map((n) => ({ id: `c${n}`, star: 7 }))
    await publish(new Publisher(pool), contentOfPeople(MONTH, people))
  })
})

afterAll(async () => {
  await root.end()
  await server.stop()
  rmSync(home, { recursive: true })
})

let databases = 0

async function onPool<T>(config: PoolConfig, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = openPool(config)
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

describe('nothing is lost and nothing doubled', () => {
  test.each(['who uses benefits is', 'PostgreSQL is'])('when %s killed', async (who) => {
    const database = { ...server.config, database: `k${++databases}` }
    await root.query(`create database ${database.database} template migrated`)
    const { child, ended, lines } = using(database)
    await begun(lines, 150)
    if (who === 'PostgreSQL is') await killServer()
    child.kill('SIGKILL')
    await ended
    const acknowledged = lines().filter((line) => line.startsWith('begun '))
    await onPool(database, async (pool) => {
      const { rows } = await pool.query<{ said: string }>(
        `select concat_ws(' ', 'begun', customer_id, key) as said from dipper.use`,
      )
      const kept = new Set(rows.map(({ said }) => said))
      expect(acknowledged.filter((line) => !kept.has(line))).toEqual([])
      expect(kept.size).toBeLessThanOrEqual(acknowledged.length + 8)
      expect(await wrongIn(pool)).toEqual([])
    })
  })
})

/** What must never be: each row is one finding. */
async function wrongIn(pool: Pool): Promise<unknown[]> {
  const { rows } = await pool.query(
    `select 'numbers' as wrong, customer_id from dipper.use_account a
    where uses <> (select count(*) from dipper.use u where u.customer_id = a.customer_id)
      or uses <> (select max(number) from dipper.use u where u.customer_id = a.customer_id)
    union all
    select 'quota', customer_id from dipper.use where state <> 'given-back'
    group by customer_id having count(*) > ${QUOTA}
    union all
    select 'order', u.customer_id from dipper.use u left join dipper.service_order o
      on o.customer_id = u.customer_id and o.use = u.number
    where o.use is null or (o.state = 'failed') <> (u.state = 'given-back')
      or o.payload ->> 'use' <> u.number::text or o.payload ->> 'order' <> o."order"::text
    union all
    select 'history', o.customer_id from dipper.service_order o
    where o.state <> coalesce(
      (select case what when 'created' then 'waiting' else what end from dipper.order_event e
        where e."order" = o."order" order by number desc limit 1), 'none')`,
  )
  return rows
}

function using(database: PoolConfig) {
  const config = JSON.stringify(servingConfig(database))
  const child = spawn(process.execPath, [join(home, 'using.mjs'), config, benefits], {
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

/** Waits until so many uses have begun. */
async function begun(lines: () => string[], enough: number): Promise<void> {
  const count = () => lines().filter((line) => line.startsWith('begun ')).length
  while (count() < enough) await new Promise((wait) => setTimeout(wait, 2))
}

async function killServer(): Promise<void> {
  const [pid] = readFileSync(join(cluster, 'data', 'postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGKILL')
  server = await openEmbedded(cluster)
}
