import { month } from '@dipper/policy'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  Months,
  type PartContent,
  People,
  Publications,
  Publisher,
  Stars,
  StoreProblem,
} from '../src/index.ts'
import { inTransaction, withClient } from '../src/pool.ts'
import { makeLast } from '../src/publishing/switch.ts'
import {
  bringAll,
  type Content,
  type ContentOptions,
  contentOf,
  ids,
  numberOf,
  partOf,
  publish,
} from './content.ts'
import { startServer, type TestDatabase, type TestServer } from './server.ts'

const MONTH = month('2026-11')
const CUSTOMERS = ids(500)

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

function content(options: Partial<ContentOptions> = {}): Content {
  return contentOf({
    month: MONTH,
    customers: CUSTOMERS,
    ranges: 4,
    version: () => 1,
    ...options,
  })
}

/** Every row that readers see of a month, by id, without the publication that brought it. */
async function visible({ owner }: TestDatabase, of = MONTH): Promise<Map<string, unknown>> {
  const { rows } = await owner.query<{ customer_id: string }>(
    `select s.* from dipper.live l cross join lateral (
      select distinct on (customer_id) * from dipper.star
      where month = l.month and publication <= l.publication
      order by customer_id, publication desc) s where l.month = $1 and s.outcome >= 0`,
    [of],
  )
  return new Map(
    rows.map((row) => {
      const { publication: _, ...rest } = row as typeof row & { publication: number }
      return [row.customer_id, rest]
    }),
  )
}

async function count({ owner }: TestDatabase, from: string): Promise<number> {
  const { rows } = await owner.query<{ n: bigint }>(`select count(*) as n from ${from}`)
  return Number(rows[0]?.n)
}

async function problem(work: Promise<unknown>): Promise<StoreProblem> {
  try {
    await work
  } catch (error) {
    if (error instanceof StoreProblem) return error
    throw error
  }
  throw new Error('there was no problem')
}

describe('a month that was never published', () => {
  test('is seen whole from the moment it is finished', async () => {
    const database = await server.database()
    const stars = new Stars(database.serving)
    const publisher = new Publisher(database.owner)
    const first = content()
    const begun = await publisher.begin(first.request)
    if (begun.state !== 'loading') throw new Error('it is live already')
    expect([begun.load.against, begun.load.resumed]).toEqual([null, false])
    for (const part of begun.load.missing) {
      await begun.load.accept(part, partOf(first, part))
      expect(await stars.starOf('c000000')).toBeNull()
      expect(await new Months(database.serving).published({ limit: 9 })).toEqual([])
    }
    const state = await begun.load.finish()
    await begun.load.close()
    expect(state).toMatchObject({
      publication: 1,
      month: MONTH,
      state: 'live',
      rows: 500,
      digest: first.request.digest,
      by: 'tester',
    })
    expect((await visible(database)).size).toBe(500)
    expect(await new Months(database.serving).of(MONTH)).toMatchObject({
      month: MONTH,
      publication: 1,
      publishedAt: state.at,
      policy: 'china-telecom/star',
      policyDigest: first.request.policy.digest,
      digest: first.request.digest,
      ...first.request.totals,
    })
    expect(await stars.starOf('c000000')).toEqual({
      customerId: 'c000000',
      month: MONTH,
      publication: 1,
      region: 'anhui',
      spendGrowth: 1n,
      tenureGrowth: 10n,
      creditGrowth: -10n,
      growthValue: 1n,
      assessedStar: 1,
      star: 1,
      validFrom: MONTH,
      validThrough: MONTH + 11,
      outcome: 'awarded',
      nextStar: { star: 2, missing: 999n },
    })
  })

  test('with the same digest is not published twice', async () => {
    const database = await server.database()
    const publisher = new Publisher(database.owner)
    const { state } = await publish(publisher, content())
    const again = await publisher.begin(content().request)
    expect(again).toEqual({ state: 'already-live', publication: state })
    expect(await new Publications(database.serving).list({ limit: 9 })).toEqual([state])
  })

  test('may have nobody in it', async () => {
    const database = await server.database()
    const { written } = await publish(
      new Publisher(database.owner),
      content({ customers: [], ranges: 1 }),
    )
    expect(written).toEqual({ star: 0, bill: 0, customer: 0, profile: 0, number: 0 })
    expect((await new Months(database.serving).of(MONTH))?.customers).toBe(0)
  })
})

