import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askingOf } from './asking.ts'
import { orderOf } from './memory-orders.ts'
import { newWorld, UNLIMITED, type World } from './world.ts'

const ORDERS = '/v1/service-orders'
const NOBODYS = orderOf(99_999)

let world: World
beforeEach(async () => {
  world = await newWorld({ limits: UNLIMITED })
})
afterEach(() => world.stop())

const { get, post } = askingOf(() => world)

type Json = Record<string, unknown>
const codeOf = ({ status, json }: { status: number; json: Json }) => [status, json['code']]

describe('service orders', () => {
  it('are listed newest first, by state, page by page', async () => {
    const seen: unknown[] = []
    let url: string | null = `${ORDERS}?state=dead&limit=25`
    while (url !== null) {
      const { json } = await get(url)
      const items = json['items'] as Json[]
      for (const { state } of items) expect(state).toBe('dead')
      seen.push(...items.map(({ order }) => order))
      url = json['next'] as string | null
    }
    const { orders, spareOrders = [] } = world.cast
    const others = [orders?.foreign, orders?.regional, orders?.self]
    expect(seen).toEqual([...spareOrders.toReversed(), ...others])
    expect((await get(`${ORDERS}?state=lost`)).status).toBe(400)
  })

  it('do not say whose they are outside the caller’s regions', async () => {
    const of = async (role: 'system' | 'auditor' | 'data-operator') => {
      const items = (await get(`${ORDERS}?limit=200`, role)).json['items'] as Json[]
      return items.find(({ order }) => order === orderOf(3))?.['customerId']
    }
    expect(await of('system')).toBe('C-foreign/丙')
    expect(await of('data-operator')).toBeNull()
    expect(await of('auditor')).toBeNull()
  })

  it('are read with all that happened, and that is recorded', async () => {
    const { json } = await get(`${ORDERS}/${orderOf(1)}`, 'data-operator')
    expect(json).toMatchObject({
      customerId: 'C-self',
      state: 'dead',
      error: 'network-unreachable',
      history: [{ number: 1, what: 'created' }],
    })
    expect(world.ports.entries).toMatchObject([
      { act: 'order.read', details: { path: `${ORDERS}/${orderOf(1)}` } },
    ])
  })

  it('of others are like those that there are not', async () => {
    for (const order of [orderOf(3), NOBODYS]) {
      expect(codeOf(await get(`${ORDERS}/${order}`, 'data-operator'))).toEqual([403, 'not-yours'])
      const replayed = await post(`${ORDERS}/${order}/replay`, undefined, { role: 'data-operator' })
      expect(codeOf(replayed)).toEqual([403, 'not-yours'])
    }
    expect(codeOf(await get(`${ORDERS}/${NOBODYS}`))).toEqual([404, 'order-missing'])
    expect((await get(`${ORDERS}/${orderOf(3)}`)).json).toMatchObject({ state: 'dead' })
  })

  it('are replayed or given up while they are dead', async () => {
    const replay = (n: number) => post(`${ORDERS}/${orderOf(n)}/replay`)
    const giveUp = (n: number) => post(`${ORDERS}/${orderOf(n)}/give-up`)
    expect((await replay(1)).json).toMatchObject({ state: 'waiting' })
    const again = await replay(1)
    expect([codeOf(again), again.json['params']]).toEqual([
      [409, 'order-not-dead'],
      { order: orderOf(1), state: 'waiting' },
    ])
    expect((await giveUp(2)).json).toMatchObject({ state: 'given-up' })
    expect(codeOf(await giveUp(2))).toEqual([409, 'order-not-dead'])
    expect(codeOf(await giveUp(4))).toEqual([409, 'order-not-dead'])
  })

  it('are not mended by auditors', async () => {
    const { status } = await post(`${ORDERS}/${orderOf(1)}/replay`, undefined, { role: 'auditor' })
    expect(status).toBe(403)
  })
})

