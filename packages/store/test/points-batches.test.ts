import { month } from '@dipper/policy'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkPoints, Points, PointsBatches, PointsProblem } from '../src/index.ts'
import { brought, keptRows } from './points-world.ts'
import { startServer, type TestServer } from './server.ts'

const PERIOD = month('2024-03')
const ON = '2024-04-05'
const CUSTOMERS = Array.from({ length: 250 }, (_, n) => `c${String(n).padStart(3, '0')}`)

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const all = (points: (n: number) => number, customers = CUSTOMERS) =>
  new Map(customers.map((id, n) => [id, BigInt(points(n))]))

const first = (points = all((n) => n)) => ({
  period: PERIOD,
  revision: 1,
  on: ON,
  ...brought(points),
})

async function problem(work: Promise<unknown>): Promise<Pick<PointsProblem, 'code' | 'params'>> {
  try {
    await work
  } catch (error) {
    if (error instanceof PointsProblem) return { code: error.code, params: error.params }
    throw error
  }
  throw new Error('there was no problem')
}

async function count(pool: Pool, what: string): Promise<number> {
  const { rows } = await pool.query<{ n: bigint }>(`select count(*) as n from ${what}`)
  return Number(rows[0]?.n)
}

const balances = async (pool: Pool) =>
  new Map([...(await keptRows(pool))].map(([id, { account }]) => [id, account?.balance]))

describe('earning for everybody', () => {
  test('is done once, however often it is said', async () => {
    const { owner } = await server.database()
    const batches = new PointsBatches(owner, { chunk: 40 })
    const earned = await batches.earn(first())
    expect(earned).toMatchObject({ state: 'earned', changed: 249 })
    const kept = await keptRows(owner)
    expect(kept.get('c100')?.account?.balance).toBe(100n)
    expect(await batches.earn(first())).toEqual({ ...earned, changed: 0 })
    expect(await keptRows(owner)).toEqual(kept)
  })

  test('gives the same in chunks of any size, from rows in any order', async () => {
    const results = []
    for (const [chunk, points] of [
      [1, all((n) => n)],
      [97, new Map([...all((n) => n)].toReversed())],
      [9999, all((n) => n)],
    ] as const) {
      const { owner } = await server.database()
      const { seal } = await new PointsBatches(owner, { chunk }).earn(first(points))
      results.push({ seal, kept: await keptRows(owner) })
    }
    expect(results[1]).toEqual(results[0])
    expect(results[2]).toEqual(results[0])
  })

  test('of a new revision posts the differences, and who is not in it has earned nothing', async () => {
    const { owner } = await server.database()
    const batches = new PointsBatches(owner, { chunk: 40 })
    await batches.earn(first())
    const some = all((n) => (n < 50 ? n : n + 1), CUSTOMERS.slice(0, 100))
    const second = { ...first(some), revision: 2 }
    expect(await batches.earn(second)).toMatchObject({ state: 'earned', changed: 200 })
    const kept = await balances(owner)
    expect([kept.get('c020'), kept.get('c070'), kept.get('c200')]).toEqual([20n, 71n, 0n])
    expect(await count(owner, 'dipper.points_posting')).toBe(249 + 200)
    expect(await batches.earn(first())).toMatchObject({ state: 'superseded', changed: 0 })
    expect(await balances(owner)).toEqual(kept)
    expect((await checkPoints(owner)).findings).toEqual([])
  })

  test('comes into a lot that is over for accounts that are ahead of the day', async () => {
    const { owner, serving } = await server.database()
    const batches = new PointsBatches(owner)
    await batches.earn(first())
    const asked = { key: 'k', by: null, why: null, on: '2027-01-01' }
    await new Points(serving).freeze('c001', { cause: 'arrears', ...asked })
    const late = { ...first(all((n) => n + 5)), revision: 2, on: '2026-12-31' }
    await batches.earn(late)
    const kept = await keptRows(owner)
    expect(kept.get('c001')?.account?.lots).toEqual([{ year: 2024, points: 0n, expired: 6n }])
    expect(kept.get('c002')?.account?.lots).toEqual([{ year: 2024, points: 7n, expired: 0n }])
    expect((await checkPoints(owner)).findings).toEqual([])
  })

  test('goes on while customers spend', async () => {
    const { owner, serving } = await server.database()
    const batches = new PointsBatches(owner, { chunk: 10 })
    await batches.earn(first(all(() => 100)))
    const points = new Points(serving)
    let spent = 0n
    const earning = new AbortController()
    const spend = async (offset: number) => {
      for (let n = offset; !earning.signal.aborted; n += 7) {
        const customer = CUSTOMERS[n % CUSTOMERS.length] as string
        const asked = { points: 1n, key: `k${n}`, by: null, why: null, on: '2024-05-02' }
        if ((await points.redeem(customer, asked)).state === 'posted') spent++
      }
    }
    const spending = [0, 1, 2, 3].map(spend)
    for (let ahead = 1; ahead <= 6; ahead++) {
      const next = { ...first(all(() => 50 + ahead)), period: PERIOD + ahead, on: '2024-12-01' }
      await batches.earn(next)
    }
    earning.abort()
    await Promise.all(spending)
    const sum = [...(await balances(owner)).values()].reduce(
      (total = 0n, each = 0n) => total + each,
      0n,
    )
    expect(spent).toBeGreaterThan(10n)
    expect(sum).toBe(250n * (100n + 51n + 52n + 53n + 54n + 55n + 56n) - spent)
    expect((await checkPoints(owner)).findings).toEqual([])
  })
})