describe('a second publication', () => {
  test('writes what differs, and readers see what a full one would show', async () => {
    const [delta, full] = [await server.database(), await server.database()]
    // Some change, some go, some come, some come back with the next.
    const second = content({
      customers: [...CUSTOMERS.slice(20), ...ids(510).slice(500)],
      ranges: 3,
      version: (id) => (Number(id.slice(1)) % 7 === 0 ? 2 : 1),
    })
    const third = content({ customers: ids(505), ranges: 5, version: (id) => id.length })
    const publisher = new Publisher(delta.owner)
    await publish(publisher, content())
    for (const next of [second, third]) {
      const { written, state } = await publish(publisher, next)
      await publish(new Publisher(full.owner), next)
      expect(await visible(delta)).toEqual(await visible(full))
      expect(state.rows).toBe(next.request.totals.customers)
      if (next === second) expect(written.star).toBe(20 + 10 + 69)
      await new Publisher(full.owner).takeBack(MONTH, 'tester')
    }
    const states = await new Publications(delta.serving).list({ limit: 9 })
    expect(states.map(({ publication, state }) => [publication, state])).toEqual([
      [3, 'live'],
      [2, 'superseded'],
      [1, 'superseded'],
    ])
  })

  test('says before what it would change', async () => {
    const database = await server.database()
    const publisher = new Publisher(database.owner)
    const preview = (next: Content) =>
      publisher.preview(
        MONTH,
        next.request.ranges.map((range) => ({
          ...range,
          ...partOf(next, { ...range, table: 'star', period: null }),
        })),
      )
    expect(await preview(content())).toMatchObject({ against: null, added: 500, same: 0 })
    await publish(publisher, content())
    const moved = content({
      customers: ids(503).slice(2),
      version: (id) => (id < 'c000010' ? 5 : id < 'c000012' ? 9 : 1),
    })
    const changes = await preview(moved)
    expect(changes).toMatchObject({
      month: MONTH,
      against: 1,
      added: 3,
      removed: 2,
      changed: 10,
      same: 488,
    })
    expect(changes.moves[1]).toEqual([0, 490, 0, 0, 0, 8, 0, 0])
    expect((await visible(database)).size).toBe(500)
    await publish(publisher, moved)
    expect(await preview(moved)).toMatchObject({ added: 0, changed: 0, removed: 0, same: 501 })
  })

  test('of another month shares charges with the same digest and writes changed customers only', async () => {
    const database = await server.database()
    const publisher = new Publisher(database.owner)
    const periods = [MONTH - 2, MONTH - 1]
    const first = await publish(publisher, content({ periods }))
    expect(first.written).toEqual({
      star: 500,
      bill: 1000,
      customer: 500,
      profile: 500,
      number: 500,
    })
    const next = content({
      month: MONTH + 1,
      periods: [MONTH - 1, MONTH],
      masters: (id) => (id === 'c000003' ? 2 : 1),
    })
    const second = await publish(publisher, next)
    expect(second.written).toEqual({ star: 500, bill: 500, customer: 1, profile: 2, number: 2 })
    const third = await publish(publisher, {
      ...next,
      request: { ...next.request, month: MONTH + 2 },
    })
    expect(third.written).toEqual({ star: 500 })
  })
})