describe('what the network says', () => {
  const event = (state: string, more: Json = {}) => ({
    eventId: `e-${state}`,
    eventType: 'ServiceOrderStateChangeEvent',
    eventTime: '2026-11-22T01:30:00Z',
    event: { serviceOrder: { id: 'SO-1', externalId: orderOf(1), state, ...more } },
  })
  const tell = (body: Json, headers: Record<string, string> = {}) =>
    post(`${ORDERS}/state-changes`, body, { headers: { 'idempotency-key': '', ...headers } })

  it('is taken, and late once there is an end', async () => {
    expect((await tell(event('inProgress'))).json).toEqual({ accepted: 'accepted' })
    expect((await tell(event('completed'))).json).toEqual({ accepted: 'accepted' })
    expect((await tell(event('failed'))).json).toEqual({ accepted: 'late' })
    expect((await get(`${ORDERS}/${orderOf(1)}`)).json).toMatchObject({
      state: 'completed',
      networkId: 'SO-1',
    })
  })

  it('counts by its own id where it has no key', async () => {
    const first = await tell(event('inProgress'))
    const again = await tell(event('inProgress'))
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true'])
    const other = await tell({ ...event('completed'), eventId: 'e-inProgress' })
    expect(codeOf(other)).toEqual([422, 'key-used'])
    const { eventId: _, ...nameless } = event('completed')
    expect(codeOf(await tell(nameless))).toEqual([400, 'key-missing'])
    expect((await tell(nameless, { 'idempotency-key': 'k' })).status).toBe(200)
  })

  it('names why an order failed', async () => {
    await tell(event('rejected', { errorMessage: [{ code: 'LINE-GONE' }] }))
    expect((await get(`${ORDERS}/${orderOf(1)}`)).json).toMatchObject({
      state: 'failed',
      error: 'order-rejected',
    })
  })

  it.each(['x', NOBODYS])('is about an order that there is, not %s', async (externalId) => {
    expect(codeOf(await tell(event('completed', { externalId })))).toEqual([404, 'order-missing'])
  })

  it('is not looked up by what no id of ours can be', async () => {
    world.ports.faults.store = new Error('invalid input syntax for type uuid')
    const told = await tell(event('completed', { externalId: "'; --" }))
    expect(codeOf(told)).toEqual([404, 'order-missing'])
  })

  it('is about one order', async () => {
    await tell(event('inProgress'))
    expect(codeOf(await tell(event('completed', { id: 'SO-2' })))).toEqual([409, 'other-order'])
  })

  it.each([{}, { event: {} }, event('unheard-of'), event('completed', { id: 'a\0b' })])(
    'is a state change: not %j',
    async (body) => {
      expect((await tell(body, { 'idempotency-key': 'k' })).status).toBe(400)
    },
  )
})

describe('what is heard of a line', () => {
  const EVENT = {
    id: 'billing-1',
    customerId: 'C-self',
    line: 'M-19900010001',
    kind: 'mobile',
    at: '2026-11-20T02:00:00+08:00',
    what: 'stopped',
    cause: 'arrears',
    stopKind: 'single',
    arrearsFen: 5600,
  }
  const tell = (change: Json = {}) => post('/v1/line-events', { ...EVENT, ...change })

  it('is taken once, as an instant and in fen', async () => {
    expect((await tell()).json).toEqual({ accepted: 'accepted' })
    expect((await tell()).json).toEqual({ accepted: 'repeated' })
    expect(world.ports.heard).toEqual([
      { ...EVENT, at: new Date('2026-11-19T18:00:00Z'), stoppedOn: null, arrearsFen: 5600n },
    ])
    expect(world.ports.entries[0]).toMatchObject({
      act: 'line.event',
      customerId: 'C-self',
      details: { path: '/v1/line-events' },
    })
    expect(JSON.stringify(world.ports.entries[0]?.details)).not.toContain('5600')
  })

  it.each([
    [{ customerId: 'C-nobody' }, 404, 'customer-missing'],
    [{ line: 'M-19900020002' }, 409, 'line-not-theirs'],
    [{ arrearsFen: 0 }, 409, 'event-differs'],
  ])('with %j is refused', async (change, status, code) => {
    await tell()
    const { json, ...answered } = await tell({
      id: 'arrearsFen' in change ? EVENT.id : 'billing-2',
      ...change,
    })
    expect([answered.status, json['code']]).toEqual([status, code])
  })

  it.each([
    [{ what: 'restored' }, 'cause', 'needs-stop'],
    [{ what: 'arrears', cause: null, stopKind: null, arrearsFen: null }, 'arrearsFen', 'missing'],
    [{ at: '2026-11-20T02:00:00' }, 'at', 'not-an-instant'],
    [{ at: '2026-11-31T02:00:00Z' }, 'at', 'not-an-instant'],
    [{ at: '2026-11-20' }, 'at', 'not-an-instant'],
    [{ arrearsFen: 1.5 }, 'arrearsFen', 'not-fen'],
    [{ kind: 'pigeon' }, 'kind', 'not-a-word'],
    [{ stoppedOn: '2026-02-30' }, 'stoppedOn', 'not-a-date'],
    [{ id: '' }, 'id', 'not-an-id'],
  ])('is not told with %j', async (change, path, code) => {
    const { status, json } = await tell(change)
    expect([status, json['errors']]).toMatchObject([
      400,
      expect.arrayContaining([expect.objectContaining({ in: 'body', path, code })]),
    ])
    expect(world.ports.heard).toEqual([])
  })

  it('may be that something was paid ahead', async () => {
    const { status } = await tell({ what: 'arrears', cause: null, stopKind: null, arrearsFen: -50 })
    expect([status, world.ports.heard[0]?.arrearsFen]).toEqual([200, -50n])
  })
})
