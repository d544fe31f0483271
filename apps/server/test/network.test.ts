import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Delivery } from '../src/network/delivery.ts'
import { ERROR_CODES } from '../src/network/errors.ts'
import { Network } from '../src/network/network.ts'
import { type NetworkSettings, networkSettingsFrom } from '../src/network/settings.ts'
import { answer, first, NetworkDouble } from './network-double.ts'
import { MemoryOutbox } from './network-outbox.ts'

let network: NetworkDouble
let outbox: MemoryOutbox
let log: string[]
const stops: (() => Promise<void>)[] = []

beforeEach(async () => {
  network = await NetworkDouble.start()
  outbox = new MemoryOutbox()
  log = []
})
afterEach(async () => {
  outbox.broken = null
  for (const stop of stops.splice(0)) await stop()
  await network.stop()
})

/** Longer than any test, so that it goes on by being woken alone. */
const NEVER_MS = 600_000

function deliver(given: Partial<NetworkSettings> = {}, lookEveryMs = NEVER_MS): Delivery {
  const settings = { ...networkSettingsFrom({}), ...given }
  const delivery = new Delivery({
    outbox,
    network: new Network(settings.base ?? network.base, settings),
    settings,
    log: (level, code, about) => log.push(JSON.stringify({ level, code, ...about })),
    lookEveryMs,
  })
  outbox.wake = () => delivery.wake()
  stops.push(() => delivery.stop())
  delivery.start()
  return delivery
}

const has = (state: string) => (row: { state: string }) => row.state === state
const said =
  (code: string) =>
  ({ history }: { history: string[] }) =>
    history.includes(code)

describe('an order', () => {
  it('is posted once, looked at until it is done, and let be', async () => {
    const order = outbox.add()
    deliver({ token: 'secret' })
    await outbox.until(order, said('open'))
    for (const each of network.orders) each.state = 'completed'
    const { history, networkId } = await outbox.until(order, has('completed'))
    expect(network.orders).toMatchObject([{ id: networkId, externalId: order }])
    expect([network.count('post'), network.count('find')]).toEqual([1, 0])
    expect(new Set(history)).toEqual(new Set(['sent', 'open', 'completed']))
    expect(new Set(network.requests.map(({ authorization }) => authorization))).toEqual(
      new Set(['Bearer secret']),
    )
  })

  it('that is done when it is posted needs no look', async () => {
    network.begins = 'completed'
    const order = outbox.add()
    deliver()
    const { history } = await outbox.until(order, has('completed'))
    expect([history, network.count('look')]).toEqual([['sent', 'completed'], 0])
  })

  it.each(['rejected', 'failed', 'cancelled', 'partial'])(
    'that is %s has failed',
    async (state) => {
      network.begins = state
      const order = outbox.add()
      network.after = ({ kind }, response, kept) =>
        kind === 'post' && answer(response, 201, { ...kept, errorMessage: [{ code: 'E-17' }] })
      deliver()
      const { error } = await outbox.until(order, has('failed'))
      expect(error).toEqual({ code: `order-${state}`, status: null, said: 'E-17' })
    },
  )

  it('goes beside others, as many at a time as are set', async () => {
    network.begins = 'completed'
    const waiting: (() => void)[] = []
    let most = 0
    network.after = ({ kind }, response, kept) => {
      if (kind !== 'post') return false
      waiting.push(() => answer(response, 201, kept))
      most = Math.max(most, waiting.length)
      if (waiting.length === 3) for (const each of waiting.splice(0)) each()
      return true
    }
    const orders = Array.from({ length: 51 }, () => outbox.add())
    deliver({ concurrency: 3 })
    await Promise.all(orders.map((order) => outbox.until(order, has('completed'))))
    expect(most).toBe(3)
    expect(network.orders.map(({ externalId }) => externalId).sort()).toEqual(orders.toSorted())
  })

  it('is named in the log by its own id alone', async () => {
    network.before = first(1, (_, response) => answer(response, 500, {}))
    network.begins = 'completed'
    const order = outbox.add()
    const delivery = deliver()
    await outbox.until(order, has('completed'))
    await delivery.stop()
    expect(log.map((line) => JSON.parse(line) as object)).toEqual([
      { level: 'warn', code: 'network-failed', order, status: 500 },
      { level: 'info', code: 'order-sent', order },
      { level: 'info', code: 'order-completed', order },
    ])
  })
})

