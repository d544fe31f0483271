import { month } from '@dipper/policy'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  Lines,
  Orders,
  openPool,
  People,
  Points,
  type UseOutcome,
  Uses,
  UsesProblem,
  servingConfig,
} from '../src/index.ts'
import { startServer, type TestServer } from './server.ts'
import {
  eventOf,
  lineOf,
  MONTH,
  policiesWith,
  stoppedLine,
  toOrder,
  using,
  type World,
  worldOf,
} from './uses-world.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const SEVEN = { id: 'a', star: 7 }

async function world(...[people = [SEVEN], options]: Partial<WorldArgs>): Promise<World> {
  return worldOf(await server.database(), people, options)
}
type WorldArgs = [Parameters<typeof worldOf>[1], Parameters<typeof worldOf>[2]]

function outcomeOf(outcome: UseOutcome | null): string | undefined {
  return outcome?.outcome
}

function useIn(outcome: UseOutcome | null) {
  if (outcome && 'use' in outcome) return outcome.use
  throw new Error(`no use: ${JSON.stringify(outcome, (_, v) => (typeof v === 'bigint' ? 1 : v))}`)
}

function codesOf(outcome: UseOutcome | null): string[] {
  return outcome && 'entitlement' in outcome
    ? outcome.entitlement.reasons.map(({ code }) => code)
    : []
}

async function count({ owner }: World, what: string): Promise<number> {
  const { rows } = await owner.query<{ n: bigint }>(`select count(*) as n from ${what}`)
  return Number(rows[0]?.n)
}

const SIM = { line: { id: 'a-m', kind: null, state: null } }

