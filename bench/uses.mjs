// Uses a second beside pgbench's TPC-B-like transactions: the same PostgreSQL, the same number of clients,
// the same durability. `node bench/uses.mjs [clients] [rounds]`. Needs pgbench (Debian: postgresql-contrib).
import { fork, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import {
  BenefitsDocuments,
  connect,
  requireBenefits,
  startDevelopmentProvider,
  toOrder,
} from '@dipper/server'
import { openEmbedded, openPool, servingConfig, Uses } from '@dipper/store'
import autocannon from 'autocannon'
import { median, root } from './measure.mjs'
import { LAST, publishLast, settingsFor, systemToken } from './published.mjs'

const [clients = 16, rounds = 3] = process.argv.slice(2).map(Number)
const SECONDS = 10
const SCALE = 50
const CUSTOMERS = 1_000_000

const postgres = await openEmbedded(join(settingsFor(CUSTOMERS).data, 'postgres'))
const provider = await startDevelopmentProvider('development', [
  { id: 'system', name: 'system', roles: ['system'] },
])
// In production, orders that have nowhere to go wait: they are what is measured, not their delivery.
const settings = settingsFor(CUSTOMERS, {
  mode: 'production',
  database: postgres.config,
  identity: { issuer: provider.issuer, audience: 'dipper' },
})
const connected = await connect(settings)
await publishLast(settings, connected.owner)

const { rows: lines } = await connected.owner.query(
  `select c.customer_id as customer, h->>'serviceId' as line
  from dipper.customer c tablesample bernoulli(20)
  join dipper.star s on s.customer_id = c.customer_id and s.month = $1 and s.star >= 2
  cross join lateral jsonb_array_elements(c.facts->'holdings') h
  where h->>'kind' = 'mobile' and h->>'heldTo' is null limit 50000`,
  [LAST],
)
const anyLine = () => lines[Math.floor(Math.random() * lines.length)]

function pgbench(...args) {
  const { host, port, user, password } = postgres.config
  const { status, stdout, stderr } = spawnSync('pgbench', [...args, 'pgbench'], {
    env: { ...process.env, PGHOST: host, PGPORT: port, PGUSER: user, PGPASSWORD: password },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? 0)
}

async function makePgbench() {
  const name = 'pgbench'
  const { rowCount } = await connected.owner.query('select from pg_database where datname = $1', [
    name,
  ])
  if (rowCount > 0) return
  await connected.owner.query(`create database ${name}`)
  pgbench('-i', '-q', '-s', String(SCALE))
}

/** Uses of the store itself, each client one connection. */
async function storeUses() {
  const pool = openPool({ ...servingConfig(postgres.config), max: clients })
  const policies = new BenefitsDocuments(requireBenefits(settings.benefits))
  const uses = new Uses(pool, { policies, toOrder })
  const end = performance.now() + SECONDS * 1000
  let done = 0
  const client = async () => {
    while (performance.now() < end) {
      const { customer, line } = anyLine()
      const asked = { benefit: 'sim-replacement', line: { id: line, kind: null, state: null } }
      const about = { key: randomUUID(), by: 'bench', atPrice: true }
      const { outcome } = await uses.use(customer, { ...asked, ...about })
      if (outcome !== 'begun') throw new Error(outcome)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  await pool.end()
  return done / SECONDS
}

function httpUses(address, token) {
  return new Promise((done, fail) => {
    const setupRequest = (request) => {
      const { customer, line } = anyLine()
      return {
        ...request,
        path: `/v1/customers/${encodeURIComponent(customer)}/uses`,
        body: JSON.stringify({ benefit: 'sim-replacement', line, atPrice: true }),
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
      }
    }
    const requests = [{ method: 'POST', setupRequest }]
    autocannon(
      { url: address, connections: clients, duration: SECONDS, requests },
      (error, result) => {
        if (error || result.non2xx > 0 || result.errors > 0)
          fail(error ?? new Error(`${result.non2xx} refused, ${result.errors} failed`))
        else
          done({ rate: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 })
      },
    )
  })
}

await makePgbench()
const server = await new Promise((ready) => {
  const child = fork(join(root, 'bench/star-servers.mjs'), ['dipper', JSON.stringify(settings)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.once('message', (message) => ready({ child, ...message }))
})
const token = await systemToken(provider)
const results = { tpcb: [], store: [], http: [] }
for (let round = 0; round < rounds; round++) {
  results.tpcb.push(
    pgbench('-c', String(clients), '-j', '2', '-T', String(SECONDS), '-n', '-M', 'prepared'),
  )
  results.store.push(await storeUses())
  results.http.push(await httpUses(server.address, token))
}
server.child.disconnect()
const tpcb = median(results.tpcb)
const store = median(results.store)
const http = median(results.http.map(({ rate }) => rate))
const ms = (pick) => median(results.http.map(pick)).toFixed(0)
const say = (name, rate, more = '') =>
  process.stdout.write(
    `${name.padEnd(44)}${rate.toFixed(0).padStart(8)}${(rate / tpcb).toFixed(2).padStart(8)}  ${more}\n`,
  )
process.stdout.write(`${clients} clients, ${rounds} rounds of ${SECONDS} s\n`)
process.stdout.write(`${''.padEnd(44)}${'a second'.padStart(8)}${'ratio'.padStart(8)}\n`)
say(`pgbench, TPC-B-like, scale ${SCALE}, prepared`, tpcb)
say('uses of the store', store)
say(
  'uses over HTTP (key, audit, use, answer)',
  http,
  `p50 ${ms((r) => r.p50)} p99 ${ms((r) => r.p99)} ms`,
)
await provider.stop()
await connected.stop()
await postgres.stop()