describe('taken back', () => {
  test('a month is what it was before, or not published', async () => {
    const database = await server.database()
    const publisher = new Publisher(database.owner)
    const stars = new Stars(database.serving)
    await publish(publisher, content({ version: () => 1 }))
    const before = await visible(database)
    await publish(publisher, content({ version: () => 2, customers: ids(501).slice(1) }))
    expect((await stars.starOf('c000001'))?.star).toBe(2)
    expect(await publisher.takeBack(MONTH, 'somebody')).toMatchObject({
      publication: 2,
      state: 'taken-back',
    })
    expect(await visible(database)).toEqual(before)
    expect(await new Months(database.serving).of(MONTH)).toMatchObject({ publication: 1 })
    expect(await count(database, 'dipper.star')).toBe(500)
    await publisher.takeBack(MONTH, 'somebody')
    expect(await stars.starOf('c000001')).toBeNull()
    expect(await publisher.takeBack(MONTH, 'somebody')).toBeNull()
    for (const table of ['star', 'bill', 'bill_load', 'live']) {
      expect(await count(database, `dipper.${table}`), table).toBe(0)
    }
  })

  test('a number is never used again, and the same month can be published anew', async () => {
    const database = await server.database()
    const publisher = new Publisher(database.owner)
    await publish(publisher, content())
    const before = await visible(database)
    await publish(publisher, content({ version: () => 2 }))
    await publisher.takeBack(MONTH, 'somebody')
    const { state } = await publish(publisher, content({ version: () => 3 }))
    expect(state.publication).toBe(3)
    await publisher.takeBack(MONTH, 'somebody')
    expect(await visible(database)).toEqual(before)
  })

  test('and killed before its rows were deleted, they are not seen with the next', async () => {
    const database = await server.database()
    const publisher = new Publisher(database.owner)
    await publish(publisher, content())
    await publish(publisher, content({ version: () => 2, customers: ids(501) }))
    await withClient(database.owner, (client) =>
      inTransaction(client, () => makeLast(client, MONTH, 'somebody')),
    )
    await publish(publisher, content({ customers: CUSTOMERS.slice(1) }))
    expect((await visible(database)).size).toBe(499)
    expect((await new Stars(database.serving).starOf('c000001'))?.star).toBe(1)
  })

  test('an older month leaves a newer one what it rests on', async () => {
    const database = await server.database()
    const publisher = new Publisher(database.owner)
    await publish(publisher, content({ periods: [MONTH - 1] }))
    const newer = content({ month: MONTH + 1, periods: [MONTH - 1] })
    await publish(publisher, newer)
    const stars = new Stars(database.serving)
    const before = await stars.explainable('c000007', MONTH + 1)
    await publisher.takeBack(MONTH, 'somebody')
    expect(await stars.explainable('c000007', MONTH + 1)).toEqual(before)
    expect(before?.customer.charges.length).toBe(2)
    expect(before?.customer.memberships.length).toBe(1)
  })
})

describe('a load that was broken off', () => {
  test('goes on after the last part, with its own ranges', async () => {
    const database = await server.database()
    const publisher = new Publisher(database.owner)
    const whole = content({ ranges: 4 })
    const begun = await publisher.begin(whole.request)
    if (begun.state !== 'loading') throw new Error('it is live already')
    for (const part of begun.load.missing.slice(0, 7)) {
      await begun.load.accept(part, partOf(whole, part))
    }
    const left = begun.load.missing
    await begun.load.close()
    const again = await publisher.begin({
      ...whole.request,
      ranges: content({ ranges: 2 }).request.ranges,
    })
    if (again.state !== 'loading') throw new Error('it is live already')
    expect(again.load.resumed).toBe(true)
    expect(again.load.missing).toEqual(left)
    const { state } = await bringAll(again.load, whole)
    await again.load.close()
    expect(state.publication).toBe(begun.load.publication)
    expect((await visible(database)).size).toBe(500)
  })

  test.each<[string, Partial<ContentOptions>]>([
    ['the month was assessed again', { version: () => 2 }],
    ['it was another month', { month: MONTH + 1, periods: [MONTH - 1] }],
    ['charges came late', { periods: [MONTH - 3, MONTH - 1] }],
    ['people changed', { masters: () => 5 }],
  ])('is given up where %s', async (_, options) => {
    const [database, clean] = [await server.database(), await server.database()]
    const publisher = new Publisher(database.owner)
    await breakOff(publisher, content({ version: () => 9 }), 30)
    const { state, resumed } = await publish(publisher, content(options))
    expect(resumed).toBe(false)
    await publish(new Publisher(clean.owner), content(options))
    const at = options.month ?? MONTH
    expect(await visible(database, at)).toEqual(await visible(clean, at))
    for (const table of ['star', 'bill', 'customer', 'part', 'bill_load']) {
      expect(await count(database, `dipper.${table}`), table).toBe(
        await count(clean, `dipper.${table}`),
      )
    }
    expect(await new Publications(database.serving).list({ limit: 9 })).toEqual([state])
  })

  test('is given up where what it differs from was taken back', async () => {
    const database = await server.database()
    const publisher = new Publisher(database.owner)
    await publish(publisher, content())
    await breakOff(publisher, content({ version: () => 2 }), 3)
    await publisher.takeBack(MONTH, 'somebody')
    const { resumed } = await publish(publisher, content({ version: () => 2 }))
    expect(resumed).toBe(false)
    expect((await visible(database)).size).toBe(500)
  })

  async function breakOff(publisher: Publisher, of: Content, parts: number): Promise<void> {
    const begun = await publisher.begin(of.request)
    if (begun.state !== 'loading') throw new Error('it is live already')
    for (const part of begun.load.missing.slice(0, parts)) {
      await begun.load.accept(part, partOf(of, part))
    }
    await begun.load.close()
  }
})