describe('a use', () => {
  test('is kept with its order, and what was answered', async () => {
    const { uses, orders } = await world()
    const asked = using('mobile-restore', { line: stoppedLine('a-m') })
    const begun = await uses.use('a', asked)
    expect(begun).toMatchObject({
      outcome: 'begun',
      use: {
        customerId: 'a',
        number: 1,
        benefit: 'mobile-restore',
        line: 'a-m',
        at: '2026-11-10T09:00:00',
        state: 'running',
        endsAt: '2026-11-12T09:00:00',
        until: ['ceiling-passed'],
        chargeFen: 0n,
        ceilingFen: 30000n,
        arrearsFen: 5000n,
        star: 7,
        month: MONTH,
        document: '2016-01.yaml',
        overlay: null,
        by: 'agent-7',
        orders: [{ what: 'start', state: 'waiting', customerId: 'a', use: 1, attempts: 0 }],
      },
      entitlement: { allowed: true, usesLeft: 1, conditions: { creditLeftFen: 25000n } },
    })
    const use = useIn(begun)
    expect(await uses.usesOf('a', { limit: 5 })).toEqual([use])
    expect(await uses.use('a', asked)).toEqual({ ...begun, outcome: 'repeated' })
    const [order] = await orders.take(5, 60)
    expect(order).toMatchObject({
      order: use.orders[0]?.order,
      payload: {
        order: use.orders[0]?.order,
        what: 'start',
        customerId: 'a',
        use: 1,
        benefit: 'mobile-restore',
        line: { id: 'a-m', kind: 'mobile' },
        at: '2026-11-10T09:00:00',
        endsAt: '2026-11-12T09:00:00',
        ceilingFen: '30000',
        star: 7,
      },
    })
  })

  test('is answered before as it is when it begins', async () => {
    const { uses } = await world()
    const asked = using('sim-replacement', SIM)
    const before = await uses.mayUse('a', asked)
    expect(before).toEqual(((await uses.use('a', asked)) as { entitlement: unknown }).entitlement)
    const { uses: others } = await world([{ id: 'a', star: 1 }])
    const refused = await others.mayUse('a', asked)
    expect(await others.use('a', asked)).toEqual({ outcome: 'refused', entitlement: refused })
  })

  test('that is refused leaves nothing, and its key can be used later', async () => {
    const all = await world([{ id: 'a', star: 1 }])
    const asked = using('sim-replacement', SIM)
    expect(codesOf(await all.uses.use('a', asked))).toEqual(['star-not-given'])
    for (const table of ['use', 'use_account', 'service_order', 'order_event']) {
      expect(await count(all, `dipper.${table}`), table).toBe(0)
    }
    await all.publishStars(MONTH + 1, [SEVEN])
    expect(useIn(await all.uses.use('a', asked)).number).toBe(1)
  })

  test('makes no order where nothing is to be done in the network', async () => {
    const all = await world()
    const use = useIn(await all.uses.use('a', using('hotline-priority')))
    expect(use).toMatchObject({ state: 'ended', endsAt: null, orders: [] })
    expect(await count(all, 'dipper.service_order')).toBe(0)
  })

  test('beyond the quota costs its price where that is agreed to, and takes nothing of it', async () => {
    const { uses, at } = await world()
    for (let n = 0; n < 2; n++) await uses.use('a', using('sim-replacement', SIM))
    expect(codesOf(await uses.use('a', using('sim-replacement', SIM)))).toEqual(['quota-used'])
    const paid = useIn(await uses.use('a', using('sim-replacement', { ...SIM, atPrice: true })))
    expect(paid).toMatchObject({ chargeFen: 1000n, billed: 'next-bill', number: 3 })
    at('2027-01-01T00:00:00')
    expect(outcomeOf(await uses.use('a', using('sim-replacement', SIM)))).toBe('begun')
  })

  test('rests on the values of the region, and on the month', async () => {
    const { uses } = await world([{ ...SEVEN, region: 'anhui' }])
    const asked = using('door-move')
    expect(useIn(await uses.use('a', asked)).overlay).toBe('overlays/anhui/2016-01.yaml')
    expect(codesOf(await uses.use('a', using('door-move')))).toEqual(['quota-used'])
    const { uses: elsewhere } = await world()
    for (let n = 0; n < 2; n++)
      expect(outcomeOf(await elsewhere.use('a', using('door-move')))).toBe('begun')
  })

  test('is counted however many uses of the benefit there were since', async () => {
    const limit = { uses: 40, per: 'calendar-year', of: 'customer' }
    const policies = policiesWith({ benefits: { 'hotline-priority': { limit } } })
    const { uses } = await world([SEVEN], { policies })
    const outcomes = []
    for (let n = 0; n < 41; n++) outcomes.push(await uses.use('a', using('hotline-priority')))
    expect(outcomes.filter((each) => outcomeOf(each) === 'begun')).toHaveLength(40)
    expect(await uses.usesOf('a', { limit: 3, before: 10 })).toMatchObject([
      { number: 9 },
      { number: 8 },
      { number: 7 },
    ])
  })

  test('of nobody, or in a month without a document, is none', async () => {
    const { uses, at } = await world()
    expect(await uses.use('nobody', using('hotline-priority'))).toBeNull()
    expect(await uses.mayUse('nobody', using('hotline-priority'))).toBeNull()
    at('2015-12-31T23:59:59')
    const error: unknown = await uses.use('a', using('hotline-priority')).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(UsesProblem)
    expect(error).toMatchObject({ code: 'benefits-missing', params: { month: '2015-12' } })
  })

  test('of somebody without a star is refused', async () => {
    const all = await world([SEVEN, { id: 'b', star: 0 }])
    expect(codesOf(await all.uses.use('b', using('hotline-priority')))).toEqual(['unrated'])
    await all.owner.query(`delete from dipper.star where customer_id = 'b'`)
    expect(codesOf(await all.uses.use('b', using('hotline-priority')))).toEqual(['star-unknown'])
  })
})

