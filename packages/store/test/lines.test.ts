import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LineEvent, Points } from '../src/index.ts'
import { lineAfter, type LineKnown } from '../src/lines/state.ts'
import { startServer, type TestServer } from './server.ts'
import { eventOf, lineOf, stoppedLine, using, type World, worldOf } from './uses-world.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const PEOPLE = ['a', 'b', 'c', 'd'].map((id) => ({ id, star: 7 }))

async function world(): Promise<World> {
  return worldOf(await server.database(), PEOPLE)
}

const DOUBLE = { what: 'stopped', cause: 'arrears', stopKind: 'double' } as const

function isFrozen({ serving }: World, id: string): Promise<boolean> {
  return new Points(serving).balance(id).then(({ frozen }) => frozen.includes('arrears'))
}

/** A use that runs, whose order was sent. */
async function restored(all: World, benefit: 'mobile-restore' | 'broadband-restore') {
  const line = stoppedLine(benefit === 'mobile-restore' ? 'a-m' : 'a-b')
  await all.uses.use('a', using(benefit, { line }))
  const [order] = await all.orders.take(1, 0)
  await all.orders.completed(order?.order ?? '')
}

async function lastUse({ uses }: World) {
  return (await uses.usesOf('a', { limit: 1 }))[0]
}

describe('an event', () => {
  test('is taken once, and not with other content', async () => {
    const { lines, serving } = await world()
    const event = eventOf('a-m', { ...DOUBLE, arrearsFen: 123n })
    expect(await lines.accept(event)).toBe('accepted')
    expect(await lines.accept(event)).toBe('repeated')
    for (const other of [
      { arrearsFen: 124n },
      { at: '2026-11-10T08:00:01' },
      { stopKind: 'single' },
      { stoppedOn: '2026-11-09' },
      { customerId: 'b' },
      { line: 'a-b' },
    ] as const) {
      expect(await lines.accept({ ...event, ...other }), JSON.stringify(Object.keys(other))).toBe(
        'differs',
      )
    }
    const { rows } = await serving.query('select event, arrears_fen from dipper.line_event')
    expect(rows).toEqual([{ event: event.id, arrears_fen: 123n }])
  })

  test('at the same time under one id is taken once', async () => {
    const { lines } = await world()
    const events = PEOPLE.map(({ id }) => eventOf(`${id}-m`, { id: 'same', arrearsFen: 1n }))
    const all = await Promise.all([...events, ...events].map((event) => lines.accept(event)))
    expect(all.filter((each) => each === 'accepted')).toHaveLength(1)
    expect(all.filter((each) => each === 'repeated')).toHaveLength(1)
    expect(all.filter((each) => each === 'differs')).toHaveLength(6)
  })

  test('of nobody, or of a line that was not theirs that day, is refused and leaves nothing', async () => {
    const gone = lineOf('a-m', { heldTo: '2026-10-31' })
    const all = await worldOf(await server.database(), [{ id: 'a', star: 7, lines: [gone] }])
    expect(await all.lines.accept(eventOf('x-m', { customerId: 'nobody' }))).toBe(
      'customer-missing',
    )
    expect(await all.lines.accept(eventOf('a-m', DOUBLE))).toBe('not-theirs')
    expect(await all.lines.accept(eventOf('a-m', { ...DOUBLE, at: '2026-10-31T23:59:59' }))).toBe(
      'accepted',
    )
    const { rowCount } = await all.serving.query('select from dipper.line_event')
    expect(rowCount).toBe(1)
    const { rowCount: accounts } = await all.serving.query('select from dipper.use_account')
    expect(accounts).toBe(1)
  })

  test('at no local time is refused', async () => {
    const { lines } = await world()
    expect(() => lines.accept(eventOf('a-m', { at: '2026-11-10T08:00:00Z' }))).toThrow(RangeError)
  })
})

const RUNS = 25

const anEvent: fc.Arbitrary<LineEvent> = fc
  .record({
    minute: fc.integer({ min: 0, max: 5 }),
    what: fc.constantFrom('stopped', 'restored', 'arrears'),
    cause: fc.constantFrom('arrears', 'request', null),
    stopKind: fc.constantFrom('single', 'double', null),
    arrearsFen: fc.option(fc.bigInt({ min: -5n, max: 5n })),
    line: fc.constantFrom('a-m', 'a-b'),
  })
  .map(({ minute, ...rest }) => ({
    ...eventOf(rest.line, rest),
    at: `2026-11-10T08:0${minute}:00`,
  }))