describe('never twice', () => {
  it('when the answer comes too late', async () => {
    network.after = first(1, ({ kind }) => kind === 'post')
    const order = outbox.add()
    deliver({ timeoutSeconds: 0.05 })
    const { history } = await outbox.until(order, said('sent'))
    expect(history).toEqual(['network-timeout', 'sent'])
    expect(network.orders).toHaveLength(1)
    expect([network.count('post'), network.count('find')]).toEqual([1, 1])
  })

  it('when the answer ends in the middle', async () => {
    network.after = first(1, ({ kind }, response) => {
      response.writeHead(201, { 'content-length': '1000' })
      response.write('{"id"')
      return kind === 'post'
    })
    const order = outbox.add()
    deliver({ timeoutSeconds: 0.05 })
    await outbox.until(order, said('sent'))
    expect(network.orders).toHaveLength(1)
  })

  it('when the connection is dropped after it was accepted', async () => {
    network.after = first(1, (_, response) => {
      response.destroy()
      return true
    })
    const order = outbox.add()
    deliver()
    const { history } = await outbox.until(order, said('sent'))
    expect(history).toEqual(['network-unreachable', 'sent'])
    expect(network.orders).toHaveLength(1)
  })

  it('when it was accepted and the answer is an error', async () => {
    network.after = first(1, ({ kind }, response) => kind === 'post' && answer(response, 500, {}))
    const order = outbox.add()
    deliver()
    await outbox.until(order, said('sent'))
    expect(network.orders).toHaveLength(1)
  })

  it('when the process that sent it is gone before it could write that down', async () => {
    const order = outbox.add()
    const dying = deliver()
    network.after = ({ kind }) => {
      if (kind === 'post') outbox.broken = new Error('gone')
      return false
    }
    network.begins = 'completed'
    while (!log.some((line) => line.includes('order-not-written'))) {
      await new Promise((again) => setTimeout(again, 5))
    }
    await dying.stop()
    outbox.broken = null
    deliver()
    outbox.endLeases()
    await outbox.until(order, has('completed'))
    expect([network.orders.length, network.count('find')]).toEqual([1, 1])
  })

  it('when the network shows all it has instead of what was asked for', async () => {
    const order = outbox.add()
    network.before = first(1, ({ kind }, response) => kind === 'post' && answer(response, 503, {}))
    network.after = ({ kind }, response) =>
      kind === 'find' && answer(response, 200, [{ id: 'N', externalId: 'x', state: 'completed' }])
    deliver({ attempts: 3 })
    const { error, history } = await outbox.until(order, has('dead'))
    expect([error?.code, network.count('post')]).toEqual(['answer-of-another-order', 1])
    expect(history).toEqual(['network-failed', 'answer-of-another-order', 'dead'])
  })

  it('when it has several of ours: the one that came furthest counts', async () => {
    const order = outbox.add()
    network.before = first(1, ({ kind }, response) => kind === 'post' && answer(response, 503, {}))
    for (const state of ['failed', 'completed', 'inProgress']) {
      network.orders.push({ id: state, externalId: order, state })
    }
    deliver()
    const { networkId } = await outbox.until(order, has('completed'))
    expect([networkId, network.orders.length]).toEqual(['completed', 3])
  })

  it('when a dead one is replayed', async () => {
    network.after = first(1, ({ kind }, response) => kind === 'post' && answer(response, 422, {}))
    const order = outbox.add()
    deliver()
    await outbox.until(order, has('dead'))
    outbox.replay(order)
    await outbox.until(order, said('sent'))
    expect([network.orders.length, network.count('post')]).toEqual([1, 1])
  })
})