describe('a key', () => {
  test('is used once for one act', async () => {
    const all = await world()
    const asked = using('sim-replacement', SIM)
    await all.uses.use('a', asked)
    for (const other of [
      { benefit: 'hotline-priority', line: null },
      { line: null },
      { line: { ...SIM.line, id: 'a-b' } },
    ]) {
      expect(outcomeOf(await all.uses.use('a', { ...asked, ...other }))).toBe('key-used')
    }
    expect(outcomeOf(await all.uses.use('a', asked))).toBe('repeated')
    expect(await count(all, 'dipper.use')).toBe(1)
    expect(await count(all, 'dipper.service_order')).toBe(1)
  })

  test('is of its customer', async () => {
    const { uses } = await world([SEVEN, { id: 'b', star: 7 }])
    const asked = using('hotline-priority')
    expect(outcomeOf(await uses.use('a', asked))).toBe('begun')
    expect(outcomeOf(await uses.use('b', asked))).toBe('begun')
  })
})

describe('a line', () => {
  const asked = (id: string) =>
    using('sim-replacement', { line: { id, kind: 'mobile', state: null } })

  test.each([
    ['of nobody', 'x-m', []],
    ['of somebody else', 'b-m', []],
    ['given up', 'a-old', [lineOf('a-old', { heldTo: '2026-11-09' })]],
    ['not held yet', 'a-new', [lineOf('a-new', { heldFrom: '2026-11-11' })]],
  ])('%s is missing', async (_, id, lines) => {
    const all = await world([
      { ...SEVEN, lines },
      { id: 'b', star: 7 },
    ])
    expect(await all.uses.use('a', asked(id))).toEqual({ outcome: 'line-missing' })
    expect(await all.uses.mayUse('a', asked(id))).toBe('line-missing')
    expect(await count(all, 'dipper.use')).toBe(0)
  })

  test('held to the end of today is theirs', async () => {
    const { uses } = await world([{ ...SEVEN, lines: [lineOf('a-m', { heldTo: '2026-11-10' })] }])
    expect(outcomeOf(await uses.use('a', asked('a-m')))).toBe('begun')
  })

  test('that an event names before it is published is theirs, until one names somebody else', async () => {
    const { uses, lines } = await world([SEVEN, { id: 'b', star: 7 }])
    await lines.accept(eventOf('new', { customerId: 'a', arrearsFen: 0n }))
    expect(outcomeOf(await uses.use('a', asked('new')))).toBe('begun')
    expect(outcomeOf(await uses.use('b', asked('new')))).toBe('line-missing')
    const later = { at: '2026-11-10T08:30:00', arrearsFen: 0n }
    await lines.accept(eventOf('new', { customerId: 'b', ...later }))
    expect(outcomeOf(await uses.use('a', asked('new')))).toBe('line-missing')
    expect(outcomeOf(await uses.use('b', asked('new')))).toBe('begun')
  })

  test('given up since its last event is missing', async () => {
    const { uses, lines } = await world([
      { ...SEVEN, lines: [lineOf('a-m', { heldTo: '2026-11-09' })] },
    ])
    const at = '2026-11-08T08:00:00'
    expect(await lines.accept(eventOf('a-m', { at, arrearsFen: 0n }))).toBe('accepted')
    expect(outcomeOf(await uses.use('a', asked('a-m')))).toBe('line-missing')
  })

  test('is of the kind that the facts say, whatever is stated', async () => {
    const { uses } = await world()
    const line = { id: 'a-b', kind: 'mobile', state: null } as const
    expect(codesOf(await uses.use('a', using('sim-replacement', { line })))).toEqual(['line-kind'])
  })

  test('is in the state that the last event says; what is stated counts where there is none', async () => {
    const { uses, lines } = await world()
    const restore = { ...using('mobile-restore'), line: stoppedLine('a-m') }
    expect(await uses.mayUse('a', restore)).toMatchObject({
      allowed: true,
      stated: ['line-state', 'stop-cause', 'arrears'],
    })
    await lines.accept(eventOf('a-m', { what: 'restored' }))
    expect(await uses.mayUse('a', restore)).toMatchObject({
      allowed: false,
      reasons: [{ code: 'line-in-service' }],
    })
    const stop = { what: 'stopped', at: '2026-11-10T08:30:00', stopKind: 'single' } as const
    await lines.accept(eventOf('a-m', { ...stop, cause: 'arrears', arrearsFen: 40000n }))
    expect(await uses.mayUse('a', restore)).toMatchObject({ reasons: [{ code: 'over-ceiling' }] })
    await lines.accept(eventOf('a-m', { at: '2026-11-10T08:40:00', arrearsFen: 1000n }))
    expect(await uses.mayUse('a', restore)).toMatchObject({ allowed: true, stated: [] })
  })
})

