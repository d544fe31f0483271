import { afterEach, beforeEach, expect, it } from 'vitest'
import { askingOf } from './asking.ts'
import { newWorld, UNLIMITED, type World } from './world.ts'

const SELF = '/v1/customers/C-self'
const LINES = `${SELF}/lines`

let world: World
const { get, post } = askingOf(() => world)

beforeEach(async () => {
  world = await newWorld({ limits: UNLIMITED })
})
afterEach(() => world.stop())

const stopped = (change: object = {}) =>
  post('/v1/line-events', {
    id: 'e-1',
    customerId: 'C-self',
    line: 'B-19900010001',
    kind: 'broadband',
    at: '2026-11-20T02:00:00+08:00',
    what: 'stopped',
    cause: 'arrears',
    stopKind: 'single',
    stoppedOn: '2026-11-20',
    arrearsFen: 5600,
    ...change,
  })

it('has kind, number and what the network said last of each line', async () => {
  await stopped()
  const { status, json } = await get(LINES, 'customer')
  expect(status).toBe(200)
  const held = { heldFrom: '2020-03-05' }
  expect(json).toEqual({
    customerId: 'C-self',
    lines: [
      {
        line: 'M-19900010001',
        kind: 'mobile',
        number: '19900010001',
        ...held,
        state: null,
        known: null,
      },
      {
        line: 'B-19900010001',
        kind: 'broadband',
        number: null,
        ...held,
        state: {
          is: 'stopped',
          cause: 'arrears',
          stopKind: 'single',
          stoppedOn: '2026-11-20',
          arrearsFen: 5600,
        },
        known: 'event',
      },
    ],
  })
})

it('says of a line that is in service again what is owed, and nothing of a stop', async () => {
  await stopped()
  const restored = { what: 'restored', cause: null, stopKind: null, stoppedOn: null }
  await stopped({ ...restored, id: 'e-2', at: '2026-11-21T02:00:00+08:00', arrearsFen: 0 })
  const { lines } = (await get(LINES)).json as { lines: object[] }
  expect(lines[1]).toMatchObject({
    state: { is: 'in-service', cause: null, stopKind: null, stoppedOn: null, arrearsFen: 0 },
  })
})

it('has no number of somebody who was erased', async () => {
  await post(`${SELF}/erasure`, undefined, { role: 'data-operator' })
  const { text, json } = await get(LINES)
  expect(json['lines']).toHaveLength(2)
  expect(text).not.toContain('"number":"')
})

it('is looked up by staff with a reason, which is written down', async () => {
  const without = await get(LINES, 'agent', { 'dipper-reason': '' })
  expect(without.json['code']).toBe('reason-missing')
  await get(LINES, 'agent')
  expect(world.ports.entries.at(-1)).toMatchObject({
    act: 'lines.read',
    customerId: 'C-self',
    why: 'asks at the counter',
    outcome: 'allowed',
  })
})

it('is of nobody where nobody has the id', async () => {
  expect((await get('/v1/customers/C-nobody/lines')).json['code']).toBe('customer-missing')
})
