import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Orders, openPool, type OrderState, servingConfig, Uses } from '../src/index.ts'
import { ORDER_CHANNEL } from '../src/orders/place.ts'
import { startServer, type TestServer } from './server.ts'
import { policiesWith, stoppedLine, toOrder, using, type World, worldOf } from './uses-world.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const ERROR = { code: 'network-timeout', status: null, said: null }
const SIM = { line: { id: 'a-m', kind: null, state: null } }

interface Ordered extends World {
  readonly order: string
}

/** A world with one order: of a replaced card, or of a restored mobile. */
async function ordered(benefit = 'sim-replacement'): Promise<Ordered> {
  const world = await worldOf(await server.database(), [{ id: 'a', star: 7 }])
  const line = benefit === 'mobile-restore' ? stoppedLine('a-m') : SIM.line
  await world.uses.use('a', using(benefit, { line }))
  const [order] = await world.orders.list({ limit: 1 })
  return { ...world, order: order?.order ?? '' }
}

async function stateOf({ orders, order }: Ordered): Promise<OrderState | undefined> {
  return (await orders.of(order))?.state
}

async function whatOf({ orders, order }: Ordered): Promise<string[]> {
  return (await orders.history(order)).map(({ what }) => what)
}

async function useState({ uses }: World): Promise<string | undefined> {
  return (await uses.usesOf('a', { limit: 1 }))[0]?.state
}

/** Lets time pass for orders, which go by the clock of the database. */
async function later({ owner }: World, seconds: number): Promise<void> {
  await owner.query(
    `update dipper.service_order set next_at = next_at - make_interval(secs => $1),
      lease_until = lease_until - make_interval(secs => $1)`,
    [seconds],
  )
}

/** Takes it, and hands it over. */
async function sent(world: Ordered, networkId = 'n1'): Promise<void> {
  await world.orders.take(1, 60)
  expect(await world.orders.sent(world.order, networkId, 30)).toBe(true)
}

/** Stop-again order of a restored mobile. */
async function stopAgain(): Promise<Ordered> {
  const world = await ordered('mobile-restore')
  await sent(world)
  await world.orders.completed(world.order)
  world.at('2026-11-12T09:00:00')
  await world.uses.endDue()
  const [order] = await world.orders.list({ limit: 1 })
  expect(order?.what).toBe('stop-again')
  return { ...world, order: order?.order ?? '' }
}