describe('refused', () => {
  test.each<[string, (whole: PartContent) => PartContent, object]>([
    [
      'fewer rows than announced',
      ({ rows, count: rowCount }) => ({ rows, count: rowCount + 1 }),
      {
        code: 'publish-part-differs',
        params: { table: 'star', range: 0, announced: 126, found: 125 },
      },
    ],
    [
      'what is not a row',
      () => ({ rows: lines(['c1,1']), count: 1 }),
      { code: 'publish-part-unreadable', params: { table: 'star', range: 0, line: 1 } },
    ],
    [
      'a row twice',
      ({ rows, count: rowCount }) => ({ rows: twice(rows), count: rowCount * 2 }),
      { code: 'publish-part-unreadable', params: { table: 'star', range: 0 } },
    ],
  ])('is a part with %s, and it may be brought again', async (_, spoil, expected) => {
    const database = await server.database()
    const whole = content()
    const begun = await new Publisher(database.owner).begin(whole.request)
    if (begun.state !== 'loading') throw new Error('it is live already')
    const [part] = begun.load.missing
    if (part === undefined) throw new Error('nothing is missing')
    const bad = begun.load.accept(part, spoil(partOf(whole, part)))
    const { code, params } = await problem(bad)
    expect({ code, params }).toMatchObject(expected)
    const { state } = await bringAll(begun.load, whole)
    await begun.load.close()
    expect(state.state).toBe('live')
    expect((await visible(database)).size).toBe(500)
  })

  test('is a part whose source fails, and it may be brought again', async () => {
    const database = await server.database()
    const whole = content()
    const begun = await new Publisher(database.owner).begin(whole.request)
    if (begun.state !== 'loading') throw new Error('it is live already')
    const [part] = begun.load.missing
    if (part === undefined) throw new Error('nothing is missing')
    const { rows, count: rowCount } = partOf(whole, part)
    const failing = begun.load.accept(part, { rows: broken(rows), count: rowCount })
    await expect(failing).rejects.toThrow('the disk is gone')
    expect((await bringAll(begun.load, whole)).state.state).toBe('live')
    await begun.load.close()
  })

  test('is a customer outside the range of a part', async () => {
    const database = await server.database()
    const publisher = new Publisher(database.owner)
    await publish(publisher, content())
    const next = content({ version: () => 2 })
    const begun = await publisher.begin(next.request)
    if (begun.state !== 'loading') throw new Error('it is live already')
    const [part, other] = begun.load.missing
    if (part === undefined || other === undefined) throw new Error('nothing is missing')
    const { code, params } = await problem(begun.load.accept(part, partOf(next, other)))
    expect([code, params['found']]).toEqual(['publish-part-outside', 125])
    await begun.load.close()
  })

  test('is a month whose rows do not add up, and it begins anew', async () => {
    const database = await server.database()
    const publisher = new Publisher(database.owner)
    const whole = content()
    const { totals } = whole.request
    const wrong = { ...whole.request, totals: { ...totals, stars: [0, 499, 1] } }
    const { code, params } = await problem(publish(publisher, { ...whole, request: wrong }))
    expect({ code, params }).toEqual({
      code: 'publish-totals-differ',
      params: { what: 'stars', announced: '0 499 1', found: '0 500' },
    })
    expect((await visible(database)).size).toBe(0)
    const { resumed } = await publish(publisher, whole)
    expect(resumed).toBe(false)
    expect((await visible(database)).size).toBe(500)
  })

  test('is a second publisher while one is at work', async () => {
    const database = await server.database()
    const publisher = new Publisher(database.owner)
    const begun = await publisher.begin(content().request)
    if (begun.state !== 'loading') throw new Error('it is live already')
    const other = new Publisher(database.owner)
    expect((await problem(other.begin(content().request))).code).toBe('publish-busy')
    expect((await problem(other.takeBack(MONTH, 'somebody'))).code).toBe('publish-busy')
    await begun.load.close()
    expect((await publish(other, content())).resumed).toBe(true)
  })

  test('are ranges that leave customers out', async () => {
    const database = await server.database()
    const { request } = content({ ranges: 4 })
    const publisher = new Publisher(database.owner)
    for (const ranges of [[], request.ranges.slice(1), request.ranges.toReversed()]) {
      await expect(publisher.begin({ ...request, ranges })).rejects.toThrow(RangeError)
    }
  })

  async function* lines(texts: readonly string[]): AsyncGenerator<string> {
    for (const text of texts) yield `${text}\n`
  }

  async function* twice(rows: PartContent['rows']): PartContent['rows'] {
    const all = []
    for await (const chunk of rows) all.push(chunk)
    yield* all
    yield* all
  }

  async function* broken(rows: PartContent['rows']): PartContent['rows'] {
    yield* rows
    throw new Error('the disk is gone')
  }
})