describe('many at the same time', () => {
  const CLIENTS = 32

  /** As many processes would ask. */
  async function fromMany<T>(
    { config }: World,
    work: (uses: Uses, n: number) => Promise<T>,
    policies = policiesWith(),
  ): Promise<T[]> {
    const pool = openPool({ ...servingConfig(config), max: CLIENTS })
    const uses = new Uses(pool, { policies, toOrder, now: () => '2026-11-10T09:00:00' })
    const all = await Promise.all(Array.from({ length: CLIENTS }, (_, n) => work(uses, n)))
    await pool.end()
    return all
  }

  const begun = (all: readonly (UseOutcome | null)[]) =>
    all.filter((each) => outcomeOf(each) === 'begun').length

  test.each([
    ['of a customer', 2, () => using('sim-replacement', SIM)],
    ['of a line', 1, () => using('broadband-restore', { line: stoppedLine('a-b') })],
  ])('never exceed a quota %s', async (_, quota, asked) => {
    const all = await world()
    expect(begun(await fromMany(all, (uses) => uses.use('a', asked())))).toBe(quota)
    expect(await count(all, 'dipper.use')).toBe(quota)
    expect(await count(all, 'dipper.service_order')).toBe(quota)
    const { rows } = await all.owner.query('select uses from dipper.use_account')
    expect(rows).toEqual([{ uses: quota }])
  })

  test('under one key happen once', async () => {
    const all = await world()
    const asked = using('hotline-priority')
    const outcomes = await fromMany(all, (uses) => uses.use('a', asked))
    expect(begun(outcomes)).toBe(1)
    expect(outcomes.filter((each) => outcomeOf(each) === 'repeated')).toHaveLength(CLIENTS - 1)
    expect(await count(all, 'dipper.use')).toBe(1)
  })

  test('take no more than the stock of an offer, and it comes back', async () => {
    const offer = {
      title: { 'zh-CN': 'x', 'zh-TW': 'x', en: 'x' },
      gives: 'data',
      stars: [7],
      from: '2026-01-01',
      stock: 5,
    }
    const policies = policiesWith({ benefits: { offers: { entries: { spring: offer } } } })
    const people = Array.from({ length: CLIENTS }, (_, n) => ({ id: `p${n}`, star: 7 }))
    const all = await world(people, { policies })
    const take = (uses: Uses, n: number) => uses.use(`p${n}`, using('offers/spring'))
    const outcomes = await fromMany(all, take, policies)
    expect(begun(outcomes)).toBe(5)
    const refused = outcomes.findIndex((each) => outcomeOf(each) === 'refused')
    expect(codesOf(outcomes[refused] ?? null)).toEqual(['offer-gone'])
    expect(await all.uses.mayUse(`p${refused}`, using('offers/spring'))).toMatchObject({
      reasons: [{ code: 'offer-gone' }],
      notKnown: [],
    })
    const { rows } = await all.owner.query('select offer, said_by, taken from dipper.offer_stock')
    expect(rows).toEqual([{ offer: 'offers/spring', said_by: '2016-01.yaml', taken: 5 }])
  })
})

