import { randomUUID } from 'node:crypto'
import { type OrderAbout, serviceOrderFor } from '@dipper/ordering'
import { Orders } from '@dipper/store'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  startServer,
  type TestDatabase,
  type TestServer,
} from '../../../packages/store/test/server.ts'
import type { Outbox } from '../src/network/outbox.ts'
import { networkSettingsFrom } from '../src/network/settings.ts'
import { startNetwork } from '../src/network/start-network.ts'
import { answer, NetworkDouble } from './network-double.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

let network: NetworkDouble
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  await network.stop()
})

async function start({ serving }: TestDatabase): Promise<() => Promise<void>> {
  const settings = { ...networkSettingsFrom({}), base: network.base, timeoutSeconds: 0.2 }
  const outbox: Outbox = new Orders(serving)
  const options = { settings, mode: 'production', outbox, listening: serving } as const
  const { stop } = await startNetwork({ ...options, log: () => undefined })
  stops.push(stop)
  return stop
}

/** A use of a customer of its own, and the order that it begins with. */
async function place({ owner }: TestDatabase, number: number): Promise<string> {
  const about: OrderAbout = {
    order: randomUUID(),
    what: 'start',
    customerId: `C${number}`,
    use: 1,
    benefit: 'mobile-restore',
    line: { id: `S${number}`, kind: 'mobile' },
    at: '2026-11-22T09:30:00',
    endsAt: '2036-11-24T09:30:00',
    ceilingFen: 10_000n,
  }
  await owner.query(
    `with account as (insert into dipper.use_account (customer_id, uses) values ($1, 1)),
    use as (insert into dipper.use (customer_id, number, benefit, line, at, ends_at, state, charge_fen,
        month, star, until, policy_digest, document, key, "by", answer)
      values ($1, 1, 'mobile-restore', 'S', '2026-11-22 09:30', '2036-11-24 09:30', 'running', 0,
        24322, 5, '{}', '', '', 'k', 'test', '{}')),
    placed as (insert into dipper.service_order ("order", customer_id, use, what, payload)
      values ($2, $1, 1, 'start', $3)),
    noted as (insert into dipper.order_event ("order", number, what, details)
      values ($2, 1, 'created', '{}'))
    select pg_notify('dipper_order', '')`,
    [about.customerId, about.order, JSON.stringify(serviceOrderFor(about, '+08:00'))],
  )
  return about.order
}

async function until(database: TestDatabase, isSo: (states: string[]) => boolean): Promise<void> {
  for (;;) {
    const { rows } = await database.owner.query<{ state: string }>(
      'select state from dipper.service_order',
    )
    if (isSo(rows.map(({ state }) => state))) return
    await new Promise((again) => setTimeout(again, 50))
  }
}

const all = (state: string) => (states: string[]) => states.every((each) => each === state)

describe('orders of the store', () => {
  it('reach an unreliable network once each, from two servers of which one ends', async () => {
    network = await NetworkDouble.start()
    network.begins = 'inProgress'
    let requests = 0
    network.before = (_, response) => ++requests % 7 === 3 && answer(response, 503, {})
    network.after = ({ kind }, response, order) => {
      if (order !== undefined && kind === 'look') order.state = 'completed'
      if (kind !== 'post') return false
      if (requests % 5 === 1) return true
      return requests % 5 === 2 && Boolean(response.destroy())
    }
    const database = await server.database()
    const placed = await Promise.all(Array.from({ length: 20 }, (_, n) => place(database, n)))
    const stop = await start(database)
    await start(database)
    await until(database, (states) => states.includes('sent'))
    await stop()
    placed.push(
      ...(await Promise.all(Array.from({ length: 20 }, (_, n) => place(database, 20 + n)))),
    )
    await until(database, all('completed'))
    expect(network.orders.map(({ externalId }) => externalId).sort()).toEqual(placed.toSorted())
  })

  it('that the network will not have give back what they took, once', async () => {
    network = await NetworkDouble.start()
    network.begins = 'rejected'
    const database = await server.database()
    const order = await place(database, 1)
    await start(database)
    await until(database, all('failed'))
    const { rows } = await database.owner.query('select state, ended_because from dipper.use')
    expect(rows).toEqual([{ state: 'given-back', ended_because: 'failed' }])
    expect(await new Orders(database.serving).of(order)).toMatchObject({
      state: 'failed',
      error: 'order-rejected',
      networkId: network.orders[0]?.id,
    })
  })

  it('that are dead wait for somebody; replayed, they go on', async () => {
    network = await NetworkDouble.start()
    network.before = (_, response) => answer(response, 422, {})
    const database = await server.database()
    const order = await place(database, 1)
    await start(database)
    await until(database, all('dead'))
    network.before = () => false
    network.begins = 'completed'
    const orders = new Orders(database.serving)
    expect(await orders.replay(order, 'operator')).toBe('replayed')
    await until(database, all('completed'))
    expect((await orders.history(order)).map(({ what }) => what)).toEqual([
      'created',
      'dead',
      'replayed',
      'sent',
      'completed',
    ])
  })

  it('that the network forgets are sent again', async () => {
    network = await NetworkDouble.start()
    const database = await server.database()
    const order = await place(database, 1)
    await start(database)
    await until(database, all('sent'))
    await database.owner.query(
      `update dipper.service_order set attempts = 5, next_at = now(), lease_until = null`,
    )
    network.orders.splice(0)
    network.begins = 'completed'
    await until(database, all('completed'))
    expect(network.orders).toMatchObject([{ externalId: order }])
  })
})
