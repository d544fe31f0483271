import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openEmbedded, openPool } from '@dipper/store'
import { AUDIENCE, TestIssuer } from '../../../../packages/api/test/issuer.ts'
import { Client } from './client.ts'
import { judge } from './judge.ts'
import { LyingNetwork } from './lying-network.ts'
import { OutsideLog } from './outside-log.ts'
import { Random } from './random.ts'
import { makeStage, type Stage } from './stage.ts'

const PROGRAM = fileURLToPath(new URL('server-process.mjs', import.meta.url))
const TWINS = fileURLToPath(new URL('twins.mjs', import.meta.url))
const CLIENTS = 32
/** So many customers are fought over at once, for so many acts. */
const HOT = 2
const HOT_ACTS = 64
/** An order that is silent for twelve seconds is dead; what is done is done well before. */
const NETWORK = { token: null, concurrency: 8, timeoutSeconds: 1, attempts: 30 }
const SILENT_HOURS = 12 / 3600

export interface FaultsOptions {
  readonly seconds: number
  readonly seed: number
  /** What is taken out of the system, by its name in `twins.mjs`. */
  readonly without?: string
  /** How long orders may take to end when all is well again; left out: two minutes. */
  readonly drainMs?: number
}

export interface FaultsReport {
  /** In words; empty where everything holds. */
  readonly wrong: readonly string[]
  readonly kills: Readonly<Record<string, number>>
  readonly acknowledged: Readonly<Record<string, number>>
  /** By how they ended. */
  readonly orders: Readonly<Record<string, number>>
}

/** Everything goes wrong at once for a while; then what was acknowledged is compared with what there is. */
export async function withFaults({
  seconds,
  seed,
  without,
  drainMs = 120_000,
}: FaultsOptions): Promise<FaultsReport> {
  const stage = await makeStage()
  const random = new Random(seed)
  const network = await LyingNetwork.start(random)
  const issuer = await TestIssuer.start()
  const system = new System(stage, { network, issuer, port: await freePort(), without })
  try {
    await system.start()
    const token = await issuer.token({ sub: 'harness', roles: ['system'] })
    const log = new OutsideLog(join(stage.folder, 'outside.jsonl'))
    network.notify = (order) => system.notify(token, order)
    const end = Date.now() + seconds * 1000
    const over = () => Date.now() > end
    const field = {
      address: system.address,
      token,
      log,
      over,
      hot: () => hotOf(stage, log),
      eventTime: clockOfEvents(),
      today: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
    }
    const clients = Array.from(
      { length: CLIENTS },
      (_, n) => new Client(field, `c${n}`, new Random(seed + n + 1)),
    )
    const killing = system.breakUntil(over, random)
    await Promise.all(clients.map((client) => client.run()))
    await killing
    network.honest = true
    await system.drain(token, drainMs)
    const owner = openPool(system.database)
    try {
      const ask = (path: string) => system.ask(token, path)
      const wrong = await judge({ log, network, customers: stage.customers, ask, owner })
      return {
        wrong,
        kills: system.kills,
        acknowledged: acknowledgedIn(log),
        orders: await ordersIn(owner),
      }
    } finally {
      await owner.end()
    }
  } finally {
    await system.stop()
    await network.stop()
    await issuer.stop()
    stage.remove()
  }
}

function hotOf({ customers }: Stage, { intents }: OutsideLog) {
  const turn = Math.floor(intents.size / HOT_ACTS)
  return Array.from(
    { length: HOT },
    (_, n) => customers[(turn * HOT + n) % customers.length] as (typeof customers)[number],
  )
}

/** Seconds from two days ago on, one for each event. */
function clockOfEvents(): () => string {
  let next = Date.now() - 2 * 86_400_000
  return () => {
    next += 1000
    return new Date(next).toISOString()
  }
}

async function ordersIn(owner: ReturnType<typeof openPool>): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ state: string; count: bigint }>(
    'select state, count(*) from dipper.service_order group by state order by state',
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]))
}