describe('time', () => {
  const restoring = (uses: Uses, line = 'a-m', at = '2026-11-09') =>
    uses.use(
      'a',
      using(line.endsWith('b') ? 'broadband-restore' : 'mobile-restore', {
        line: stoppedLine(line, { stoppedOn: at }),
      }),
    )

  test.each([
    ['48 hours over the end of February', 'a-m', '2027-02-27T22:10:05', '2027-03-01T22:10:05'],
    ['48 hours over a leap day', 'a-m', '2028-02-28T00:00:00', '2028-03-01T00:00:00'],
    ['48 hours over New Year', 'a-m', '2026-12-31T23:59:59', '2027-01-02T23:59:59'],
    ['7 days over the end of a month', 'a-b', '2026-11-27T12:00:00', '2026-12-04T00:00:00'],
    ['7 days over a leap day', 'a-b', '2028-02-25T00:00:00', '2028-03-03T00:00:00'],
    ['7 days over New Year', 'a-b', '2026-12-30T23:59:59', '2027-01-06T00:00:00'],
  ])('ends what lasts %s, to the second', async (_, line, time, end) => {
    const { uses, orders, at } = await world([SEVEN], { time })
    expect(useIn(await restoring(uses, line, time.slice(0, 10))).endsAt).toBe(end)
    const [start] = await orders.take(1, 0)
    await orders.sent(start?.order ?? '', 'n1', 3600)
    const before = new Date(Date.parse(`${end}Z`) - 1000).toISOString().slice(0, 19)
    at(before)
    expect(await uses.endDue()).toBe(0)
    expect((await uses.standingOf('a'))?.running).toHaveLength(1)
    at(end)
    expect((await uses.standingOf('a'))?.running).toEqual([])
    expect(await uses.endDue()).toBe(1)
    const [use] = await uses.usesOf('a', { limit: 1 })
    expect(use).toMatchObject({ state: 'ended', endedAt: end, endedBecause: 'time' })
    expect(use?.orders).toMatchObject([
      { what: 'start', state: 'sent' },
      { what: 'stop-again', state: 'waiting' },
    ])
  })

  test('that goes back brings nothing back', async () => {
    const all = await world()
    await restoring(all.uses)
    await all.orders.take(1, 0)
    all.at('2026-11-12T09:00:00')
    expect(await all.uses.endDue()).toBe(1)
    all.at('2026-11-11T09:00:00')
    expect(await all.uses.endDue()).toBe(0)
    all.at('2026-11-20T09:00:00')
    expect(await all.uses.endDue()).toBe(0)
    expect(await count(all, 'dipper.service_order')).toBe(2)
    const [use] = await all.uses.usesOf('a', { limit: 1 })
    expect(use?.endedAt).toBe('2026-11-12T09:00:00')
  })

  test('that was slept through ends it at its end, and in two processes once', async () => {
    const people = Array.from({ length: 8 }, (_, n) => ({ id: `p${n}`, star: 7 }))
    const all = await world(people)
    for (const { id } of people) {
      const line = stoppedLine(`${id}-m`)
      await all.uses.use(id, using('mobile-restore', { line }))
    }
    await all.orders.take(100, 0)
    all.at('2027-05-01T00:00:00')
    const ended = await Promise.all([1, 2, 3, 4].map(() => all.uses.endDue()))
    expect(ended.reduce((sum, each) => sum + each)).toBe(8)
    expect(await count(all, `dipper.service_order where what = 'stop-again'`)).toBe(8)
    const [use] = await all.uses.usesOf('p0', { limit: 1 })
    expect(use?.endedAt).toBe('2026-11-12T09:00:00')
  })

  test('takes back what the network never heard of, and orders nothing', async () => {
    const all = await world()
    await restoring(all.uses)
    all.at('2026-11-12T09:00:00')
    expect(await all.uses.endDue()).toBe(1)
    const [use] = await all.uses.usesOf('a', { limit: 1 })
    expect(use).toMatchObject({
      state: 'given-back',
      endedBecause: 'time',
      orders: [{ what: 'start', state: 'given-up' }],
    })
    expect(outcomeOf(await restoring(all.uses))).toBe('begun')
  })

  test('is the clock of the database in the zone of the operator', async () => {
    const { serving } = await world()
    const far = { policies: policiesWith(), toOrder, timeZone: 'Pacific/Kiritimati' }
    const use = useIn(await new Uses(serving, far).use('a', using('hotline-priority')))
    const { rows } = await serving.query<{ near: boolean }>(
      `select abs(extract(epoch from $1::timestamp - (now() at time zone 'Pacific/Kiritimati'))) < 60 as near`,
      [use.at],
    )
    expect(rows).toEqual([{ near: true }])
  })

  test('of one customer that cannot be ended holds up nobody else', async () => {
    const people = ['p0', 'p1', 'p2'].map((id) => ({ id, star: 7 }))
    const all = await world(people)
    for (const { id } of people) {
      await all.uses.use(id, using('mobile-restore', { line: stoppedLine(`${id}-m`) }))
    }
    await all.orders.take(100, 0)
    const failing = new Uses(all.serving, {
      policies: policiesWith(),
      now: () => '2026-12-01T00:00:00',
      toOrder: (about) => {
        if (about.customerId === 'p1') throw new Error('cannot')
        return toOrder(about)
      },
    })
    await expect(failing.endDue()).rejects.toThrow(AggregateError)
    expect(await count(all, `dipper.use where state = 'running'`)).toBe(1)
    all.at('2026-12-01T00:00:00')
    expect(await all.uses.endDue()).toBe(1)
  })
})