describe('an order', () => {
  test('is taken, sent, looked at and completed', async () => {
    const world = await ordered()
    const { orders, order } = world
    expect(await orders.take(5, 60)).toMatchObject([
      { order, state: 'waiting', attempts: 1, untried: true, sentAt: null, networkId: null },
    ])
    expect(await orders.sent(order, 'n1', 30)).toBe(true)
    expect(await orders.take(5, 60)).toEqual([])
    await later(world, 30)
    const [again] = await orders.take(5, 60)
    expect(again).toMatchObject({ state: 'sent', attempts: 1, untried: false, networkId: 'n1' })
    expect(again?.sentAt).toBeInstanceOf(Date)
    await orders.stillOpen(order, 30)
    expect(await orders.take(5, 60)).toEqual([])
    await later(world, 30)
    expect(await orders.take(5, 60)).toMatchObject([{ attempts: 2 }])
    await orders.completed(order)
    expect(await orders.of(order)).toMatchObject({ state: 'completed', nextAt: null, error: null })
    expect((await orders.of(order))?.endedAt).toBeInstanceOf(Date)
    expect(await whatOf(world)).toEqual(['created', 'sent', 'completed'])
    await later(world, 1000)
    expect(await orders.take(5, 60)).toEqual([])
    expect(await useState(world)).toBe('ended')
  })

  test('is tried again after what went wrong, and after a taker that died', async () => {
    const world = await ordered()
    const { orders, order } = world
    await orders.take(5, 60)
    await orders.tryLater(order, ERROR, 10)
    expect(await orders.of(order)).toMatchObject({ state: 'waiting', error: 'network-timeout' })
    expect(await orders.take(5, 60)).toEqual([])
    await later(world, 10)
    expect(await orders.take(5, 60)).toMatchObject([{ attempts: 2, untried: false }])
    expect(await orders.take(5, 60)).toEqual([])
    await later(world, 59)
    expect(await orders.take(5, 60)).toEqual([])
    await later(world, 1)
    expect(await orders.take(5, 60)).toMatchObject([{ attempts: 3 }])
    expect((await orders.history(order)).at(-1)).toMatchObject({
      number: 2,
      what: 'not-yet',
      details: { ...ERROR, attempts: 1 },
    })
  })

  test('that the network lost is as before it was sent', async () => {
    const world = await ordered()
    await sent(world)
    await later(world, 30)
    await world.orders.take(1, 60)
    await world.orders.lost(world.order)
    expect(await world.orders.take(1, 60)).toMatchObject([
      { state: 'waiting', attempts: 1, networkId: null, sentAt: expect.any(Date), untried: false },
    ])
    expect(await whatOf(world)).toEqual(['created', 'sent', 'lost'])
  })

  test('is heard of on a channel when it is there', async () => {
    const world = await ordered()
    const client = await world.owner.connect()
    let heard = 0
    client.on('notification', () => heard++)
    await client.query(`listen ${ORDER_CHANNEL}`)
    await world.uses.use('a', using('hotline-priority'))
    await client.query('select 1')
    expect(heard).toBe(0)
    await world.uses.use('a', using('sim-replacement', SIM))
    await client.query('select 1')
    expect(heard).toBe(1)
    client.release(true)
  })

  test('of nobody is none', async () => {
    const { orders } = await ordered()
    for (const id of [randomUUID(), 'x', '']) {
      expect(await orders.of(id)).toBeNull()
      expect(await orders.history(id)).toEqual([])
      expect(await orders.replay(id, 'me')).toBe('order-missing')
      expect(await orders.giveUp(id, 'me')).toBe('order-missing')
      const report = { networkId: 'n9', externalId: id, state: 'completed' } as const
      expect(await orders.answered(report)).toBe('order-missing')
    }
    expect(await orders.answered({ networkId: 'n9', externalId: null, state: 'open' })).toBe(
      'order-missing',
    )
  })

  test('is listed, the newest first, by state', async () => {
    const world = await ordered()
    await world.orders.dead(world.order, ERROR)
    await world.uses.use('a', using('sim-replacement', SIM))
    await world.uses.use('a', using('door-move'))
    const all = await world.orders.list({ limit: 5 })
    expect(all.map(({ use }) => use)).toEqual([3, 2, 1])
    const before = all[1]?.number as bigint
    expect(await world.orders.list({ before, limit: 5 })).toEqual([all[2]])
    expect(await world.orders.list({ state: 'dead', limit: 5 })).toEqual([all[2]])
    expect(await world.orders.list({ state: 'waiting', limit: 1 })).toEqual([all[0]])
  })
})

describe('takers at the same time', () => {
  test('never have the same order', async () => {
    const people = Array.from({ length: 60 }, (_, n) => ({ id: `p${n}`, star: 7 }))
    const world = await worldOf(await server.database(), people)
    for (const { id } of people) await world.uses.use(id, using('door-move'))
    const pool = openPool({ ...servingConfig(world.config), max: 16 })
    const orders = new Orders(pool)
    const taken: string[] = []
    const taker = async () => {
      for (;;) {
        const some = await orders.take(3, 600)
        if (some.length === 0) return
        taken.push(...some.map(({ order }) => order))
      }
    }
    await Promise.all(Array.from({ length: 16 }, taker))
    await pool.end()
    expect(taken).toHaveLength(60)
    expect(new Set(taken).size).toBe(60)
  })

  test('hand a start over before its stop', async () => {
    const world = await ordered('mobile-restore')
    await world.orders.take(1, 3600)
    world.at('2026-11-12T09:00:00')
    expect(await world.uses.endDue()).toBe(1)
    const [stop, start] = await world.orders.list({ limit: 2 })
    expect([start?.state, stop?.what, stop?.state]).toEqual(['given-up', 'stop-again', 'waiting'])
    expect(await world.orders.take(5, 60)).toEqual([])
    await later(world, 3600)
    expect(await world.orders.take(5, 60)).toMatchObject([{ what: 'stop-again', untried: true }])
  })
})

