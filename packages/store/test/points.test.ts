import { month } from '@dipper/policy'
import pg, { type Pool } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { checkPoints, openPool, Points, PointsBatches, servingConfig } from '../src/index.ts'
import { brought, random } from './points-world.ts'
import { startServer, type TestDatabase, type TestServer } from './server.ts'

const PERIOD = month('2024-03')
const ON = '2024-04-05'
const BY = { by: 'agent-7', why: 'a cup', on: ON }

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** A database in which `a` has earned 1000 points and `b` 50. */
async function earned(): Promise<TestDatabase & { readonly points: Points }> {
  const database = await server.database()
  const points = new Map([
    ['a', 1000n],
    ['b', 50n],
  ])
  const request = { period: PERIOD, revision: 1, on: ON, ...brought(points) }
  await new PointsBatches(database.owner).earn(request)
  return { ...database, points: new Points(database.serving) }
}

async function count(pool: Pool, what: string): Promise<number> {
  const { rows } = await pool.query<{ n: bigint }>(`select count(*) as n from ${what}`)
  return Number(rows[0]?.n)
}

describe('one customer', () => {
  test('spends, takes back, is corrected and frozen', async () => {
    const { owner, points } = await earned()
    const spent = await points.redeem('a', { points: 300n, key: 'k1', ...BY })
    expect(spent).toMatchObject({
      state: 'posted',
      posting: { number: 2, kind: 'redeem', balance: 700n, key: 'k1', by: 'agent-7', why: 'a cup' },
      account: { balance: 700n, lots: [{ year: 2024, points: 700n }] },
    })
    expect(await points.reverse('a', { names: 2, key: 'k2', ...BY })).toMatchObject({
      state: 'posted',
      posting: { kind: 'reverse', names: 2, balance: 1000n },
    })
    const corrected = await points.correct('a', { names: 1, points: -20n, key: 'k3', ...BY })
    expect(corrected).toMatchObject({
      posting: { names: 1, period: PERIOD },
      account: { balance: 980n },
    })
    await points.freeze('a', { cause: 'by-hand', key: 'k4', ...BY })
    expect(await points.redeem('a', { points: 1n, key: 'k5', ...BY })).toEqual({
      state: 'refused',
      refusal: { code: 'frozen', params: { causes: ['by-hand'] } },
    })
    await points.unfreeze('a', { cause: 'by-hand', key: 'k6', ...BY })
    expect(await points.redeem('a', { points: 1n, key: 'k5', ...BY })).toMatchObject({
      state: 'posted',
    })
    expect((await points.balance('b', ON)).points).toBe(50n)
    expect((await checkPoints(owner)).wrong).toBe(0)
  })

  test.each([
    [
      'more than there is',
      'not-enough',
      (p: Points) => p.redeem('a', { points: 1001n, key: 'x', ...BY }),
    ],
    [
      'who has none',
      'not-enough',
      (p: Points) => p.redeem('nobody', { points: 1n, key: 'x', ...BY }),
    ],
    [
      'nothing',
      'points-out-of-range',
      (p: Points) => p.redeem('a', { points: 0n, key: 'x', ...BY }),
    ],
    [
      'what is not there',
      'no-such-posting',
      (p: Points) => p.reverse('a', { names: 9, key: 'x', ...BY }),
    ],
    [
      'an earning',
      'not-a-redemption',
      (p: Points) => p.reverse('a', { names: 1, key: 'x', ...BY }),
    ],
  ])('is refused %s, and nothing is written', async (_, code, refused) => {
    const { owner, points } = await earned()
    expect(await refused(points)).toMatchObject({ state: 'refused', refusal: { code } })
    expect(await count(owner, 'dipper.points_posting')).toBe(2)
    expect(await count(owner, 'dipper.points_account')).toBe(2)
  })

  test('may say everything twice', async () => {
    const { owner, points } = await earned()
    const acts = [
      () => points.redeem('a', { points: 300n, key: 'k1', ...BY }),
      () => points.reverse('a', { names: 2, key: 'k2', ...BY }),
      () => points.correct('a', { names: 1, points: -20n, key: 'k3', ...BY }),
      () => points.freeze('a', { cause: 'by-hand', key: 'k4', ...BY }),
      () => points.unfreeze('a', { cause: 'by-hand', key: 'k5', ...BY }),
      () => points.freeze('new', { cause: 'arrears', key: 'k6', ...BY }),
    ]
    const first = []
    for (const act of acts) first.push(await act())
    for (const [n, act] of acts.entries()) {
      const again = await act()
      expect(again).toMatchObject({ state: 'repeated' })
      expect('posting' in again && again.posting).toEqual(
        (first[n] as typeof again & object as { posting: unknown }).posting,
      )
    }
    expect(await points.redeem('a', { points: 301n, key: 'k1', ...BY })).toMatchObject({
      refusal: { code: 'key-used', params: { key: 'k1', posting: 2 } },
    })
    expect(await count(owner, 'dipper.points_posting')).toBe(8)
    expect((await checkPoints(owner)).wrong).toBe(0)
  })

  test('has no points after New Year that end with the old one, posted or not', async () => {
    const { owner, points } = await earned()
    expect(await points.balance('a', '2026-12-31')).toMatchObject({
      points: 1000n,
      expiringThisYear: 1000n,
      lots: [{ year: 2024, points: 1000n, usableThrough: '2026-12-31' }],
    })
    expect(await points.balance('a', '2027-01-01')).toMatchObject({ points: 0n, lots: [] })
    const on = '2027-01-01'
    expect(await points.redeem('a', { ...BY, points: 1n, key: 'x', on })).toMatchObject({
      refusal: { code: 'not-enough', params: { balance: 0n } },
    })
    const last = { ...BY, points: 1n, key: 'y', on: '2026-12-31' }
    expect(await points.redeem('a', last)).toMatchObject({ state: 'posted' })
    expect(await new PointsBatches(owner).expire('2026-12-31')).toBe(0)
    expect(await new PointsBatches(owner).expire(on)).toBe(2)
    expect(await new PointsBatches(owner).expire(on)).toBe(0)
    const days = { from: '2026-12-31', through: '2026-12-31' }
    const { opening, lines, closing } = await points.statement('a', days)
    expect(lines.map(({ kind, points: each }) => [kind, each])).toEqual([
      ['redeem', -1n],
      ['expire', -999n],
    ])
    expect([opening, closing]).toEqual([1000n, 0n])
  })

  test('sees what has expired and is not posted as a line', async () => {
    const database = await server.database()
    const points = new Points(database.serving)
    const request = { period: month('2019-06'), revision: 1, on: '2019-07-02' }
    await new PointsBatches(database.owner).earn({ ...request, ...brought(new Map([['a', 5n]])) })
    const { lines, closing } = await points.statement('a', {
      from: '2019-01-01',
      through: '2099-12-31',
    })
    expect(lines.map(({ kind, on, balance }) => [kind, on, balance])).toEqual([
      ['earn', '2019-07-02', 5n],
      ['expire', '2021-12-31', 0n],
    ])
    expect(closing).toBe(0n)
    expect(await count(database.owner, 'dipper.points_posting')).toBe(1)
    const later = await points.statement('a', { from: '2022-01-01', through: '2099-12-31' })
    expect(later).toEqual({ opening: 0n, lines: [], closing: 0n })
  })
})

