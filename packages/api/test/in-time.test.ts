import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PortProblem } from '../src/index.ts'
import { unlessLate } from '../src/late.ts'
import { askingOf } from './asking.ts'
import { newWorld, UNLIMITED, type World } from './world.ts'

const REGIONAL = '/v1/customers/C-regional/entitlements/sim-replacement'
const FOREIGN = `/v1/customers/${encodeURIComponent('C-foreign/丙')}/entitlements/sim-replacement`
const GO_ON = {
  answered: false,
  allowed: false,
  say: 'It cannot be told now: go on without the benefit.',
  entitlement: null,
}

/** Milliseconds that a busy machine may take beside; a store that is slow is so for ever. */
const SOON = 10_000

let world: World
let release: () => void
let never: Promise<void>

beforeEach(async () => {
  world = await newWorld({ limits: { ...UNLIMITED, mayUseMs: 150 } })
  never = new Promise((resolve) => {
    release = resolve
  })
  // So that the keys of the issuer are known.
  await get('/v1/months')
})
afterEach(async () => {
  release()
  await world.stop()
})

const { get } = askingOf(() => world)

async function timed<T>(work: Promise<T>): Promise<readonly [answer: T, ms: number]> {
  const start = performance.now()
  const answer = await work
  return [answer, performance.now() - start]
}

describe('a question with a deadline', () => {
  it.each([
    ['the store', 'slow', 'system'],
    ['the look-up of rights', 'slow', 'agent'],
    ['the audit', 'slowAudit', 'agent'],
  ] as const)('is answered in time while %s is slow', async (_, fault, role) => {
    world.ports.faults[fault] = never
    await world.as(role)
    const [{ status, json }, ms] = await timed(get(`${REGIONAL}?deadlineMs=300`, role))
    expect([status, json]).toEqual([200, GO_ON])
    expect(ms).toBeGreaterThan(250)
    expect(ms).toBeLessThan(SOON)
  })

  it('has the server’s own where it names none', async () => {
    world.ports.faults.slow = never
    const [{ json }, ms] = await timed(get(REGIONAL))
    expect(json).toEqual(GO_ON)
    expect(ms).toBeGreaterThan(100)
    expect(ms).toBeLessThan(SOON)
  })

  it('may have longer than the server’s own', async () => {
    world.ports.faults.slow = new Promise((resolve) => setTimeout(resolve, 400))
    expect((await get(`${REGIONAL}?deadlineMs=30000`)).json).toMatchObject({ answered: true })
  })

  it.each([
    ['the store', 'store', 'system'],
    ['the store, also for rights,', 'store', 'agent'],
    ['the audit', 'audit', 'agent'],
  ] as const)('is told at once to go on while %s is away', async (_, fault, role) => {
    world.ports.faults[fault] = new PortProblem('store-unavailable', {})
    const [{ status, json }, ms] = await timed(get(`${REGIONAL}?deadlineMs=30000`, role))
    expect([status, json]).toEqual([200, GO_ON])
    expect(ms).toBeLessThan(SOON)
  })

  it('blocks nobody by a fault of ours, which the log names', async () => {
    world.ports.faults.store = new TypeError('a fault')
    expect((await get(`${REGIONAL}?deadlineMs=60000`)).json).toEqual(GO_ON)
    expect(world.lines.join('')).toContain('TypeError')
  })

  it('tells nothing of a customer then, whether there is one or not', async () => {
    world.ports.faults.slow = never
    const texts = [REGIONAL, FOREIGN, '/v1/customers/C-nobody/entitlements/sim-replacement'].map(
      async (url) => (await get(`${url}?deadlineMs=50`, 'shop')).text,
    )
    expect(new Set(await Promise.all(texts)).size).toBe(1)
  })

  it('says so in the caller’s language', async () => {
    world.ports.faults.slow = never
    const { json, headers } = await get(`${REGIONAL}?deadlineMs=50`, 'system', {
      'accept-language': 'zh-TW',
    })
    expect(json['say']).toBe('暫時無法確認，請先按不享有該權益辦理。')
    expect(headers['content-language']).toBe('zh-TW')
  })

  it('is refused as ever where rights are known without the store', async () => {
    world.ports.faults.slow = never
    world.ports.faults.slowAudit = never
    const of = async (role: 'customer' | 'auditor', url: string) => {
      const { status, json } = await get(url, role)
      return [status, json['code']]
    }
    expect(await of('customer', REGIONAL)).toEqual([403, 'not-yours'])
    expect(await of('auditor', REGIONAL)).toEqual([403, 'not-allowed'])
    const { status } = await world.send({ method: 'GET', url: REGIONAL, headers: {} })
    expect(status).toBe(401)
  })

  it('is not kept waiting by an issuer that is away', async () => {
    await world.stop()
    world = await newWorld({ limits: UNLIMITED })
    const headers = await world.as('system')
    await world.issuer.stop()
    const [{ status, body }, ms] = await timed(
      world.send({
        method: 'GET',
        url: `${REGIONAL}?deadlineMs=300`,
        headers: { ...headers, 'accept-language': 'en' },
      }),
    )
    expect([status, JSON.parse(body)]).toEqual([200, GO_ON])
    expect(ms).toBeLessThan(SOON)
  })

  it('is counted', async () => {
    world.ports.faults.slow = never
    await get(`${REGIONAL}?deadlineMs=20`)
    delete world.ports.faults.slow
    const { body } = await world.send({
      method: 'GET',
      url: '/metrics',
      headers: await world.as('system'),
    })
    expect(body).toContain('dipper_http_late_total 1')
  })

  it('waits for nothing it has not: others still say 503', async () => {
    world.ports.faults.store = new PortProblem('store-unavailable', {})
    expect((await get('/v1/customers/C-self/entitlements')).status).toBe(503)
  })
})

describe('work with a time', () => {
  const isAway = (error: unknown) => error === 'away'

  it('gives what it gives, refuses as it refuses, and nothing where it is late or away', async () => {
    expect(await unlessLate(Promise.resolve(1), 1000, isAway)).toBe(1)
    expect(await unlessLate(never, 5, isAway)).toBeNull()
    expect(
      await unlessLate(
        Promise.reject(new Error('x')).catch(() => Promise.reject('away' as unknown as Error)),
        1000,
        isAway,
      ),
    ).toBeNull()
    await expect(unlessLate(Promise.reject(new Error('refused')), 1000, isAway)).rejects.toThrow(
      'refused',
    )
  })
})