describe('events in any order', () => {
  test('come to one state', () => {
    const shuffled = fc
      .array(anEvent, { minLength: 1, maxLength: 8 })
      .chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
      )
    const fold = (events: readonly LineEvent[]) =>
      events.reduce<LineKnown | null>(
        (known, event) => lineAfter(known, { ...event, line: 'a-m', kind: 'mobile' }),
        null,
      )
    fc.assert(
      fc.property(shuffled, ([events, others]) => {
        expect(fold(others)).toEqual(fold(events))
      }),
    )
  })

  test('come to one state in the database, frozen or not, and by many at the same time', async () => {
    const ids = Array.from({ length: 2 * RUNS }, (_, n) => `x${n}`)
    const people = ids.map((id) => ({ id, star: 7 }))
    const all = await worldOf(await server.database(), people)
    const property = fc.asyncProperty(
      fc.array(anEvent, { minLength: 2, maxLength: 6 }),
      fc.boolean(),
      async (events, isTogether) => {
        const states = []
        for (const [m, id] of ids.splice(0, 2).entries()) {
          const own = events.map((event, k) => ({
            ...event,
            id: `${id}-${k}`,
            customerId: id,
            line: event.line.replace('a', id),
          }))
          const ordered = m === 0 ? own : own.toReversed()
          if (isTogether) await Promise.all(ordered.map((event) => all.lines.accept(event)))
          else for (const event of ordered) await all.lines.accept(event)
          const { rows } = await all.serving.query(
            `select replace(line, customer_id, 'a') as line, kind, heard_at, stopped, cause, stop_kind,
              stopped_on, stop_at, arrears_at, arrears_fen from dipper.line
            where customer_id = $1 order by line`,
            [id],
          )
          states.push({ rows, frozen: await isFrozen(all, id) })
        }
        expect(states[1]).toEqual(states[0])
      },
    )
    await fc.assert(property, { numRuns: RUNS, endOnFailure: true })
  })
})

describe('points', () => {
  test('are frozen while any line is stopped both ways for arrears', async () => {
    const all = await world()
    const { lines } = all
    const at = (minute: number) => `2026-11-10T08:${minute}:00`
    await lines.accept(eventOf('a-m', { ...DOUBLE, stopKind: 'single', at: at(10) }))
    expect(await isFrozen(all, 'a')).toBe(false)
    await lines.accept(eventOf('a-m', { ...DOUBLE, cause: 'request', at: at(11) }))
    expect(await isFrozen(all, 'a')).toBe(false)
    await lines.accept(eventOf('a-m', { ...DOUBLE, at: at(12) }))
    expect(await isFrozen(all, 'a')).toBe(true)
    await lines.accept(eventOf('a-b', { ...DOUBLE, at: at(13) }))
    await lines.accept(eventOf('a-m', { what: 'restored', at: at(14) }))
    expect(await isFrozen(all, 'a')).toBe(true)
    await lines.accept(eventOf('a-b', { ...DOUBLE, stopKind: 'single', at: at(15) }))
    expect(await isFrozen(all, 'a')).toBe(false)
    const spent = await new Points(all.serving).balance('b')
    expect(spent.frozen).toEqual([])
    const { rows } = await all.serving.query(
      `select kind, cause from dipper.points_posting where customer_id = 'a' order by number`,
    )
    expect(rows).toEqual([
      { kind: 'freeze', cause: 'arrears' },
      { kind: 'unfreeze', cause: 'arrears' },
    ])
  })

  test('stay frozen by hand, and an old event freezes nothing', async () => {
    const all = await world()
    const by = { key: 'k', by: null, why: null }
    await new Points(all.serving).freeze('a', { cause: 'by-hand', ...by })
    await all.lines.accept(eventOf('a-m', { what: 'restored', at: '2026-11-10T08:30:00' }))
    await all.lines.accept(eventOf('a-m', DOUBLE))
    expect((await new Points(all.serving).balance('a')).frozen).toEqual(['by-hand'])
  })
})

