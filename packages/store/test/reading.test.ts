import { assess, type Charge, type Customer, digestOf, toRegisterRow } from '@dipper/assessment'
import { CATEGORIES, month, SERVICE_KINDS } from '@dipper/policy'
import type { Pool, PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Audit, isUnavailable, Months, openPool, People, Publisher, Stars } from '../src/index.ts'
import { STARS_LAST } from '../src/reading/star-looks.ts'
import { contentOf, contentOfFacts, ids, policyOf, publish } from './content.ts'
import { startServer, type TestDatabase, type TestServer } from './server.ts'

const MONTH = month('2026-11')

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

function customer(id: string, over: Partial<Customer> = {}): Customer {
  return {
    id,
    memberships: [{ joinedOn: '2019-05-06', leftOn: null, segment: 'individual', region: 'anhui' }],
    attributes: [],
    holdings: [
      {
        serviceId: `${id}-line`,
        kind: 'mobile',
        openedOn: '2019-05-06',
        heldFrom: '2019-05-06',
        heldTo: null,
      },
    ],
    charges: charges(9900n),
    stops: [],
    held: null,
    ...over,
  }
}

/** Several alike, and one of each kind and category, in each of the last twelve periods. */
function charges(fen: bigint): Charge[] {
  const of = (period: number): Charge[] => [
    { period, kind: 'mobile', category: 'recurring', fen },
    { period, kind: 'mobile', category: 'recurring', fen: -fen / 3n },
    ...SERVICE_KINDS.map((kind, n): Charge => {
      const category = CATEGORIES[n * 2] as Charge['category']
      return { period, kind, category, fen: BigInt(n) }
    }),
  ]
  return Array.from({ length: 12 }, (_, n) => MONTH - 12 + n).flatMap(of)
}

const CUSTOMERS: readonly Customer[] = [
  customer('a, "quoted" 客户'),
  customer('b-held', {
    held: {
      star: 5,
      validity: { from: MONTH - 3, through: MONTH + 8 },
      joined: month('2019-05'),
      outcome: 'rose',
    },
  }),
  customer('c-imported', {
    held: {
      star: 3,
      validity: { from: MONTH - 12, through: MONTH - 1 },
      joined: null,
      outcome: 'imported',
    },
  }),
  customer('d-left', {
    memberships: [
      { joinedOn: '2019-05-06', leftOn: '2026-10-31', segment: 'individual', region: null },
    ],
    held: { star: 0, validity: null, joined: month('2019-05'), outcome: 'unrated' },
  }),
  customer('e-nothing-billed', { charges: [] }),
  customer('f-much', { charges: charges(10n ** 15n + 7n) }),
  customer('g-moved', {
    attributes: [{ from: '2026-02-03', segment: 'individual', region: 'hunan' }],
    stops: [
      {
        serviceId: 'g-moved-line',
        serviceKind: 'mobile',
        kind: 'double',
        cause: 'arrears',
        stoppedOn: '2026-07-08',
      },
    ],
  }),
]

