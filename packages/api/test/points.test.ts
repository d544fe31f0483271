import { LANGUAGES, REFUSAL_CODES } from '@dipper/ledger'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askingOf } from './asking.ts'
import { newWorld, UNLIMITED, type World } from './world.ts'

const POINTS = '/v1/customers/C-regional/points'
const YEAR = 'from=2026-01-01&through=2026-12-31'

let world: World
beforeEach(async () => {
  world = await newWorld({ limits: UNLIMITED })
})
afterEach(() => world.stop())

const { get, post } = askingOf(() => world)

type Json = Record<string, unknown>
const balance = async () => (await get(POINTS)).json['balance']

describe('points', () => {
  it('are told with what expires, and by year', async () => {
    expect((await get(POINTS)).json).toEqual({
      customerId: 'C-regional',
      balance: 900,
      expiringThisYear: 0,
      frozen: [],
      debt: 0,
      lots: [{ year: 2025, points: 900, usableThrough: '2027-12-31' }],
    })
  })

  it('are nobody’s where nobody is', async () => {
    for (const path of ['', `/statement?${YEAR}`]) {
      const { json } = await get(`/v1/customers/C-nobody/points${path}`)
      expect(json['code']).toBe('customer-missing')
    }
    const frozen = await post('/v1/customers/C-nobody/points/freeze', { cause: 'by-hand' })
    expect(frozen.json['code']).toBe('customer-missing')
  })

  it('are seen by those who correct them, and by no other region', async () => {
    expect((await get(POINTS, 'data-operator')).status).toBe(200)
    const foreign = `/v1/customers/${encodeURIComponent('C-foreign/丙')}/points`
    expect((await get(foreign, 'data-operator')).json['code']).toBe('not-yours')
  })
})

describe('a redemption', () => {
  const redeem = (points: unknown, options: Parameters<typeof post>[2] = {}, more: Json = {}) =>
    post(`${POINTS}/redemptions`, { points, ...more }, options)

  it('spends once under its key, whatever became of the first answer', async () => {
    const first = await redeem(300, { key: 'k' }, { why: 'phone case' })
    expect(first.json).toEqual({
      customerId: 'C-regional',
      posting: {
        number: 3,
        on: '2026-11-22',
        kind: 'redeem',
        period: null,
        names: null,
        cause: null,
        why: 'phone case',
        points: -300,
        lots: [{ year: 2025, points: -300 }],
        debt: 0,
        balance: 600,
      },
    })
    await redeem(100)
    await world.ports.idempotency.release({ caller: 'system-of-the-tests', key: 'k', request: '' })
    const again = await redeem(300, { key: 'k' }, { why: 'phone case' })
    expect([again.status, again.text]).toEqual([200, first.text])
    expect(await balance()).toBe(500)
  })

  it('has a key that no other caller has', async () => {
    await redeem(300, { key: 'k' })
    await redeem(300, { key: 'k', role: 'shop' })
    expect(await balance()).toBe(300)
  })

  it('with the key of another is refused', async () => {
    await redeem(300, { key: 'k' })
    await world.ports.idempotency.release({ caller: 'system-of-the-tests', key: 'k', request: '' })
    const { status, json } = await redeem(200, { key: 'k' })
    expect([status, json['code']]).toEqual([422, 'key-used'])
  })

  it.each(LANGUAGES)('is refused with what the ledger says, in %s', async (language) => {
    const { status, json } = await redeem(901, { headers: { 'accept-language': language } })
    expect([status, json]).toMatchObject([
      409,
      {
        code: 'points-refused',
        params: { refusal: { code: 'not-enough', params: { points: 901, balance: 900 } } },
      },
    ])
    expect(REFUSAL_CODES).toContain('not-enough')
    expect(json['detail']).toMatch(/901.*900.*[.。]$/)
  })

  it.each([0, -1, 1.5, '3', null, 2 ** 53])('is not of %j points', async (points) => {
    const { status, json } = await redeem(points)
    expect([status, json['code']]).toEqual([400, 'invalid-request'])
    expect(await balance()).toBe(900)
  })

  it('is reversed whole and once', async () => {
    const reverse = (n: number) => post(`${POINTS}/redemptions/${n}/reversal`)
    expect((await reverse(2)).json).toMatchObject({
      posting: { kind: 'reverse', names: 2, points: 100, balance: 1000 },
    })
    const refusalOf = ({ json }: { json: Json }) =>
      (json['params'] as { refusal: { code: string } }).refusal.code
    expect(refusalOf(await reverse(2))).toBe('already-reversed')
    expect(refusalOf(await reverse(1))).toBe('not-a-redemption')
    expect(refusalOf(await reverse(9))).toBe('no-such-posting')
    expect((await reverse(0)).status).toBe(400)
  })
})