describe('clients at the same time', () => {
  const CLIENTS = 32
  afterEach(() => vi.restoreAllMocks())

  /** Each of many connections of its own redeems again and again, until there is not enough. */
  async function spendAll({
    config,
  }: TestDatabase): Promise<{ spent: bigint; acknowledged: number }> {
    const pool = openPool({ ...servingConfig(config), max: CLIENTS })
    const points = new Points(pool)
    const next = random(7)
    let [spent, acknowledged] = [0n, 0]
    const client = async (number: number) => {
      for (let n = 0; ; n++) {
        const asked = { points: BigInt(1 + next(20)), key: `${number}/${n}`, ...BY }
        const { state } = await points.redeem('a', asked)
        if (state === 'refused') return
        spent += asked.points
        acknowledged++
      }
    }
    try {
      await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)))
    } finally {
      await pool.end()
    }
    return { spent, acknowledged }
  }

  test('never spend more than there is', async () => {
    const database = await earned()
    const { spent, acknowledged } = await spendAll(database)
    const { points } = await database.points.balance('a', ON)
    expect(points).toBe(1000n - spent)
    expect(points).toBeLessThan(20n)
    expect(await count(database.owner, `dipper.points_posting where kind = 'redeem'`)).toBe(
      acknowledged,
    )
    expect((await checkPoints(database.owner)).wrong).toBe(0)
  })

  test('say the same under one key, and it happens once', async () => {
    const { config, owner, points } = await earned()
    const pool = openPool({ ...servingConfig(config), max: CLIENTS })
    const many = new Points(pool)
    const asked = { points: 100n, key: 'once', ...BY }
    const all = await Promise.all(Array.from({ length: CLIENTS }, () => many.redeem('a', asked)))
    await pool.end()
    expect(all.map(({ state }) => state).sort()).toEqual([
      'posted',
      ...Array.from({ length: CLIENTS - 1 }, () => 'repeated'),
    ])
    expect((await points.balance('a', ON)).points).toBe(900n)
    expect((await checkPoints(owner)).wrong).toBe(0)
  })

  test('reverse one redemption once', async () => {
    const { config, owner, points } = await earned()
    await points.redeem('a', { points: 100n, key: 'spend', ...BY })
    const pool = openPool({ ...servingConfig(config), max: CLIENTS })
    const many = new Points(pool)
    const states = await Promise.all(
      Array.from({ length: CLIENTS }, async (_, n) => {
        const { state } = await many.reverse('a', { names: 2, key: `k${n}`, ...BY })
        return state
      }),
    )
    await pool.end()
    expect(states.filter((state) => state === 'posted')).toHaveLength(1)
    expect((await points.balance('a', ON)).points).toBe(1000n)
    expect((await checkPoints(owner)).wrong).toBe(0)
  })

  test.each([
    ['without the lock of the row', ' for update', ''],
    [
      'with lots from before the wait',
      'select year, points, expired from dipper.points_lot',
      'select 2024 as year, 1000::bigint as points, 0::bigint as expired from dipper.points_lot',
    ],
  ])('are noticed %s', async (_, found, instead) => {
    const database = await earned()
    const { query } = pg.Client.prototype
    vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...[asked, ...rest]: unknown[]
    ) {
      const { text } = asked as { readonly text?: string }
      const changed =
        text === undefined ? asked : { ...(asked as object), text: text.replace(found, instead) }
      return (query as (...all: unknown[]) => unknown).call(this, changed, ...rest)
    } as typeof query)
    const wrong = async () => {
      const { spent } = await spendAll(database)
      const { points } = await database.points.balance('a', ON)
      expect(points).toBe(1000n - spent)
      expect((await checkPoints(database.owner)).wrong).toBe(0)
    }
    await expect(wrong()).rejects.toThrow()
  })
})