describe('a published customer', () => {
  let stars: Stars
  beforeAll(async () => {
    const { owner, serving } = await server.database()
    await publish(new Publisher(owner), contentOfFacts(MONTH, CUSTOMERS))
    stars = new Stars(serving)
  })

  test.each(CUSTOMERS.map((each) => [each.id, each] as const))(
    '%s can be explained from the store alone',
    async (id, original) => {
      const { policy, answer } = policyOf(MONTH)
      const row = toRegisterRow(id, assess(policy, original, MONTH) as never)
      const explainable = await stars.explainable(id)
      expect(explainable).toEqual({ policy, answer, customer: original, row, publication: 1 })
      expect(explainable).toEqual(await stars.explainable(id, MONTH))
      const { digest, ...content } = explainable?.policy ?? policy
      expect(digestOf(content)).toBe(digest)
      expect(JSON.stringify(explainable?.answer)).toBe(JSON.stringify(answer))
    },
  )

  test('has a star with the gap to the next one', async () => {
    const star = await stars.starOf('b-held')
    const threshold = BigInt(policyOf(MONTH).policy.national.star.thresholds[5] as number)
    expect(star).toMatchObject({ star: 5, outcome: 'kept', region: 'anhui', publication: 1 })
    expect(star?.nextStar).toEqual({ star: 6, missing: threshold - (star?.growthValue ?? 0n) })
    expect((await stars.starOf('f-much'))?.nextStar).toBeNull()
    expect((await stars.starOf('d-left'))?.nextStar).toBeNull()
    expect((await stars.starOf('g-moved'))?.region).toBe('hunan')
  })

  test('has nothing under another id or in another month', async () => {
    for (const id of ['', 'a', 'B-held', `x' or true --`]) {
      expect(await stars.starOf(id)).toBeNull()
      expect(await stars.explainable(id)).toBeNull()
      expect(await stars.historyOf(id, { limit: 5 })).toEqual([])
    }
    expect(await stars.starOf('b-held', MONTH - 1)).toBeNull()
    expect(await stars.explainable('b-held', MONTH - 1)).toBeNull()
  })
})

describe('months', () => {
  test('follow each other in history, as each of them is seen now', async () => {
    const { owner, serving } = await server.database()
    const publisher = new Publisher(owner)
    const months = [MONTH - 3, MONTH - 2, MONTH - 1, MONTH]
    for (const each of months) {
      const customers = ids(20).slice(each === MONTH - 1 ? 5 : 0)
      const version = () => months.indexOf(each) + 1
      await publish(publisher, contentOf({ month: each, customers, ranges: 1, version }))
    }
    const corrected = contentOf({
      month: MONTH - 2,
      customers: ids(20),
      ranges: 1,
      version: () => 7,
    })
    await publish(publisher, corrected)
    const stars = new Stars(serving)
    const history = async (id: string, page: { before?: number; limit: number }) =>
      (await stars.historyOf(id, page)).map((row) => [row.month, row.star])
    expect(await history('c000007', { limit: 9 })).toEqual([
      [MONTH, 4],
      [MONTH - 1, 3],
      [MONTH - 2, 7],
      [MONTH - 3, 1],
    ])
    expect(await history('c000001', { limit: 2 })).toEqual([
      [MONTH, 4],
      [MONTH - 2, 7],
    ])
    expect(await history('c000001', { before: MONTH - 2, limit: 2 })).toEqual([[MONTH - 3, 1]])
    expect((await stars.starOf('c000001'))?.month).toBe(MONTH)
    expect((await stars.starOf('c000001', MONTH - 2))?.publication).toBe(5)
    const published = new Months(serving)
    const newest = await published.published({ limit: 2 })
    expect(newest.map(({ month: of, publication }) => [of, publication])).toEqual([
      [MONTH, 4],
      [MONTH - 1, 3],
    ])
    const rest = await published.published({ before: MONTH - 1, limit: 9 })
    expect(rest.map(({ month: of }) => of)).toEqual([MONTH - 2, MONTH - 3])
    expect(await published.of(MONTH - 4)).toBeNull()
  })
})