describe('a correction', () => {
  const correct = (body: Json, role: 'system' | 'data-operator' | 'shop', reason = '') =>
    post(`${POINTS}/postings/1/correction`, body, { role, headers: { 'dipper-reason': reason } })

  it('needs a reason of everybody, in the body or beside it', async () => {
    for (const role of ['system', 'data-operator'] as const) {
      const { status, json } = await correct({ points: -50 }, role)
      expect([status, json['code']], role).toEqual([400, 'reason-missing'])
    }
    const why = 'earned twice for March'
    const told = await correct({ points: -50, why }, 'data-operator')
    expect(told.json).toMatchObject({ posting: { kind: 'correct', names: 1, points: -50, why } })
    const beside = await correct({ points: 20 }, 'system', 'as the customer says')
    expect(beside.json).toMatchObject({ posting: { points: 20, why: 'as the customer says' } })
    expect(await balance()).toBe(870)
  })

  it('is recorded with it', async () => {
    await correct({ points: -50, why: 'earned twice' }, 'data-operator')
    expect(world.ports.entries).toMatchObject([
      {
        act: 'points.correct',
        role: 'data-operator',
        customerId: 'C-regional',
        why: 'earned twice',
      },
    ])
  })

  it('is not for shops', async () => {
    expect((await correct({ points: 5, why: 'any reason' }, 'shop')).status).toBe(403)
  })

  it('of more than there is becomes a debt', async () => {
    const { json } = await correct({ points: -1000, why: 'all of it was wrong' }, 'system')
    expect(json).toMatchObject({ posting: { points: -900, debt: 100, balance: 0 } })
    expect((await get(POINTS)).json).toMatchObject({ balance: 0, debt: 100 })
  })
})

describe('a frozen account', () => {
  it('spends again once it is lifted', async () => {
    const body = { cause: 'by-hand', why: 'a theft is reported' }
    expect((await post(`${POINTS}/freeze`, body)).json).toMatchObject({
      posting: { kind: 'freeze', cause: 'by-hand', points: 0 },
    })
    expect((await get(POINTS)).json['frozen']).toEqual(['by-hand'])
    const refused = await post(`${POINTS}/redemptions`, { points: 1 })
    expect(refused.json['params']).toEqual({
      refusal: { code: 'frozen', params: { causes: ['by-hand'] } },
    })
    await post(`${POINTS}/unfreeze`, body)
    expect((await post(`${POINTS}/redemptions`, { points: 1 })).status).toBe(200)
  })

  it('is frozen for a reason', async () => {
    const headers = { 'dipper-reason': '' }
    for (const act of ['freeze', 'unfreeze']) {
      const { json } = await post(`${POINTS}/${act}`, { cause: 'by-hand' }, { headers })
      expect(json['code']).toBe('reason-missing')
    }
  })
})

describe('a statement', () => {
  it('goes from one balance to the other', async () => {
    await post(`${POINTS}/redemptions`, { points: 300 })
    const { json } = await get(`${POINTS}/statement?${YEAR}`)
    expect(json).toMatchObject({ opening: 900, closing: 600, postings: [{ points: -300 }] })
    const all = await get(`${POINTS}/statement?from=2025-01-01&through=2025-12-31`)
    expect(all.json).toMatchObject({
      opening: 0,
      closing: 900,
      postings: [
        { kind: 'earn', period: '2025-03', points: 1000 },
        { kind: 'redeem', names: null },
      ],
    })
  })

  it.each([
    ['from=2026-01-02&through=2026-01-01', 'through', 'days-reversed'],
    ['from=2025-01-01&through=2026-01-02', 'through', 'too-many-days'],
    ['from=2026-01-01', 'through', 'missing'],
    ['from=2026-02-30&through=2026-03-01', 'from', 'not-a-date'],
  ])('is not of %s', async (query, path, code) => {
    const { status, json } = await get(`${POINTS}/statement?${query}`)
    expect([status, json['errors']]).toMatchObject([400, [{ in: 'query', path, code }]])
  })

  it.each(['from=2024-01-01&through=2024-12-31', 'from=2026-01-01&through=2026-01-01'])(
    'may be of %s',
    async (query) => {
      expect((await get(`${POINTS}/statement?${query}`)).status).toBe(200)
    },
  )
})
