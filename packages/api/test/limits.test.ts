import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Role } from '../src/index.ts'
import { rateOf } from '../src/limits/defaults.ts'
import { RateLimiter } from '../src/limits/rate-limiter.ts'
import { Recent } from '../src/recent.ts'
import { newWorld, UNLIMITED, type World } from './world.ts'

const RATE = { perSecond: 2, burst: 3 }

describe('a token bucket', () => {
  let now: number
  let limiter: RateLimiter
  beforeEach(() => {
    now = 0
    limiter = new RateLimiter({ most: 4, now: () => now })
  })

  const taken = (key: string, times: number) =>
    Array.from({ length: times }, () => limiter.take(key, RATE))

  it('takes a burst, then says how long to wait', () => {
    expect(taken('a', 5)).toEqual([0, 0, 0, 1, 1])
  })

  it('fills up again, to the brim', () => {
    taken('a', 3)
    now = 500
    expect(taken('a', 2)).toEqual([0, 1])
    now = 60_000
    expect(taken('a', 4)).toEqual([0, 0, 0, 1])
  })

  it('does not give more when the clock goes back', () => {
    taken('a', 3)
    now = -60_000
    expect(taken('a', 1)).toEqual([1])
  })

  it('is each caller’s own, and nobody’s without a rate', () => {
    taken('a', 3)
    expect(taken('b', 1)).toEqual([0])
    expect(limiter.take('a', null)).toBe(0)
  })

  it('remembers so many callers and no more', () => {
    for (let each = 0; each < 1000; each++) limiter.take(`caller ${each}`, RATE)
    expect(limiter.size).toBeLessThanOrEqual(4)
  })

  it('forgets those who have not asked for longest', () => {
    taken('a', 3)
    for (const other of ['b', 'c']) taken(other, 1)
    taken('a', 1)
    taken('d', 1)
    expect(taken('a', 1)).toEqual([1])
  })
})

describe('what is remembered', () => {
  it('is what was used recently, and so much at most', () => {
    const recent = new Recent<number>(4)
    for (const key of ['a', 'b', 'c', 'd']) recent.set(key, 1)
    expect(recent.get('a')).toBe(1)
    recent.set('e', 1)
    expect(['a', 'b', 'e'].map((key) => recent.get(key))).toEqual([1, undefined, 1])
    for (let each = 0; each < 100; each++) {
      recent.set(String(each), each)
      expect(recent.get('e')).toBe(1)
      expect(recent.size).toBeLessThanOrEqual(4)
    }
    recent.delete('e')
    expect(recent.get('e')).toBeUndefined()
  })
})

describe('a caller', () => {
  let world: World
  let now: number
  beforeEach(async () => {
    now = Date.now()
    const rates = { ...UNLIMITED.rates, agent: RATE, system: null } as never
    world = await newWorld({ limits: { anonymous: RATE, rates }, now: () => now })
  })
  afterEach(() => world.stop())

  const ask = async (headers: Readonly<Record<string, string>>, url = '/v1/policies/2026-11') => {
    const answered = await world.send({ method: 'GET', url, headers })
    return { ...answered, code: (JSON.parse(answered.body) as { code?: string }).code }
  }
  const statuses = async (
    headers: Readonly<Record<string, string>>,
    times: number,
    url?: string,
  ) => {
    const all: number[] = []
    for (let each = 0; each < times; each++) all.push((await ask(headers, url)).status)
    return all
  }

  it('that asks too much is told when to come again', async () => {
    const headers = await world.as('agent')
    expect(await statuses(headers, 4)).toEqual([200, 200, 200, 429])
    const refused = await ask(headers)
    expect([refused.code, refused.headers['retry-after']]).toEqual(['too-many-requests', '1'])
    now += 1000
    expect(await statuses(headers, 3)).toEqual([200, 200, 429])
  })

  it('does not keep others from asking', async () => {
    await statuses(await world.as('agent'), 5)
    expect(await statuses(await world.as('system'), 9)).not.toContain(429)
  })

  it('without a token, with a bad one, or lost, is limited by address', async () => {
    expect(await statuses({}, 4)).toEqual([401, 401, 401, 429])
    expect((await ask({ authorization: 'Bearer x.y.z' })).status).toBe(429)
    expect((await ask({}, '/nothing')).status).toBe(429)
    expect((await ask({}, '/health/live')).status).toBe(429)
  })
})

it('a caller with several roles has the rate of the strongest', () => {
  const rates = { customer: RATE, system: null } as never
  expect(rateOf(['customer', 'system'] as Role[], rates)).toBeNull()
  expect(rateOf([], rates)).toBe(RATE)
})
