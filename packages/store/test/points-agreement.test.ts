import { CAUSES, check, type Month } from '@dipper/ledger'
import { month } from '@dipper/policy'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { checkPoints, Points, PointsBatches } from '../src/index.ts'
import { brought, keptRows, Mirror, random } from './points-world.ts'
import { startServer, type TestDatabase, type TestServer } from './server.ts'

/** `DIPPER_HISTORIES=20` tries more, `SEED` makes a failure again. */
const HISTORIES = Number(process.env['DIPPER_HISTORIES'] ?? 3)
const SEED = Number(process.env['SEED'] ?? 1)
const CUSTOMERS = 40
const ROUNDS = 60

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const idOf = (n: number) => (n === 0 ? `客户, "0"\t` : `c${n}`)

/** Months earned again and again, with everything that customers do between, over years. */
class World {
  readonly mirror = new Mirror()
  readonly points: Points
  readonly #batches: PointsBatches
  readonly #random: (below: number) => number
  readonly #revisions = new Map<Month, number>()
  #day = Date.UTC(2023, 10, 20)
  #keys = 0

  constructor({ owner, serving }: TestDatabase, seed: number) {
    this.points = new Points(serving)
    this.#random = random(seed)
    this.#batches = new PointsBatches(owner, { chunk: 1 + this.#random(40) })
  }

  async round(): Promise<void> {
    this.#goOn()
    const what = this.#random(10)
    if (what < 4) await this.#earn()
    else if (what === 4) await this.#expire()
    for (let n = 0; n < 12; n++) await this.#act()
  }

  get #on(): string {
    return new Date(this.#day).toISOString().slice(0, 10)
  }

