import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linesOf, People } from '../src/index.ts'
import { startServer, type TestServer } from './server.ts'
import { eventOf, lineOf, type Person, type World, worldOf } from './uses-world.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const HELD = { number: null, heldFrom: '2019-05-06', state: null }
const MOBILE = { line: 'a-m', kind: 'mobile', ...HELD }
const BROADBAND = { line: 'a-b', kind: 'broadband', ...HELD }

async function world(a: Partial<Person> = {}): Promise<World> {
  const people = [{ star: 3, ...a, id: 'a' }, ...['b', 'c'].map((id) => ({ id, star: 3 }))]
  return worldOf(await server.database(), people)
}

function numbered({ owner }: World, line: string, number: string, heldTo: string | null = null) {
  return owner.query(
    `insert into personal.number (number, customer_id, service_id, held_from, held_to)
    values ($1, 'a', $2, '2019-05-06', $3)`,
    [number, line, heldTo],
  )
}

describe('the lines of a customer', () => {
  test('are those of the facts, by kind, the oldest first', async () => {
    const before = { openedOn: '2015-01-02', heldFrom: '2018-01-02' }
    const lines = ['a-m', 'a-b', 'a2-m'].map((id) => lineOf(id, id === 'a2-m' ? before : {}))
    const { serving } = await world({ lines })
    expect(await linesOf(serving, 'a')).toEqual([
      { ...MOBILE, line: 'a2-m', heldFrom: '2018-01-02' },
      MOBILE,
      BROADBAND,
    ])
  })

  test('are none that was given up or is not theirs yet', async () => {
    const lines = [
      lineOf('a-m', { heldTo: '2020-01-01' }),
      lineOf('a-b', { heldFrom: '2999-01-01' }),
    ]
    const { serving } = await world({ lines })
    expect(await linesOf(serving, 'a')).toEqual([])
  })

  test('have the numbers of today, in full, until they are erased', async () => {
    const all = await world()
    await numbered(all, 'a-m', '19900010001')
    await numbered(all, 'a-b', '05510001', '2020-01-01')
    const { serving } = all
    expect(await linesOf(serving, 'a')).toEqual([{ ...MOBILE, number: '19900010001' }, BROADBAND])
    await new People(serving).erase('a')
    expect(await linesOf(serving, 'a')).toEqual([MOBILE, BROADBAND])
  })

  test('have the state that the last events say', async () => {
    const { lines, serving } = await world()
    const stop = { what: 'stopped', cause: 'arrears', stopKind: 'single', arrearsFen: 5n } as const
    await lines.accept(eventOf('a-m', stop))
    await lines.accept(eventOf('a-b', { what: 'restored', at: '2026-11-10T09:00:00' }))
    await lines.accept(eventOf('a-b', { ...stop, at: '2026-11-10T08:00:00' }))
    const stoppedOn = '2026-11-10'
    expect(await linesOf(serving, 'a')).toEqual([
      {
        ...MOBILE,
        state: { is: 'stopped', cause: 'arrears', kind: 'single', stoppedOn, arrearsFen: 5n },
      },
      { ...BROADBAND, state: { is: 'in-service', arrearsFen: 5n } },
    ])
  })

  test('have no state where only arrears are known', async () => {
    const { lines, serving } = await world()
    await lines.accept(eventOf('a-m', { arrearsFen: 5n }))
    expect(await linesOf(serving, 'a')).toEqual([MOBILE, BROADBAND])
  })

  test('are those that an event gave or took since', async () => {
    const { lines, serving } = await world()
    await lines.accept(eventOf('new-m', { customerId: 'a', what: 'restored' }))
    await lines.accept(eventOf('a-b', { customerId: 'b', what: 'restored' }))
    const restored = { is: 'in-service', arrearsFen: null }
    expect(await linesOf(serving, 'a')).toEqual([
      MOBILE,
      { line: 'new-m', kind: 'mobile', number: null, heldFrom: null, state: restored },
    ])
    expect((await linesOf(serving, 'b'))?.map(({ line }) => line)).toEqual(['b-m', 'b-b', 'a-b'])
    expect(await linesOf(serving, 'c')).toHaveLength(2)
  })

  test('are of nobody where nobody has the id', async () => {
    const { serving } = await world()
    expect(await linesOf(serving, 'x')).toBe(null)
  })
})