describe('a use that runs', () => {
  test('of a broadband line ends when everything is paid, and nothing is stopped', async () => {
    const all = await world()
    await restored(all, 'broadband-restore')
    all.at('2026-11-11T12:00:00')
    await all.lines.accept(eventOf('a-b', { at: '2026-11-11T10:00:00', arrearsFen: 1n }))
    expect((await lastUse(all))?.state).toBe('running')
    await all.lines.accept(eventOf('a-m', { at: '2026-11-11T11:00:00', arrearsFen: 0n }))
    expect((await lastUse(all))?.state).toBe('running')
    await all.lines.accept(eventOf('a-b', { at: '2026-11-11T11:00:00', arrearsFen: 0n }))
    expect(await lastUse(all)).toMatchObject({
      state: 'ended',
      endedAt: '2026-11-11T11:00:00',
      endedBecause: 'paid',
      orders: [{ what: 'start', state: 'completed' }],
    })
  })

  test('of a mobile ends when arrears pass the ceiling, and it is stopped again', async () => {
    const all = await world()
    await restored(all, 'mobile-restore')
    all.at('2026-11-11T12:00:00')
    await all.lines.accept(eventOf('a-m', { at: '2026-11-11T10:00:00', arrearsFen: 30000n }))
    expect((await lastUse(all))?.state).toBe('running')
    await all.lines.accept(eventOf('a-m', { at: '2026-11-11T11:00:00', arrearsFen: 30001n }))
    expect(await lastUse(all)).toMatchObject({
      state: 'ended',
      endedAt: '2026-11-11T11:00:00',
      endedBecause: 'ceiling-passed',
      orders: [{ what: 'start' }, { what: 'stop-again', state: 'waiting' }],
    })
    const [order] = await all.orders.take(1, 60)
    expect(order).toMatchObject({
      payload: {
        what: 'stop-again',
        line: { id: 'a-m', kind: 'mobile' },
        at: '2026-11-11T11:00:00',
        use: 1,
      },
    })
  })

  test('whose line owes nothing at its end is not stopped again', async () => {
    const all = await world()
    await restored(all, 'mobile-restore')
    all.at('2026-11-11T12:00:00')
    await all.lines.accept(eventOf('a-m', { at: '2026-11-11T10:00:00', arrearsFen: 0n }))
    expect((await lastUse(all))?.state).toBe('running')
    all.at('2026-11-12T09:00:00')
    expect(await all.uses.endDue()).toBe(1)
    expect(await lastUse(all)).toMatchObject({ endedBecause: 'time', orders: [{ what: 'start' }] })
  })

  test('is stopped again for what its own line owes', async () => {
    const lines = ['a-1m', 'a-2m'].map((id) => lineOf(id))
    const all = await worldOf(await server.database(), [{ id: 'a', star: 7, lines }])
    for (const id of ['a-1m', 'a-2m']) {
      await all.uses.use('a', using('mobile-restore', { line: stoppedLine(id) }))
    }
    await all.orders.take(2, 0)
    all.at('2026-11-11T12:00:00')
    await all.lines.accept(eventOf('a-2m', { at: '2026-11-11T10:00:00', arrearsFen: 0n }))
    all.at('2026-11-12T09:00:00')
    expect(await all.uses.endDue()).toBe(2)
    const [second, first] = await all.uses.usesOf('a', { limit: 2 })
    expect(first?.orders.map(({ what }) => what)).toEqual(['start', 'stop-again'])
    expect(second?.orders.map(({ what }) => what)).toEqual(['start'])
  })

  test('is not ended by what was before it, and is by what comes ahead of our clock', async () => {
    const all = await world()
    await restored(all, 'broadband-restore')
    await all.lines.accept(eventOf('a-b', { at: '2026-11-10T08:59:59', arrearsFen: 0n }))
    expect((await lastUse(all))?.state).toBe('running')
    await all.lines.accept(eventOf('a-b', { at: '2026-11-10T09:00:05', arrearsFen: 0n }))
    expect(await lastUse(all)).toMatchObject({ state: 'ended', endedAt: '2026-11-10T09:00:00' })
  })

  test('that was paid before its order went out takes nothing', async () => {
    const all = await world()
    await all.uses.use('a', using('broadband-restore', { line: stoppedLine('a-b') }))
    all.at('2026-11-10T09:10:00')
    await all.lines.accept(eventOf('a-b', { at: '2026-11-10T09:05:00', arrearsFen: 0n }))
    expect(await lastUse(all)).toMatchObject({
      state: 'given-back',
      endedBecause: 'paid',
      orders: [{ state: 'given-up' }],
    })
  })
})