  /** Some days, or to the turn of the year; sometimes a clock is behind. */
  #goOn(): void {
    const days = [0, 1, 17, 31, 31, 60, -1][this.#random(7)] as number
    this.#day += days * 86_400_000
    const year = new Date(this.#day).getUTCFullYear()
    const turn = this.#random(12)
    if (turn === 0) this.#day = Date.UTC(year, 11, 31)
    if (turn === 1) this.#day = Date.UTC(year + 1, 0, 1)
  }

  async #earn(): Promise<void> {
    const period = this.#period()
    const revision = (this.#revisions.get(period) ?? 0) + 1
    const points = new Map<string, bigint>()
    for (let n = 0; n < CUSTOMERS; n++) {
      if (this.#random(4) > 0)
        points.set(idOf(n), BigInt(this.#random(3) === 0 ? 0 : this.#random(90)))
    }
    const request = { period, revision, on: this.#on }
    const result = await this.#batches.earn({ ...request, ...brought(points) })
    expect(result.state).toBe('earned')
    this.mirror.earn(request, points)
    this.#revisions.set(period, revision)
    const again = await this.#batches.earn({ ...request, ...brought(points) })
    expect(again).toEqual({ ...result, changed: 0 })
  }

  /** A new one, or one of the last years once more. */
  #period(): Month {
    const now = month(this.#on.slice(0, 7))
    const known = [...this.#revisions.keys()].filter((period) => period > now - 48 && period <= now)
    if (known.length > 0 && this.#random(2) === 0) return known[this.#random(known.length)] as Month
    return now - ([0, 1, 1, 2, 14, 26, 38][this.#random(7)] as number)
  }

  async #expire(): Promise<void> {
    await this.#batches.expire(this.#on)
    this.mirror.expire(this.#on)
  }

  async #act(): Promise<void> {
    const customer = idOf(this.#random(CUSTOMERS))
    const postings = this.mirror.postings(customer)
    const key = this.#random(8) === 0 ? `k${this.#random(this.#keys + 1)}` : `k${this.#keys++}`
    const asked = { key, by: 'clerk', why: `“why”\n${this.#keys}`, on: this.#on }
    const names = postings[this.#random(postings.length + 1)]?.number ?? 1
    const { balance } = this.mirror.account(customer)
    const all = [
      { kind: 'redeem', points: balance },
      { kind: 'redeem', points: balance / 2n },
      { kind: 'redeem', points: balance / 3n + 1n },
      { kind: 'reverse', names },
      { kind: 'reverse', names: postings.findLast(({ kind }) => kind === 'redeem')?.number ?? 1 },
      { kind: 'correct', names, points: BigInt(this.#random(80) - 40) },
      { kind: 'correct', names: 1, points: -30n },
      { kind: 'freeze', cause: CAUSES[this.#random(2)]! },
      { kind: 'unfreeze', cause: CAUSES[this.#random(2)]! },
      { kind: 'unfreeze', cause: CAUSES[this.#random(2)]! },
    ] as const
    const act = { ...all[this.#random(all.length)]!, ...asked }
    const { kind, ...rest } = act
    const performed = await (
      this.points[kind] as (c: string, a: object) => ReturnType<Points['redeem']>
    )(customer, rest)
    const state = performed.state === 'refused' ? performed.refusal.code : performed.state
    expect([act, state]).toEqual([act, this.mirror.perform(customer, act)])
    if (performed.state !== 'refused')
      expect(performed.account).toEqual(this.mirror.account(customer))
  }
}

/** Throws where the tables are not what the ledger alone comes to. */
async function live(seed: number): Promise<void> {
  const database = await server.database()
  const world = new World(database, seed)
  for (let n = 0; n < ROUNDS; n++) await world.round()
  const kept = await keptRows(database.owner)
  expect(kept).toEqual(world.mirror.kept())
  const kinds = new Set([...kept.values()].flatMap(({ postings }) => postings.map((p) => p.kind)))
  expect(kinds.size).toBe(7)
  for (const [customer, rows] of kept) expect(check(customer, rows.postings, rows)).toEqual([])
  expect(await checkPoints(database.owner)).toMatchObject({ wrong: 0, findings: [] })
  for (const customer of world.mirror.customers.slice(0, 5)) {
    const days = { from: '2020-01-01', through: '2099-12-31' }
    const { closing, lines } = await world.points.statement(customer, days)
    expect(lines.at(-1)?.balance ?? 0n).toBe(closing)
    expect(closing).toBe(world.mirror.account(customer).balance)
  }
}

describe('the tables are what the ledger alone comes to', () => {
  test.each(Array.from({ length: HISTORIES }, (_, n) => SEED + n))('history %i', live)
})

/** Broken twins: the SQL for everybody with a rule got wrong. The comparison must catch each. */
const TWINS: Readonly<Record<string, readonly [string, string]>> = {
  'debts are not paid': ['least(a.debt, difference)', '0::bigint'],
  'debts are forgotten': ['coalesce(sum(t.points), 0)::bigint - wanted', '-1'],
  'days go back': ['greatest(a.last_on, $3::date) as "on", -paid', '$3::date as "on", -paid'],
  'taken from the oldest lot first': ['by other, year\n', 'by year\n'],
  'taken from the newest of the others': ['by other, year\n', 'by other, year desc\n'],
  'what had expired is taken once more': ['year = $6 as own', 'false as own'],
  'lots live a year longer': ['year + 2 < extract', 'year + 3 < extract'],
  'lots live a year less': ['l.year + 2 < extract', 'l.year + 1 < extract'],
  'expired a day later': ['make_date(l.year + 2, 12, 31)', 'make_date(l.year + 3, 1, 1)'],
  'a new revision is posted whole': [
    'coalesce(s.points, 0) - coalesce(e.points, 0)',
    'coalesce(s.points, 0)',
  ],
  'who is not there keeps the points': [
    'full join (select customer_id, points',
    'left join (select customer_id, points',
  ],
  'the hash is of something else': [`'earn', $4, $5, null`, `'earn', $5, $4, null`],
  'what was earned is not kept': [
    'do update set points = excluded.points, revision',
    'do update set revision',
  ],
}

describe('a rule got wrong for everybody is noticed', () => {
  afterEach(() => vi.restoreAllMocks())

  test.each(Object.entries(TWINS))('%s', async (_, [found, instead]) => {
    let hits = 0
    const { query } = pg.Client.prototype
    const patched = (text: string) => {
      if (text.includes(found)) hits++
      return text.replaceAll(found, () => instead)
    }
    vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...[first, ...rest]: unknown[]
    ) {
      const asked = typeof first === 'string' ? patched(first) : first
      const config = asked as { readonly text?: string; readonly submit?: unknown }
      const changed =
        config.text === undefined || config.submit !== undefined
          ? asked
          : { ...config, text: patched(config.text) }
      return (query as (...all: unknown[]) => unknown).call(this, changed, ...rest)
    } as typeof query)
    const lives = async () => {
      for (let seed = 1; seed <= 12; seed++) await live(seed)
    }
    await expect(lives()).rejects.toThrow()
    expect(hits).toBeGreaterThan(0)
  })
})