describe('people', () => {
  const day = (offset: number) =>
    new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  let database: TestDatabase
  let people: People

  beforeAll(async () => {
    database = await server.database()
    await publish(
      new Publisher(database.owner),
      contentOf({ month: MONTH, customers: ids(10), ranges: 1, version: () => 1 }),
    )
    people = new People(database.serving)
    const holdings: [string, string, string, string | null][] = [
      ['passed-on', 'c000001', day(-900), day(-400)],
      ['passed-on', 'c000002', day(-399), day(-200)],
      ['passed-on', 'c000003', day(-199), null],
      ['given-up', 'c000004', day(-900), day(-400)],
      ['given-up', 'c000005', day(-399), day(-200)],
      ['to-come', 'c000006', day(-900), day(30)],
      ['to-come', 'c000007', day(31), null],
    ]
    for (const [number, id, from, to] of holdings) {
      await database.owner.query('insert into personal.number values ($1, $2, $3, $4, $5)', [
        number,
        id,
        `${number}-line`,
        from,
        to,
      ])
    }
  })

  test.each([
    ['passed-on', 'c000003'],
    ['given-up', 'c000005'],
    ['to-come', 'c000006'],
  ])('are found by a number that was %s', async (number, id) => {
    expect((await people.byNumber(number)).map(({ customerId }) => customerId)).toEqual([id])
  })

  test('have the numbers they hold today', async () => {
    expect(await people.byId('c000006')).toEqual({
      customerId: 'c000006',
      region: 'anhui',
      segment: 'individual',
      name: 'Name 1',
      numbers: ['19900000006', 'to-come'],
    })
    expect((await people.byId('c000004'))?.numbers).toEqual(['19900000004'])
    expect(await people.byId('nobody')).toBeNull()
    expect(await people.byNumber('nothing')).toEqual([])
    expect(await people.placeOf('c000001')).toEqual({ customerId: 'c000001', region: 'anhui' })
    expect(await people.placeOf('nobody')).toBeNull()
  })

  test('get everything that is kept of them, and after erasure what may be kept', async () => {
    const audit = new Audit(database.serving)
    const entry = { who: 'x', role: 'agent', act: 'star.read', why: 'asked', from: '::1' }
    await audit.append({ ...entry, customerId: 'c000008', outcome: 'allowed', details: {} })
    const all = await people.exportOf('c000008')
    expect(JSON.parse(JSON.stringify(all))).toEqual(all)
    expect(all).toMatchObject({
      customerId: 'c000008',
      region: 'anhui',
      profile: { name: 'Name 1', bornOn: '1990-01-02', contactNumber: null, language: 'zh-CN' },
      numbers: [{ number: '19900000008', heldFrom: '2020-01-11', heldTo: null }],
      erasedAt: null,
      memberships: [{ joinedOn: '2019-01-11' }],
      charges: [
        { period: '2026-10', kind: 'mobile', category: 'recurring', fen: 1001 },
        { period: '2026-10', kind: 'broadband', category: 'package', fen: MONTH - 1 },
      ],
      stars: [{ month: '2026-11', star: 1, validThrough: '2027-10', growthValue: 1 }],
      audit: [{ number: 1, ...entry, outcome: 'allowed' }],
    })
    expect(await people.erase('c000008')).toBe(true)
    expect(await people.erase('c000008')).toBe(true)
    expect(await people.erase('nobody')).toBe(false)
    const rest = await people.exportOf('c000008')
    expect(rest).toMatchObject({ profile: null, numbers: [], stars: [{ star: 1 }] })
    expect(rest?.['erasedAt']).toMatch(/^\d{4}-/)
    expect(rest?.['audit']).toEqual(all?.['audit'])
    expect(JSON.stringify(rest)).not.toMatch(/Name 1|19900000008/)
    expect(await people.exportOf('nobody')).toBeNull()
  })
})