describe('an order that fails', () => {
  test('gives its use back, and what runs has ended', async () => {
    const world = await ordered('mobile-restore')
    await sent(world)
    expect(await useState(world)).toBe('running')
    world.at('2026-11-10T10:00:00')
    await world.orders.failed(world.order, { ...ERROR, code: 'order-failed' })
    const [use] = await world.uses.usesOf('a', { limit: 1 })
    expect(use).toMatchObject({
      state: 'given-back',
      endedAt: '2026-11-10T10:00:00',
      endedBecause: 'failed',
      orders: [{ state: 'failed', error: 'order-failed' }],
    })
    world.at('2026-11-20T09:00:00')
    expect(await world.uses.endDue()).toBe(0)
    const again = using('mobile-restore', { line: stoppedLine('a-m', { stoppedOn: '2026-11-19' }) })
    expect((await world.uses.use('a', again))?.outcome).toBe('begun')
  })

  test('gives back what was taken of a stock', async () => {
    const offer = {
      title: { 'zh-CN': 'x', 'zh-TW': 'x', en: 'x' },
      gives: 'data',
      stars: [7],
      from: '2026-01-01',
      stock: 1,
    }
    const policies = policiesWith({ benefits: { offers: { entries: { spring: offer } } } })
    const ordering: typeof policies = {
      inForce(month, region) {
        const found = policies.inForce(month, region)
        const rule = found?.rules.benefits['offers/spring']
        if (!found || !rule) return found
        const benefits = { ...found.rules.benefits, 'offers/spring': { ...rule, order: true } }
        return { ...found, rules: { ...found.rules, benefits } }
      },
    }
    const people = ['a', 'b'].map((id) => ({ id, star: 7 }))
    const world = await worldOf(await server.database(), people, { policies: ordering })
    await world.uses.use('a', using('offers/spring'))
    expect((await world.uses.use('b', using('offers/spring')))?.outcome).toBe('refused')
    const [order] = await world.orders.take(1, 60)
    await world.orders.failed(order?.order ?? '', ERROR)
    await world.orders.failed(order?.order ?? '', ERROR)
    expect((await world.uses.use('b', using('offers/spring')))?.outcome).toBe('begun')
    const { rows } = await world.owner.query('select taken from dipper.offer_stock')
    expect(rows).toEqual([{ taken: 1 }])
  })

  test('to stop again waits for somebody to look', async () => {
    const world = await stopAgain()
    await world.orders.take(1, 60)
    const report = { networkId: 'n2', externalId: world.order, state: 'failed' } as const
    expect(await world.orders.answered(report)).toBe('accepted')
    expect(await stateOf(world)).toBe('dead')
    expect(await world.orders.answered(report)).toBe('repeated')
    expect(await useState(world)).toBe('ended')
    expect(await world.orders.giveUp(world.order, 'me')).toBe('given-up')
    expect(await useState(world)).toBe('ended')
  })

  test('at the same time as others use gives back exactly one', async () => {
    const world = await ordered()
    const pool = openPool({ ...servingConfig(world.config), max: 16 })
    const [orders, uses] = [new Orders(pool), usesOf(pool)]
    const acts = Array.from({ length: 15 }, () => uses.use('a', using('sim-replacement', SIM)))
    await Promise.all([
      orders.failed(world.order, ERROR),
      orders.failed(world.order, ERROR),
      ...acts,
    ])
    await pool.end()
    await world.uses.use('a', using('sim-replacement', SIM))
    const { rows } = await world.owner.query(
      'select state, count(*)::integer as n from dipper.use group by 1 order by 1',
    )
    expect(rows).toEqual([
      { state: 'ended', n: 2 },
      { state: 'given-back', n: 1 },
    ])
  })
})