describe('postings', () => {
  test('cannot be changed by anybody', async () => {
    const { owner, serving } = await earned()
    for (const change of [
      'update dipper.points_posting set balance = 1',
      'delete from dipper.points_posting',
      'delete from dipper.points_posting where false',
      'truncate dipper.points_posting',
    ]) {
      await expect(serving.query(change), change).rejects.toThrow(/permission denied/)
      await expect(owner.query(change), change).rejects.toThrow(/append-only/)
    }
    expect(await count(owner, 'dipper.points_posting')).toBe(2)
  })

  test.each([
    'insert into dipper.points_earned select * from dipper.points_earned',
    'update dipper.points_earned set points = 1',
    'update dipper.points_month set points = 1',
    'delete from dipper.points_account',
    'delete from dipper.points_lot',
  ])('and more: the serving role may not %s', async (change) => {
    const { serving } = await earned()
    await expect(serving.query(change)).rejects.toThrow(/permission denied/)
  })

  test('are zero together, or refused', async () => {
    const { owner } = await earned()
    const values = `'a', 2, '2024-04-05', 'redeem', '{lot/2024,redeemed}', '{-5,6}', 995, ''`
    const insert = `insert into dipper.points_posting
      (customer_id, number, "on", kind, accounts, points, balance, hash) values (${values})`
    await expect(owner.query(insert)).rejects.toThrow(/points_posting_balanced/)
  })
})
