import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serviceOrderFor } from '@dipper/ordering'
import { ORDER_CHANNEL } from '@dipper/store'
import {
  againstStandard,
  standardIsThere,
  whyNot,
} from '../../../packages/ordering/test/standard.ts'
import { startServer, type TestServer } from '../../../packages/store/test/server.ts'
import { startDevelopmentNetwork } from '../src/network/development-network.ts'
import { Network } from '../src/network/network.ts'
import { OrderWakes } from '../src/network/order-wakes.ts'
import { networkSettingsFrom } from '../src/network/settings.ts'
import { startNetwork } from '../src/network/start-network.ts'
import { UseEnds } from '../src/network/use-ends.ts'
import { MemoryOutbox } from './network-outbox.ts'

const settings = networkSettingsFrom({})
const log = () => undefined

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

describe('the network for development', () => {
  it('takes an order once, and is done after a moment', async () => {
    const { base, stop } = await startDevelopmentNetwork({ mode: 'development', endsAfterMs: 0 })
    const network = new Network(base, settings)
    const outbox = new MemoryOutbox()
    const order = outbox.add()
    const payload = outbox.rows.get(order)?.payload
    expect(await network.byExternalId(order)).toBeNull()
    const { id } = await network.post(order, payload)
    expect(await network.byId(id, order)).toMatchObject({ id, externalId: order })
    expect(await network.byExternalId(order)).toMatchObject({ id, state: 'completed' })
    await expect(network.post(order, payload)).rejects.toThrow('network-refused 409')
    await expect(network.post(order, { externalId: order })).rejects.toThrow('network-refused 400')
    expect(await network.byId('unknown', order)).toBeNull()
    await stop()
  })

  it('is still at it before, and fails what it is told to', async () => {
    const slow = await startDevelopmentNetwork({ mode: 'development', endsAfterMs: 1e9 })
    const failing = await startDevelopmentNetwork({
      mode: 'development',
      endsAfterMs: 0,
      endOf: () => 'failed',
    })
    const outbox = new MemoryOutbox()
    const order = outbox.add()
    const post = (base: string) =>
      new Network(base, settings).post(order, outbox.rows.get(order)?.payload)
    expect((await post(slow.base)).state).toBe('acknowledged')
    expect((await post(failing.base)).state).toBe('failed')
    await slow.stop()
    await failing.stop()
  })

  it('is refused in production', async () => {
    await expect(startDevelopmentNetwork({ mode: 'production' })).rejects.toThrow('refused')
  })

  it.skipIf(!standardIsThere)(`answers as the schema of TMF641 says${whyNot}`, async () => {
    const { base, stop } = await startDevelopmentNetwork({ mode: 'development', endsAfterMs: 0 })
    const about = {
      order: '6f1c1a52-6f0e-4c3e-8a9e-0d9a0e0f6b11',
      what: 'stop-again',
      customerId: 'C1',
      use: 1,
      benefit: 'mobile-restore',
      line: { id: 'S1', kind: 'mobile' },
      at: '2026-11-24T09:30:00',
      endsAt: null,
      ceilingFen: null,
    } as const
    const answer = await fetch(`${base}/serviceOrder`, {
      method: 'POST',
      body: JSON.stringify(serviceOrderFor(about, '+08:00')),
    })
    expect(againstStandard('ServiceOrder')(await answer.json())).toEqual([])
    const refused = await fetch(`${base}/serviceOrder/unknown`)
    expect(againstStandard('Error')(await refused.json())).toEqual([])
    await stop()
  })
})

describe('what is started', () => {
  it('in development without a network has one of its own', async () => {
    const { serving: listening } = await server.database()
    const outbox = new MemoryOutbox()
    const order = outbox.add()
    const running = await startNetwork({ settings, mode: 'development', outbox, listening, log })
    expect(running.base).toMatch(/^http:\/\/127\.0\.0\.1:/)
    await outbox.until(order, ({ state }) => state === 'completed')
    await running.stop()
  })

  it('in production without a network leaves orders waiting, and says so', async () => {
    const { serving: listening } = await server.database()
    const outbox = new MemoryOutbox()
    const order = outbox.add()
    const said: string[] = []
    const running = await startNetwork({
      settings,
      mode: 'production',
      outbox,
      listening,
      log: (_, code) => said.push(code),
    })
    await running.stop()
    expect([running.base, said, outbox.rows.get(order)?.tries]).toEqual([
      null,
      ['network-missing'],
      0,
    ])
  })
})

describe('listening for orders', () => {
  it('is woken by the store, also after its connection was lost', async () => {
    const { owner, serving } = await server.database()
    let woken: () => void = () => undefined
    const next = () =>
      new Promise<void>((resolve) => {
        woken = resolve
      })
    const listening = next()
    const wakes = new OrderWakes(serving, () => woken())
    wakes.start()
    await listening
    const notified = next()
    await owner.query(`notify ${ORDER_CHANNEL}`)
    await notified
    const again = next()
    await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen%'`,
    )
    await again
    const notifiedAgain = next()
    await owner.query(`notify ${ORDER_CHANNEL}`)
    await notifiedAgain
    await wakes.stop()
  })
})

describe('ends of uses', () => {
  it('are looked for until there is none left, and again later', async () => {
    let due = 250
    let looks = 0
    let idle: () => void = () => undefined
    const done = new Promise<void>((resolve) => {
      idle = resolve
    })
    const uses = {
      endDue: async () => {
        const ended = Math.min(due, 100)
        due -= ended
        if (++looks === 6) idle()
        return ended
      },
    }
    const ends = new UseEnds({ uses, log, everyMs: 1 })
    ends.start()
    await done
    await ends.stop()
    expect(due).toBe(0)
  })

  it('wait for a store that is away, which is said once', async () => {
    const said: string[] = []
    let looks = 0
    let ended: () => void = () => undefined
    const done = new Promise<void>((resolve) => {
      ended = resolve
    })
    const uses = {
      endDue: async () => {
        if (++looks <= 3) throw new Error('away')
        if (looks > 4) return 0
        ended()
        return 7
      },
    }
    const ends = new UseEnds({ uses, log: (_, code) => said.push(code), everyMs: 1 })
    ends.start()
    await done
    await ends.stop()
    expect(said).toEqual(['uses-not-ended', 'uses-ended'])
  })

  it('that are under way when it stops are finished', async () => {
    let finish: () => void = () => undefined
    let finished = false
    const uses = {
      endDue: async () => {
        await new Promise<void>((resolve) => {
          finish = resolve
        })
        finished = true
        return 1
      },
    }
    const ends = new UseEnds({ uses, log })
    ends.start()
    const stopping = ends.stop()
    finish()
    await stopping
    expect(finished).toBe(true)
  })
})
