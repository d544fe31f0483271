// Star questions a second beside a bare fastify route that does one named primary-key select on a pool
// of the same size, without sign-in; random ids, 50 connections, all on this machine.
// `node bench/star.mjs [customers] [rounds]`. Publishes the last month of bench/simulate.mjs's register.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { connect, Publisher, startDevelopmentProvider } from '@dipper/server'
import autocannon from 'autocannon'
import { median, root } from './measure.mjs'
import { LAST, publishLast, settingsFor, systemToken } from './published.mjs'

const [customers = 1_000_000, rounds = 3] = process.argv.slice(2).map(Number)
const SECONDS = 10
const CONNECTIONS = 50
const settings = settingsFor(customers)
const connected = await connect(settings)
await publishLast(settings, connected.owner)
await connected.owner.query('vacuum analyze')
const { rows: ids } = await connected.owner.query(
  `select customer_id from dipper.star tablesample bernoulli(30) where month = $1 limit 200000`,
  [LAST],
)

// The issuer is another process than the server, as an operator's is.
const provider = await startDevelopmentProvider('development', [
  { id: 'system', name: 'system', roles: ['system'] },
])
settings.identity = { issuer: provider.issuer, audience: 'dipper' }
const token = await systemToken(provider)

const started = (kind) =>
  new Promise((ready) => {
    const child = fork(join(root, 'bench/star-servers.mjs'), [kind, JSON.stringify(settings)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child.once('message', (message) => ready({ child, ...message }))
  })
const shoot = (path, token) =>
  new Promise((done, fail) => {
    autocannon(
      {
        connections: CONNECTIONS,
        duration: SECONDS,
        requests: [
          {
            setupRequest: (request) => ({
              ...request,
              path: path(ids[Math.floor(Math.random() * ids.length)].customer_id),
              headers: token ? { authorization: `Bearer ${token}` } : {},
            }),
          },
        ],
        url: 'http://127.0.0.1',
        ...target,
      },
      (error, result) => (error ? fail(error) : done(result)),
    )
  })
let target = {}
const servers = { bare: await started('bare'), dipper: await started('dipper') }
const results = { bare: [], dipper: [] }
for (let round = 0; round < rounds; round++) {
  for (const kind of ['bare', 'dipper']) {
    target = { url: servers[kind].address }
    const path =
      kind === 'bare'
        ? (id) => `/${encodeURIComponent(id)}`
        : (id) => `/v1/customers/${encodeURIComponent(id)}/star`
    const result = await shoot(path, kind === 'bare' ? null : token)
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(`${kind}: ${result.non2xx} refused, ${result.errors} failed`)
    results[kind].push(result)
  }
}
process.stdout.write(
  `\n${customers} customers, ${ids.length} random ids, ${CONNECTIONS} connections, ${rounds} rounds of ${SECONDS} s\n`,
)
process.stdout.write(
  `${''.padEnd(12)}${'a second'.padStart(10)}${'p50 ms'.padStart(10)}${'p99 ms'.padStart(10)}\n`,
)
const rate = {}
for (const kind of ['bare', 'dipper']) {
  const of = (pick) => median(results[kind].map(pick))
  rate[kind] = of((each) => each.requests.average)
  process.stdout.write(
    `${kind.padEnd(12)}${rate[kind].toFixed(0).padStart(10)}${of((e) => e.latency.p50)
      .toFixed(1)
      .padStart(10)}${of((e) => e.latency.p99)
      .toFixed(1)
      .padStart(10)}\n`,
  )
}
process.stdout.write(`star questions to the bare select: ${(rate.dipper / rate.bare).toFixed(2)}\n`)

// How soon readers see a publication: the month answered, asked again and again around the commit.
const asked = async () => {
  const answer = await fetch(
    `${servers.dipper.address}/v1/customers/${encodeURIComponent(ids[0].customer_id)}/star`,
    { headers: { authorization: `Bearer ${token}` } },
  )
  return (await answer.json()).month
}
const publisher = new Publisher(connected.owner)
const seen = await asked()
await publisher.takeBack(LAST, 'bench')
const taken = performance.now()
while ((await asked()) === seen) if (performance.now() - taken > 10_000) throw new Error('not seen')
process.stdout.write(
  `a month taken back is seen ${(performance.now() - taken).toFixed(0)} ms after its commit\n`,
)
for (const { child } of Object.values(servers)) child.disconnect()
await provider.stop()
await connected.stop()