describe('people', () => {
  test('become those of the register, without those who were erased', async () => {
    const database = await server.database()
    const publisher = new Publisher(database.owner)
    const people = new People(database.serving)
    await publish(publisher, content())
    expect(await people.erase('c000002')).toBe(true)
    const next = content({
      month: MONTH + 1,
      customers: CUSTOMERS.slice(1),
      masters: (id) => (id === 'c000003' ? 2 : 1),
    })
    await publish(publisher, next)
    expect(await people.byNumber(numberOf('c000000'))).toEqual([])
    expect(await people.byId('c000000')).toBeNull()
    // The register knows them still, from the month before.
    expect(await people.placeOf('c000000')).toEqual({ customerId: 'c000000', region: 'anhui' })
    expect(await people.byNumber(numberOf('c000002'))).toEqual([])
    expect(await people.byId('c000002')).toMatchObject({ name: null, numbers: [] })
    expect(await people.byId('c000003')).toMatchObject({
      name: 'Name 2',
      region: 'anhui',
      segment: 'individual',
      numbers: [numberOf('c000003')],
    })
    expect(await count(database, 'personal.profile')).toBe(498)
  })

  test('who are erased while they are being published stay erased', async () => {
    const database = await server.database()
    const publisher = new Publisher(database.owner)
    await publish(publisher, content())
    const next = content({ month: MONTH + 1, masters: () => 2 })
    const people = new People(database.serving)
    const erasing = CUSTOMERS.slice(0, 60).map(async (id, n) => {
      await new Promise((wait) => setTimeout(wait, n * 3))
      return people.erase(id)
    })
    await Promise.all([publish(publisher, next), ...erasing])
    expect(await count(database, 'personal.profile')).toBe(440)
    expect(await count(database, 'personal.number')).toBe(440)
  })
})