function acknowledgedIn(log: OutsideLog): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { what, answers } of log.intents.values()) {
    const [first] = answers
    if (first === undefined) continue
    const outcome = (first.body as { outcome?: string }).outcome ?? ''
    const name = `${what} ${first.status} ${outcome}`.trim()
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

interface Surroundings {
  readonly network: LyingNetwork
  readonly issuer: TestIssuer
  readonly port: number
  readonly without: string | undefined
}

/** Server and PostgreSQL, each killed and started again. */
class System {
  readonly kills: Record<string, number> = {}
  readonly #stage: Stage
  readonly #around: Surroundings
  #server: ChildProcess | null = null
  #postgres: Awaited<ReturnType<typeof openEmbedded>> | null = null

  constructor(stage: Stage, around: Surroundings) {
    this.#stage = stage
    this.#around = around
  }

  get address(): string {
    return `http://127.0.0.1:${this.#around.port}`
  }

  get database() {
    if (this.#postgres === null) throw new Error('PostgreSQL is not there')
    return this.#postgres.config
  }

  async start(): Promise<void> {
    this.#postgres ??= await openEmbedded(this.#stage.cluster)
    await this.#startServer()
  }

  async stop(): Promise<void> {
    await this.#kill(this.#server)
    await this.#postgres?.stop()
  }

  /** One fault after the other. */
  async breakUntil(over: () => boolean, random: Random): Promise<void> {
    while (!over()) {
      await wait(1_500 + random.below(2_500))
      if (over()) return
      const fault = random.of(['server', 'server', 'postgres', 'connections', 'pause'] as const)
      this.kills[fault] = (this.kills[fault] ?? 0) + 1
      await this.#break(fault)
    }
  }

  async notify(token: string, order: object): Promise<void> {
    await fetch(`${this.address}/v1/service-orders/state-changes`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify({
        eventId: crypto.randomUUID(),
        eventType: 'ServiceOrderStateChangeEvent',
        event: { serviceOrder: order },
      }),
      signal: AbortSignal.timeout(2_000),
    })
  }

  async ask(token: string, path: string): Promise<unknown> {
    const response = await fetch(this.address + path, {
      headers: { authorization: `Bearer ${token}` },
    })
    if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`)
    return response.json()
  }

  /** Until no order waits for anything. */
  async drain(token: string, ms: number): Promise<void> {
    const givenUp = Date.now() + ms
    for (;;) {
      const open = await Promise.all(
        ['waiting', 'sent'].map((state) =>
          this.ask(token, `/v1/service-orders?state=${state}&limit=1`),
        ),
      ).catch(() => null)
      const left = open?.flatMap((page) => (page as { items: unknown[] }).items)
      if (left?.length === 0 || Date.now() > givenUp) return
      await wait(200)
    }
  }

  async #break(fault: 'server' | 'postgres' | 'connections' | 'pause'): Promise<void> {
    if (fault === 'server') {
      await this.#kill(this.#server)
      await this.#startServer()
    } else if (fault === 'postgres') {
      await this.#killPostgres()
    } else if (fault === 'connections') {
      await this.#dropConnections()
    } else {
      this.#server?.kill('SIGSTOP')
      await wait(800)
      this.#server?.kill('SIGCONT')
    }
  }

  async #killPostgres(): Promise<void> {
    const file = join(this.#stage.cluster, 'data', 'postmaster.pid')
    const [pid] = readFileSync(file, 'utf8').split('\n')
    process.kill(Number(pid), 'SIGKILL')
    await wait(200)
    this.#postgres = await openEmbedded(this.#stage.cluster)
  }

  async #dropConnections(): Promise<void> {
    const owner = openPool(this.database)
    await owner
      .query(
        `select pg_terminate_backend(pid) from pg_stat_activity
        where pid <> pg_backend_pid() and backend_type = 'client backend'`,
      )
      .catch(() => undefined)
    await owner.end()
  }

  async #startServer(): Promise<void> {
    const { network, issuer, port, without } = this.#around
    const settings = {
      ...this.#stage.settings,
      port,
      database: this.database,
      identity: { issuer: issuer.address, audience: AUDIENCE },
      network: { ...NETWORK, base: network.address, silentHours: SILENT_HOURS },
    }
    const server = fork(PROGRAM, [JSON.stringify(settings)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: without === undefined ? [] : ['--import', TWINS],
      env: { ...process.env, DIPPER_WITHOUT: without ?? '' },
    })
    this.#server = server
    server.on('error', () => undefined)
    await new Promise<void>((ready, fail) => {
      server.once('message', () => ready())
      server.once('exit', (code) => fail(new Error(`the server ended with ${code}`)))
    })
  }

  async #kill(child: ChildProcess | null): Promise<void> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await ended
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}
