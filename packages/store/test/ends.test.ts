import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type TestServer } from './server.ts'
import { eventOf, stoppedLine, using, worldOf } from './uses-world.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const newWorld = async () => worldOf(await server.database(), [{ id: 'a', star: 7 }])
type World = Awaited<ReturnType<typeof newWorld>>

const BEGIN = '2026-11-10T09:00:00'
/** 48 hours later. */
const OVER = '2026-11-12T09:00:00'

async function restored(world: World, benefit: 'mobile-restore' | 'broadband-restore') {
  world.at(BEGIN)
  const line = stoppedLine(benefit === 'mobile-restore' ? 'a-m' : 'a-b')
  await world.uses.use('a', using(benefit, { line }))
}

async function whatBecame({ uses }: World) {
  const [use] = await uses.usesOf('a', { limit: 1 })
  return { state: use?.state, orders: use?.orders.map(({ what, state }) => `${what} ${state}`) }
}

describe('a use that ends', () => {
  test('while its order is just being taken is not given back, and is stopped again', async () => {
    const world = await newWorld()
    await restored(world, 'mobile-restore')
    world.at(OVER)
    const taking = await world.owner.connect()
    await taking.query('begin')
    await taking.query(`update dipper.service_order
      set attempts = attempts + 1, tries = tries + 1, lease_until = now() + interval '50 s'`)
    const ending = world.uses.endDue()
    await new Promise((wait) => setTimeout(wait, 300))
    await taking.query('commit')
    taking.release()
    expect(await ending).toBe(1)
    expect(await whatBecame(world)).toEqual({
      state: 'ended',
      orders: ['start given-up', 'stop-again waiting'],
    })
  })

  test('is not begun anew by a network that forgot it', async () => {
    const world = await newWorld()
    await restored(world, 'mobile-restore')
    const [start] = await world.orders.take(1, 60)
    const order = start?.order ?? ''
    await world.orders.sent(order, 'n1', 30)
    world.at(OVER)
    await world.uses.endDue()
    await world.orders.lost(order)
    expect(await whatBecame(world)).toEqual({
      state: 'ended',
      orders: ['start dead', 'stop-again waiting'],
    })
  })

  test('leaves a line alone that was paid before it began, also where that is heard later', async () => {
    const world = await newWorld()
    await restored(world, 'broadband-restore')
    const [start] = await world.orders.take(1, 60)
    await world.orders.completed(start?.order ?? '')
    world.at('2026-11-10T09:10:00')
    await world.lines.accept(eventOf('a-b', { at: '2026-11-10T08:58:00', arrearsFen: 0n }))
    world.at('2026-11-17T00:00:01')
    await world.uses.endDue()
    expect(await whatBecame(world)).toEqual({ state: 'ended', orders: ['start completed'] })
  })
})