describe('a network that fails', () => {
  it.each([500, 503, 408, 409, 425, 429, 401, 404])('with %i is asked again', async (status) => {
    network.before = first(2, (_, response) => answer(response, status, {}))
    const order = outbox.add()
    deliver()
    const { history } = await outbox.until(order, said('sent'))
    const code = status < 500 ? 'network-refused' : 'network-failed'
    expect(history).toEqual([code, code, 'sent'])
    expect(network.orders).toHaveLength(1)
  })

  it.each([400, 422, 410])('with %i will not have the order', async (status) => {
    network.before = (_, response) => answer(response, status, {})
    const order = outbox.add()
    deliver()
    const { error, attempts } = await outbox.until(order, has('dead'))
    expect(error).toEqual({ code: 'network-refused', status, said: null })
    expect(attempts).toBe(1)
  })

  it('for ever makes an order dead, with the last that was wrong', async () => {
    network.before = (_, response) => answer(response, 500, {})
    const order = outbox.add()
    deliver({ attempts: 5 })
    const { error, attempts } = await outbox.until(order, has('dead'))
    expect([error?.code, error?.status, attempts]).toEqual(['network-failed', 500, 5])
    expect(outbox.waits).toHaveLength(4)
    // After a post without an answer it is not asked again before a request would have ended.
    expect(outbox.waits[0]).toBeGreaterThanOrEqual(10)
    outbox.replay(order)
    network.before = () => false
    await outbox.until(order, said('sent'))
    expect(network.orders).toHaveLength(1)
  })

  it('by not being there', async () => {
    const { base } = network
    await network.stop()
    const order = outbox.add()
    deliver({ attempts: 2, base })
    const { error } = await outbox.until(order, has('dead'))
    expect(error?.code).toBe('network-unreachable')
    network = await NetworkDouble.start()
  })

  it('by sending elsewhere is not followed', async () => {
    network.before = (_, response) => {
      response.writeHead(307, { location: `${network.base}/elsewhere` }).end()
      return true
    }
    const order = outbox.add()
    deliver({ attempts: 1 })
    const { error } = await outbox.until(order, has('dead'))
    expect([error?.code, error?.status, network.requests.length]).toEqual([
      'network-failed',
      307,
      1,
    ])
  })
})

describe('a network that lies', () => {
  const posting = (json: unknown) => {
    network.after = first(1, ({ kind }, response) => kind === 'post' && answer(response, 201, json))
  }

  it.each([
    ['nothing of an order', { accepted: true }],
    ['a state that there is not', { id: 'N-1', externalId: 'x', state: 'done' }],
    ['far too much', { id: 'N'.repeat(2_000_000) }],
  ])('by answering %s is asked what it has', async (_, json) => {
    posting(json)
    const order = outbox.add()
    deliver()
    const { history } = await outbox.until(order, said('sent'))
    expect(history).toEqual(['answer-unreadable', 'sent'])
    expect(network.orders).toHaveLength(1)
  })

  it('by answering what is no JSON', async () => {
    network.after = first(1, (_, response) => Boolean(response.writeHead(200).end('<html>')))
    const order = outbox.add()
    deliver()
    const { history } = await outbox.until(order, said('sent'))
    expect(history).toEqual(['answer-unreadable', 'sent'])
  })

  it("by answering with another order's externalId", async () => {
    posting({ id: 'N-1', externalId: 'another', state: 'completed' })
    const order = outbox.add()
    deliver()
    const { history } = await outbox.until(order, said('sent'))
    expect(history).toEqual(['answer-of-another-order', 'sent'])
  })

  it('by giving two orders one id', async () => {
    const one = outbox.add()
    network.after = ({ kind }, response, order) => {
      const told = { ...order, id: 'N-1' }
      if (kind === 'look') return answer(response, 200, { ...told, externalId: one })
      return kind === 'post' && answer(response, 201, told)
    }
    deliver()
    await outbox.until(one, said('sent'))
    const two = outbox.add()
    await outbox.until(two, said('answer-of-another-order'))
    const { networkId } = await outbox.until(two, said('sent'))
    expect(networkId).toBe(network.orders.find(({ externalId }) => externalId === two)?.id)
  })

  it('of how an order is, by telling of another', async () => {
    network.after = first(2, ({ kind }, response, order) =>
      kind === 'look'
        ? answer(response, 200, { ...order, externalId: 'another', state: 'completed' })
        : false,
    )
    const order = outbox.add()
    deliver()
    const { state, history } = await outbox.until(order, said('answer-of-another-order'))
    expect([state, history.includes('completed')]).toEqual(['sent', false])
  })

  it('by doing nothing makes an order dead in the end; replayed, it is looked at again', async () => {
    const order = outbox.add()
    deliver({ silentHours: 1e-9 })
    const { error, networkId } = await outbox.until(order, has('dead'))
    expect([error?.code, networkId]).toEqual(['order-silent', network.orders[0]?.id])
    for (const each of network.orders) each.state = 'completed'
    outbox.replay(order)
    await outbox.until(order, has('completed'))
    expect(network.count('post')).toBe(1)
  })

  it('by forgetting an order is asked for it by our id, and then posted it again', async () => {
    const order = outbox.add()
    deliver()
    await outbox.until(order, said('open'))
    network.orders.splice(0)
    await outbox.until(order, said('lost'))
    const { networkId } = await outbox.until(order, has('sent'))
    expect(network.orders).toMatchObject([{ externalId: order, id: networkId }])
    expect([network.count('post'), network.count('find')]).toEqual([2, 1])
  })

  it('by not knowing at once what it has accepted is given time', async () => {
    network.after = first(1, ({ kind }, response) => kind === 'look' && answer(response, 404, {}))
    const order = outbox.add()
    deliver()
    const { history } = await outbox.until(order, said('open'))
    expect(history.slice(0, 3)).toEqual(['sent', 'order-unknown', 'open'])
    expect([network.count('post'), outbox.waits[0]]).toEqual([1, 60])
  })

  it('by telling twice that it is done changes nothing', async () => {
    network.begins = 'completed'
    const order = outbox.add()
    deliver()
    await outbox.until(order, has('completed'))
    await outbox.failed(order, { code: 'order-failed', status: null, said: null })
    expect(outbox.rows.get(order)?.state).toBe('completed')
  })
})