describe('an order that fails while something is done for its customer', () => {
  test('waits, and gives its use back after it has ended', async () => {
    const world = await ordered('mobile-restore')
    await sent(world)
    const client = await world.owner.connect()
    await client.query('begin')
    await client.query('select from dipper.use_account for update')
    const failing = world.orders.failed(world.order, ERROR)
    await blocked(world)
    expect(await stateOf(world)).toBe('sent')
    const end = `update dipper.use set state = 'ended', ended_at = '2026-11-10T09:30:00', ended_because = 'time'`
    await client.query(end)
    await client.query('commit')
    client.release()
    await failing
    const [use] = await world.uses.usesOf('a', { limit: 1 })
    expect(use).toMatchObject({ state: 'given-back', endedBecause: 'time' })
  })
})

/** Waits until somebody waits for a lock. */
async function blocked({ owner }: World): Promise<void> {
  const waiting =
    'select from pg_stat_activity where wait_event_type = $1 and datname = current_database()'
  while ((await owner.query(waiting, ['Lock'])).rowCount === 0) {
    await new Promise((wait) => setTimeout(wait, 2))
  }
}

function usesOf(pool: Pool): Uses {
  return new Uses(pool, { policies: policiesWith(), toOrder, now: () => '2026-11-10T09:00:00' })
}

describe('a dead order', () => {
  test('keeps its use, and is taken no more until it is replayed', async () => {
    const world = await ordered()
    await sent(world)
    await later(world, 30)
    await world.orders.take(1, 60)
    await world.orders.tryLater(world.order, ERROR, 100_000)
    await world.orders.dead(world.order, ERROR)
    await later(world, 10_000)
    expect(await world.orders.take(5, 60)).toEqual([])
    expect(await useState(world)).toBe('ended')
    expect(await world.orders.replay(world.order, 'me')).toBe('replayed')
    expect(await world.orders.replay(world.order, 'me')).toBe('not-dead')
    const [taken] = await world.orders.take(5, 60)
    expect(taken).toMatchObject({ state: 'waiting', attempts: 1, untried: false, networkId: 'n1' })
    expect(taken?.sentAt).toBeInstanceOf(Date)
    expect(await whatOf(world)).toEqual(['created', 'sent', 'not-yet', 'dead', 'replayed'])
    expect((await world.orders.history(world.order)).at(-1)?.details).toEqual({ by: 'me' })
  })

  test('that is given up gives its use back, and stays so', async () => {
    const world = await ordered()
    expect(await world.orders.giveUp(world.order, 'me')).toBe('not-dead')
    await world.orders.dead(world.order, ERROR)
    expect(await world.orders.giveUp(world.order, 'me')).toBe('given-up')
    expect(await useState(world)).toBe('given-back')
    expect(await world.orders.giveUp(world.order, 'me')).toBe('not-dead')
    expect(await world.orders.replay(world.order, 'me')).toBe('not-dead')
    const ended = await world.orders.of(world.order)
    const report = { networkId: 'n1', externalId: world.order, state: 'completed' } as const
    expect(await world.orders.answered(report)).toBe('late')
    expect(await useState(world)).toBe('given-back')
    expect(await world.orders.of(world.order)).toEqual({ ...ended, networkId: 'n1' })
  })

  test('does not start what has run out meanwhile', async () => {
    const world = await ordered('mobile-restore')
    await world.orders.take(1, 60)
    await world.orders.dead(world.order, ERROR)
    world.at('2026-11-12T09:00:00')
    await world.uses.endDue()
    expect(await world.orders.replay(world.order, 'me')).toBe('use-ended')
    expect(await stateOf(world)).toBe('dead')
  })

  test.each(['completed', 'failed'] as const)('is %s when the network says so', async (state) => {
    const world = await ordered()
    await world.orders.dead(world.order, ERROR)
    const report = { networkId: 'n1', externalId: world.order, state }
    expect(await world.orders.answered(report)).toBe('accepted')
    expect(await stateOf(world)).toBe(state)
    expect(await useState(world)).toBe(state === 'failed' ? 'given-back' : 'ended')
  })
})