describe('with a hundred thousand customers', () => {
  let owner: Pool
  let serving: Pool
  beforeAll(async () => {
    ;({ owner, serving } = await server.database())
    await owner.query('alter table dipper.star set (autovacuum_enabled = off)')
    const customers = ids(100_000)
    const publisher = new Publisher(owner)
    const first = contentOf({ month: MONTH, customers, ranges: 2, version: () => 1, periods: [] })
    const { masters } = first.request
    const empty = { customer: [], profile: [], number: [] }
    const stars = (request: typeof first.request, lines: typeof first.lines) => ({
      request: { ...request, masters },
      lines: { ...lines, ...empty },
    })
    await publish(publisher, stars(first.request, first.lines))
    const version = (id: string) => (id.endsWith('7') ? 2 : 1)
    const next = contentOf({ month: MONTH, customers, ranges: 2, version, periods: [] })
    await publish(publisher, stars(next.request, next.lines))
    expect((await owner.query('select from dipper.star')).rowCount).toBe(110_000)
  })

  const PLANS = ['force_generic_plan', 'force_custom_plan']

  test.each(PLANS)('a star is one look into the index (%s)', async (plan) => {
    const client = await serving.connect()
    try {
      await client.query(`set plan_cache_mode = ${plan}`)
      await client.query(`prepare star as ${STARS_LAST.text}`)
      expectLookup(await planOf(client))
      await owner.query('analyze dipper.star')
      expectLookup(await planOf(client))
    } finally {
      client.release(true)
    }
  })

  test('the newest row is found', async () => {
    const stars = new Stars(serving)
    expect((await stars.starOf('c050007'))?.publication).toBe(2)
    expect((await stars.starOf('c050008'))?.publication).toBe(1)
  })

  test('many asked for at once are each answered as alone, and one that cannot be read fails alone', async () => {
    const stars = new Stars(serving)
    const ids = Array.from({ length: 250 }, (_, n) => `c${String(n * 7).padStart(6, '0')}`)
    const together = Promise.all([...ids, 'nobody', ids[0] as string].map((id) => stars.starOf(id)))
    const unreadable = stars.starOf('c\u0000').catch((error: { code: string }) => error.code)
    const found = await together
    expect(await unreadable).toMatch(/^22/)
    expect(found.slice(0, 250).map((star) => star?.customerId)).toEqual(ids)
    expect(found.slice(250).map((star) => star?.customerId)).toEqual([undefined, ids[0]])
    for (const [n, id] of ids.entries()) expect(await stars.starOf(id)).toEqual(found[n])
  })

  async function planOf(client: PoolClient): Promise<Plan[]> {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, buffers, format json) execute star(array['c050007'])`,
    )
    return nodesOf((rows[0] as (typeof rows)[number])['QUERY PLAN'][0].Plan)
  }

  function expectLookup(nodes: readonly Plan[]): void {
    const onStars = nodes.filter((node) => node['Relation Name'] === 'star')
    expect(onStars.map((node) => [node['Node Type'], node['Index Name']])).toEqual([
      ['Index Scan', 'star_pkey'],
    ])
    const [lookup] = onStars
    expect(lookup?.['Index Cond']).toMatch(/month = .*customer_id = .*publication <= /)
    expect(lookup?.['Rows Removed by Filter'] ?? 0).toBe(0)
    expect(lookup?.['Shared Hit Blocks'] ?? 0).toBeLessThan(8)
    // One page of a few rows is read faster than an index of it.
    const scanned = nodes.filter((node) => node['Node Type'] === 'Seq Scan')
    expect(scanned.filter((node) => node['Relation Name'] !== 'live')).toEqual([])
  }

  interface Plan {
    readonly 'Node Type': string
    readonly 'Relation Name'?: string
    readonly 'Index Name'?: string
    readonly 'Index Cond'?: string
    readonly 'Rows Removed by Filter'?: number
    readonly 'Shared Hit Blocks'?: number
    readonly Plans?: readonly Plan[]
  }

  function nodesOf(plan: Plan): Plan[] {
    return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
  }
})

describe('a database that is not there', () => {
  test('is unavailable, which a refusal is not', async () => {
    const { owner, serving, config } = await server.database()
    const gone = [
      openPool({ ...config, host: '/nowhere' }),
      openPool({ ...config, host: '127.0.0.1', port: 1 }),
    ]
    for (const pool of gone) {
      const error: unknown = await new Stars(pool).starOf('x').catch((reason: unknown) => reason)
      expect(isUnavailable(error)).toBe(true)
      await pool.end()
    }
    const sleeping = serving.query('select pg_sleep(30)').catch((reason: unknown) => reason)
    let ended = 0
    while (ended === 0) {
      const { rowCount } = await owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
        where query like 'select pg_sleep%' and datname = current_database()`,
      )
      ended = rowCount ?? 0
    }
    expect(isUnavailable(await sleeping)).toBe(true)
    expect(await new Stars(serving).starOf('x')).toBeNull()
    const refused: unknown = await serving.query('selec').catch((reason: unknown) => reason)
    expect(isUnavailable(refused)).toBe(false)
  })
})