describe('what is brought is refused, and nothing is posted,', () => {
  const csv = (text: string) => ({
    rows: (async function* () {
      yield text
    })(),
  })

  test.each([
    [
      'with fewer customers than announced',
      csv('a,1\n'),
      { customers: 2, points: 1n },
      'points-differ',
    ],
    [
      'with other points than announced',
      csv('a,1\n'),
      { customers: 1, points: 2n },
      'points-differ',
    ],
    ['with a customer twice', csv('a,1\na,1\n'), { customers: 2, points: 2n }, 'points-unreadable'],
    ['with points below zero', csv('a,-1\n'), { customers: 1, points: -1n }, 'points-unreadable'],
    ['with half points', csv('a,1.5\n'), { customers: 1, points: 1n }, 'points-unreadable'],
    ['with nobody’s points', csv(',1\n'), { customers: 1, points: 1n }, 'points-unreadable'],
    ['cut off in a row', csv('a,1\nb'), { customers: 2, points: 1n }, 'points-unreadable'],
  ])('%s', async (_, rows, numbers, code) => {
    const { owner } = await server.database()
    const request = { period: PERIOD, revision: 1, on: ON, ...rows, ...numbers }
    expect((await problem(new PointsBatches(owner).earn(request))).code).toBe(code)
    expect(await count(owner, 'dipper.points_posting')).toBe(0)
    expect(await count(owner, 'dipper.points_month')).toBe(0)
    expect(await new PointsBatches(owner).earn(first())).toMatchObject({ changed: 249 })
  })

  test('naming the line', async () => {
    const { owner } = await server.database()
    const request = { ...first(), ...csv('a,1\nb,x\n'), customers: 2, points: 1n }
    expect(await problem(new PointsBatches(owner).earn(request))).toEqual({
      code: 'points-unreadable',
      params: { line: 2, why: 'invalid input syntax for type bigint' },
    })
  })

  test('as the same revision with other points', async () => {
    const { owner } = await server.database()
    const batches = new PointsBatches(owner)
    await batches.earn(first())
    const other = first(all((n) => (n === 3 ? 4 : n === 4 ? 3 : n)))
    expect(await problem(batches.earn(other))).toEqual({
      code: 'points-revision-differs',
      params: { period: PERIOD, revision: 1 },
    })
  })

  test('before its period', async () => {
    const { owner } = await server.database()
    const early = { ...first(), on: '2024-02-29' }
    expect(await problem(new PointsBatches(owner).earn(early))).toMatchObject({
      code: 'points-period-not-begun',
    })
  })

  test('while another process is at it', async () => {
    const { owner } = await server.database()
    const batches = new PointsBatches(owner)
    let go = () => {}
    const held = new Promise<void>((done) => {
      go = done
    })
    const slow = async function* () {
      yield 'a,1\n'
      await held
    }
    const one = batches.earn({ ...first(), rows: slow(), customers: 1, points: 1n })
    await new Promise((wait) => setTimeout(wait, 50))
    expect(await problem(batches.expire(ON))).toEqual({ code: 'points-busy', params: {} })
    go()
    expect(await one).toMatchObject({ changed: 1 })
    expect(await batches.expire(ON)).toBe(0)
  })
})