describe('stopping', () => {
  it('finishes what is under way and takes no more', async () => {
    let asked: () => void = () => undefined
    const posted = new Promise<void>((resolve) => {
      asked = resolve
    })
    let finish: () => void = () => undefined
    network.after = (_, response, order) => {
      finish = () => answer(response, 201, order)
      asked()
      return true
    }
    const order = outbox.add()
    const delivery = deliver({ concurrency: 1 })
    await posted
    const other = outbox.add()
    let stopped = false
    const stopping = (async () => {
      await delivery.stop()
      stopped = true
    })()
    await new Promise((turn) => setImmediate(turn))
    expect(stopped).toBe(false)
    finish()
    await stopping
    expect([outbox.rows.get(order)?.state, outbox.rows.get(other)?.tries]).toEqual(['sent', 0])
    expect(outbox.rows.get(order)?.leased).toBe(false)
  })

  it('is at once where nothing is under way, and where the store is away', async () => {
    await deliver().stop()
    outbox.broken = new Error('away')
    await deliver().stop()
  })

  it('needs no wake to go on: a store that was away is looked at again', async () => {
    network.begins = 'completed'
    outbox.broken = new Error('away')
    const order = outbox.add()
    deliver({}, 5)
    while (!log.some((line) => line.includes('orders-not-taken'))) {
      await new Promise((again) => setTimeout(again, 5))
    }
    outbox.broken = null
    await outbox.until(order, has('completed'))
  })
})

describe('settings of the network', () => {
  it('come from the environment', () => {
    expect(networkSettingsFrom({})).toEqual({
      base: null,
      token: null,
      concurrency: 8,
      timeoutSeconds: 10,
      attempts: 30,
      silentHours: 72,
    })
    const env = {
      DIPPER_NETWORK: 'https://oss.example/tmf-api/serviceOrdering/v4/',
      DIPPER_NETWORK_TOKEN: 't',
      DIPPER_NETWORK_ATTEMPTS: '3',
    }
    expect(networkSettingsFrom(env)).toMatchObject({
      base: 'https://oss.example/tmf-api/serviceOrdering/v4',
      token: 't',
      attempts: 3,
    })
  })

  it.each([
    ['DIPPER_NETWORK', 'oss.example'],
    ['DIPPER_NETWORK', 'ftp://oss.example'],
    ['DIPPER_NETWORK_ATTEMPTS', '0'],
    ['DIPPER_NETWORK_SILENT_HOURS', 'long'],
  ])('that cannot be meant are refused: %s=%s', (name, value) => {
    expect(() => networkSettingsFrom({ [name]: value })).toThrow(name)
  })
})

describe('docs/orders.md', () => {
  const page = readFileSync(new URL('../../../docs/orders.md', import.meta.url), 'utf8')

  it.each(ERROR_CODES)('says what %s is', (code) => {
    expect(page).toContain(`\`${code}\``)
  })
})