describe('when a month is published', () => {
  test('uses stay, and the limits of the new star count', async () => {
    const uses3 = { 3: 3, 4: 3, 5: 3, 6: 3, 7: 3, 2: 1 }
    const limit = { uses: uses3, per: 'calendar-year', of: 'customer' }
    const policies = policiesWith({ benefits: { 'sim-replacement': { limit } } })
    const { uses, publishStars } = await world([{ id: 'a', star: 3 }], { policies })
    for (let n = 0; n < 2; n++) await uses.use('a', using('sim-replacement', SIM))
    await publishStars(MONTH + 1, [{ id: 'a', star: 2 }])
    expect(codesOf(await uses.use('a', using('sim-replacement', SIM)))).toEqual(['quota-used'])
    await publishStars(MONTH + 2, [{ id: 'a', star: 4 }])
    expect(await uses.use('a', using('sim-replacement', SIM))).toMatchObject({
      outcome: 'begun',
      use: { star: 4, month: MONTH + 2 },
    })
  })

  test('what runs goes on to its end', async () => {
    const { uses, publishStars, at } = await world()
    await uses.use('a', using('mobile-restore', { line: stoppedLine('a-m') }))
    await publishStars(MONTH + 1, [{ id: 'a', star: 1 }])
    at('2026-11-11T09:00:00')
    expect(await uses.endDue()).toBe(0)
    expect(await uses.standingOf('a')).toMatchObject({
      held: { star: 1 },
      running: [{ benefit: 'mobile-restore', endsAt: '2026-11-12T09:00:00' }],
    })
  })

  test('uses by validity count from its beginning, through stars that changed inside it', async () => {
    const limit = { uses: 2, per: 'validity', of: 'customer' }
    const policies = policiesWith({ benefits: { 'hotline-priority': { limit } } })
    const first = month('2026-10')
    const all = await world([{ ...SEVEN, star: 5 }], {
      policies,
      month: first,
      time: '2026-10-05T00:00:00',
    })
    const ask = () => all.uses.use('a', using('hotline-priority'))
    await ask()
    await all.publishStars(MONTH, [{ id: 'a', star: 6, validity: [MONTH, MONTH + 11] }])
    all.at('2026-11-05T00:00:00')
    expect((await all.uses.standingOf('a'))?.held?.countedFrom).toBe(first)
    await ask()
    expect(codesOf(await ask())).toEqual(['quota-used'])
    const next = MONTH + 12
    await all.publishStars(next, [{ id: 'a', star: 6, validity: [next, next + 11] }])
    all.at('2027-11-05T00:00:00')
    expect(outcomeOf(await ask())).toBe('begun')
  })
})