describe('a report of the network', () => {
  test('tells its id, and is taken once', async () => {
    const world = await ordered()
    const of = (state: 'open' | 'completed' | 'failed', externalId: string | null = world.order) =>
      world.orders.answered({ networkId: 'n1', externalId, state })
    expect(await of('open')).toBe('accepted')
    expect(await of('open')).toBe('repeated')
    expect(await world.orders.of(world.order)).toMatchObject({ state: 'sent', networkId: 'n1' })
    expect(await of('completed', null)).toBe('accepted')
    expect(await of('completed')).toBe('repeated')
    const ended = await world.orders.of(world.order)
    expect(await of('failed')).toBe('late')
    expect(await of('failed')).toBe('late')
    expect(await of('open')).toBe('late')
    expect(await world.orders.of(world.order)).toEqual(ended)
    expect(await useState(world)).toBe('ended')
    expect(await whatOf(world)).toEqual(['created', 'sent', 'completed', 'late'])
  })

  test('that came before the answer to what was sent is no contradiction', async () => {
    const world = await ordered()
    await world.orders.take(1, 60)
    const report = { networkId: 'n1', externalId: world.order, state: 'completed' } as const
    expect(await world.orders.answered(report)).toBe('accepted')
    expect(await world.orders.sent(world.order, 'n1', 30)).toBe(true)
    expect(await stateOf(world)).toBe('completed')
    expect(await whatOf(world)).toEqual(['created', 'completed'])
  })

  test('whose ids belong to two orders changes nothing', async () => {
    const world = await ordered()
    await sent(world)
    await world.uses.use('a', using('sim-replacement', SIM))
    const [second] = await world.orders.take(1, 60)
    const order = second?.order ?? ''
    expect(await world.orders.sent(order, 'n1', 30)).toBe(false)
    expect(await world.orders.sent(order, 'n2', 30)).toBe(true)
    expect(await world.orders.sent(order, 'n3', 30)).toBe(false)
    for (const [networkId, externalId] of [
      ['n1', order],
      ['n2', world.order],
      ['n9', world.order],
      ['n1', randomUUID()],
      ['n1', 'x'],
    ] as const) {
      const report = { networkId, externalId, state: 'failed' } as const
      expect(await world.orders.answered(report), `${networkId} ${externalId}`).toBe('other-order')
    }
    expect((await world.orders.list({ limit: 5 })).map((o) => [o.state, o.networkId])).toEqual([
      ['sent', 'n2'],
      ['sent', 'n1'],
    ])
    expect(await whatOf(world)).toContain('other-order')
    expect(await useState(world)).toBe('ended')
  })

  test('of an id that another order is given at this moment is not believed', async () => {
    const world = await ordered()
    await world.uses.use('a', using('sim-replacement', SIM))
    const [second] = await world.orders.list({ limit: 1 })
    const client = await world.owner.connect()
    await client.query('begin')
    const give = `update dipper.service_order set network_id = 'same' where "order" = $1`
    await client.query(give, [world.order])
    const heard = world.orders.sent(second?.order ?? '', 'same', 30)
    await blocked(world)
    await client.query('commit')
    client.release()
    expect(await heard).toBe(false)
    expect(await world.orders.of(second?.order ?? '')).toMatchObject({ networkId: null })
  })
})