describe('a standing', () => {
  test('is all that a customer has now, and of many it is as of one', async () => {
    const people = [SEVEN, { id: 'b', star: 3 }, { id: 'c', star: 0 }]
    const all = await world(people)
    await all.uses.use('a', using('sim-replacement', SIM))
    await all.uses.use('a', using('mobile-restore', { line: stoppedLine('a-m') }))
    const points = new Points(all.serving)
    await points.freeze('a', { cause: 'by-hand', key: 'f', by: null, why: null })
    const ids = ['a', 'b', 'c', 'nobody', 'a']
    const together = await Promise.all(ids.map((id) => all.uses.standingOf(id)))
    for (const [n, id] of ids.entries()) {
      expect(await all.uses.standingOf(id), id).toEqual(together[n])
    }
    const [a, b, c, nobody] = together
    expect(nobody).toBeNull()
    expect(a).toMatchObject({
      now: '2026-11-10T09:00:00',
      held: { star: 7, month: MONTH, validity: { from: MONTH, through: MONTH + 11 } },
      region: 'hunan',
      running: [{ number: 2, benefit: 'mobile-restore', orders: [{ state: 'waiting' }] }],
      points: { points: 0n, frozen: ['by-hand'] },
    })
    expect(a?.uses).toHaveLength(2)
    const sim = a?.allowances.find(({ benefit }) => benefit === 'sim-replacement')
    expect(sim).toMatchObject({ left: 1, until: '2026-12-31' })
    expect(b?.allowances.map(({ benefit }) => benefit)).not.toContain('mobile-restore')
    expect(c?.allowances).toEqual([])
    all.at('2015-01-01T00:00:00')
    expect(await all.uses.standingOf('a')).toMatchObject({ policy: null, allowances: [] })
  })

  test('counts more uses than are read together', async () => {
    const limit = { uses: 1000, per: 'calendar-year', of: 'customer' }
    const policies = policiesWith({ benefits: { 'hotline-priority': { limit } } })
    const all = await world([SEVEN], { policies })
    for (let n = 0; n < 110; n++) await all.uses.use('a', using('hotline-priority'))
    const standing = await all.uses.standingOf('a')
    const hotline = standing?.allowances.find(({ benefit }) => benefit === 'hotline-priority')
    expect(hotline?.left).toBe(890)
  })
})

describe('what is kept', () => {
  test('is in the export of the person', async () => {
    const all = await world()
    await all.lines.accept(
      eventOf('a-m', { what: 'stopped', stopKind: 'double', cause: 'arrears' }),
    )
    await all.uses.use('a', using('sim-replacement', SIM))
    const kept = await new People(all.serving).exportOf('a')
    expect(JSON.parse(JSON.stringify(kept))).toEqual(kept)
    expect(kept).toMatchObject({
      uses: [
        { number: 1, benefit: 'sim-replacement', month: '2026-11', answer: { allowed: true } },
      ],
      orders: [{ use: 1, what: 'start', state: 'waiting', history: [{ what: 'created' }] }],
      lineEvents: [{ line: 'a-m', what: 'stopped', stopKind: 'double' }],
      points: [{ kind: 'freeze', cause: 'arrears', period: null }],
    })
  })

  test('cannot be rewritten by who serves', async () => {
    const { serving } = await server.database()
    for (const change of [
      'update dipper.use set charge_fen = 1',
      'update dipper.use set at = now()',
      'delete from dipper.use',
      'update dipper.line_event set at = now()',
      'delete from dipper.line_event',
      'update dipper.order_event set what = $$sent$$',
      'delete from dipper.order_event',
      'update dipper.service_order set payload = $${}$$',
      'delete from dipper.service_order',
      'delete from dipper.use_account',
    ]) {
      await expect(serving.query(change), change).rejects.toThrow(/permission denied/)
    }
  })

  test('is not rewritten by the owner either, as far as events go', async () => {
    const { owner } = await server.database()
    for (const table of ['line_event', 'order_event']) {
      await expect(owner.query(`delete from dipper.${table}`)).rejects.toThrow(/append-only/)
    }
  })
})

test('lines and orders have the same clock', async () => {
  const { serving } = await world()
  expect(await new Lines(serving, { toOrder }).accept(eventOf('a-m', { arrearsFen: 1n }))).toBe(
    'accepted',
  )
  expect(await new Orders(serving).list({ limit: 5 })).toEqual([])
})
