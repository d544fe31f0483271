import { REASON_CODES } from '@dipper/entitlement'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askingOf } from './asking.ts'
import { newWorld, UNLIMITED, type World } from './world.ts'

const SELF = '/v1/customers/C-self'
const OWN_LINE = 'B-19900010001'
const SIM = { benefit: 'sim-replacement', line: 'M-19900010001' }
const STOPPED = {
  benefit: 'broadband-restore',
  line: OWN_LINE,
  lineState: 'stopped',
  stopCause: 'arrears',
  stoppedOn: '2026-11-20',
}

let world: World
beforeEach(async () => {
  world = await newWorld({ limits: UNLIMITED })
})
afterEach(() => world.stop())

const { get, post } = askingOf(() => world)

type Json = Record<string, unknown>
const itemsOf = ({ json }: { readonly json: Json }) => json['items'] as Json[]

describe('all that a star gives', () => {
  it('is told with titles in the caller’s language, and what is left', async () => {
    const { json } = await get(`${SELF}/entitlements`)
    expect(json).toMatchObject({ star: 3, month: '2026-11', at: '2026-11-22T09:30:00' })
    const benefits = json['benefits'] as Json[]
    expect(benefits.map(({ benefit }) => benefit)).toContain('roaming-no-deposit')
    expect(benefits.find(({ benefit }) => benefit === 'sim-replacement')).toMatchObject({
      order: true,
      limit: { uses: 2, per: 'calendar-year', of: 'customer' },
      left: 2,
      until: '2026-12-31',
    })
    const titles = async (language: string) =>
      (
        (await get(`${SELF}/entitlements`, 'system', { 'accept-language': language })).json[
          'benefits'
        ] as Json[]
      ).map(({ title }) => title)
    expect(await titles('zh-CN')).toContain('免费换卡')
    expect(await titles('zh-TW')).toContain('免費換卡')
  })

  it('marks what is assumed, and nothing else', async () => {
    const benefits = (await get(`${SELF}/entitlements`)).json['benefits'] as Json[]
    const assumed = Object.fromEntries(benefits.map(({ benefit, assumed }) => [benefit, assumed]))
    expect(assumed['points-multiplier']).not.toEqual([])
    expect(assumed['broadband-restore']).toEqual([])
  })

  it('is missing for somebody who does not exist, and where nothing is in force', async () => {
    expect((await get('/v1/customers/C-nobody/entitlements')).json['code']).toBe('customer-missing')
    world.ports.faults.withoutBenefits = true
    const { status, json } = await get(`${SELF}/entitlements`)
    expect([status, json['code'], json['params']]).toEqual([
      404,
      'benefits-missing',
      { month: '2026-11' },
    ])
  })
})

describe('may I', () => {
  const ask = (query: string, language = 'en') =>
    get(`${SELF}/entitlements/${query}`, 'system', { 'accept-language': language })

  it('is answered with everything there is to say', async () => {
    const { json, headers } = await ask(`sim-replacement?line=${SIM.line}`)
    expect(json).toMatchObject({ answered: true, allowed: true })
    const entitlement = json['entitlement'] as Json
    expect(entitlement).toMatchObject({
      customerId: 'C-self',
      benefit: 'sim-replacement',
      say: json['say'],
      reasons: [{ code: 'given', params: { star: 3 } }],
      usesLeft: 2,
      until: '2026-12-31',
      otherwise: { what: 'price', fen: 1000, billed: 'next-bill' },
      star: 3,
      month: '2026-11',
      policy: { document: '2016-01.yaml', overlay: null, saidBy: '2016-01.yaml' },
      certainty: 'one',
    })
    expect((entitlement['sentences'] as string[])[0]).toBe(json['say'])
    expect([headers['content-language'], headers['vary']]).toEqual(['en', 'Accept-Language'])
  })

  it('is said in the caller’s language', async () => {
    expect((await ask(`sim-replacement?line=${SIM.line}`, 'zh-CN')).json['say']).toMatch(/免费换卡/)
    expect((await ask(`sim-replacement?line=${SIM.line}`, 'zh-TW')).json['say']).toMatch(/免費換卡/)
  })

  it('writes months as months, and reasons that the description names', async () => {
    const { json } = await ask(`sim-replacement?line=${SIM.line}`)
    const { notes } = json['entitlement'] as { notes: { code: string; params: Json }[] }
    expect(notes.find(({ code }) => code === 'rests-on')?.params).toEqual({
      star: 3,
      month: '2026-11',
    })
    for (const { code } of notes) expect(REASON_CODES).toContain(code)
  })

  it('rests on what the asker states of the line, and says so', async () => {
    const query = `broadband-restore?line=${OWN_LINE}&lineState=stopped&stopCause=arrears&stoppedOn=2026-11-20&arrearsFen=5600`
    expect((await ask(query)).json['entitlement']).toMatchObject({
      allowed: true,
      line: OWN_LINE,
      conditions: { endsAt: '2026-11-29T00:00:00', until: ['paid'] },
      stated: ['line-state', 'stop-cause', 'stopped-on'],
    })
    expect((await ask(`broadband-restore?line=${OWN_LINE}`)).json['entitlement']).toMatchObject({
      allowed: false,
      notKnown: ['line-state'],
    })
  })

  it('takes the code of an offer in one part of the path', async () => {
    const { json } = await ask('offers%2Fspring-data')
    expect(json['entitlement']).toMatchObject({
      benefit: 'offers/spring-data',
      title: 'offers/spring-data',
      allowed: false,
    })
  })

  it.each([
    ['lineKind=mobile', 'lineKind', 'needs-line'],
    ['lineState=stopped', 'lineState', 'needs-line'],
    [`line=${OWN_LINE}&lineState=in-service&stopCause=arrears`, 'stopCause', 'needs-stop'],
    [`line=${OWN_LINE}&stoppedOn=2026-11-20`, 'stoppedOn', 'needs-stop'],
    [`line=${OWN_LINE}&arrearsFen=1`, 'arrearsFen', 'needs-line-state'],
    [`line=${OWN_LINE}&lineState=gone`, 'lineState', 'not-a-word'],
    [`line=${OWN_LINE}&lineState=stopped&stoppedOn=2026-11-31`, 'stoppedOn', 'not-a-date'],
    [`line=${OWN_LINE}&lineState=stopped&arrearsFen=1.5`, 'arrearsFen', 'not-fen'],
    ['deadlineMs=0', 'deadlineMs', 'not-a-deadline'],
    ['deadlineMs=60001', 'deadlineMs', 'not-a-deadline'],
  ])('is not asked with %s', async (query, path, code) => {
    const { status, json } = await ask(`broadband-restore?${query}`)
    expect([status, json['errors']]).toMatchObject([400, [{ in: 'query', path, code }]])
  })

  it('is not asked for somebody else’s line', async () => {
    const { status, json } = await ask('broadband-restore?line=B-19900030003')
    expect([status, json['code']]).toEqual([404, 'line-missing'])
  })

  it('is recorded of staff, with the reason', async () => {
    await get('/v1/customers/C-regional/entitlements/sim-replacement', 'shop')
    expect(world.ports.entries).toMatchObject([
      { act: 'entitlement.ask', customerId: 'C-regional', why: 'asks at the counter' },
    ])
  })
})

describe('a use', () => {
  const use = (body: Json, options: Parameters<typeof post>[2] = {}) =>
    post(`${SELF}/uses`, body, options)

  it('begins once under its key, whatever became of the first answer', async () => {
    const first = await use(SIM, { key: 'k' })
    expect(first.json).toMatchObject({
      outcome: 'begun',
      use: {
        number: 1,
        state: 'ended',
        chargeFen: 0,
        star: 3,
        month: '2026-11',
        title: expect.any(String) as string,
      },
      entitlement: { allowed: true, usesLeft: 2 },
    })
    const again = await use(SIM, { key: 'k' })
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true'])
    // The server died between the use and keeping its answer.
    const request = { caller: 'system-of-the-tests', key: 'k', request: '' }
    await world.ports.idempotency.release(request)
    const repeated = await use(SIM, { key: 'k' })
    expect([repeated.text, repeated.headers['idempotent-replayed']]).toEqual([
      first.text,
      undefined,
    ])
    expect(itemsOf(await get(`${SELF}/uses`))).toHaveLength(1)
  })

  it('has a key that no other caller has', async () => {
    await use(SIM, { key: 'k' })
    await use(SIM, { key: 'k', role: 'customer' })
    const items = itemsOf(await get(`${SELF}/uses`))
    expect(items.map(({ number, by }) => [number, by])).toEqual([
      [2, 'customer-of-the-tests'],
      [1, 'system-of-the-tests'],
    ])
  })

  it('of another kind needs another key, also after the answer is forgotten', async () => {
    await use(SIM, { key: 'k' })
    await world.ports.idempotency.release({ caller: 'system-of-the-tests', key: 'k', request: '' })
    const { status, json } = await use({ ...SIM, benefit: 'roaming-no-deposit' }, { key: 'k' })
    expect([status, json['code']]).toEqual([422, 'key-used'])
  })

  it('is refused beyond the quota, and begins there at the price', async () => {
    for (const _ of [1, 2]) await use(SIM)
    const refused = await use(SIM)
    expect([refused.status, refused.json]).toMatchObject([
      200,
      {
        outcome: 'refused',
        use: null,
        entitlement: { allowed: false, reasons: [{ code: 'quota-used' }], usesLeft: 0 },
      },
    ])
    const paid = await use({ ...SIM, atPrice: true })
    expect(paid.json).toMatchObject({
      outcome: 'begun',
      use: { number: 3, chargeFen: 1000, billed: 'next-bill' },
    })
  })

  it('runs for as long as it lasts, and says what the network was asked for', async () => {
    const { json } = await use({ ...STOPPED, arrearsFen: 5600 })
    expect(json['use']).toMatchObject({
      state: 'running',
      line: OWN_LINE,
      endsAt: '2026-11-29T00:00:00',
      until: ['paid'],
      orders: [{ state: 'waiting', what: 'start', customerId: 'C-self' }],
    })
  })

  it.each([
    [{ benefit: 'sim-replacement', lineKind: 'mobile' }, 'lineKind', 'needs-line'],
    [
      { benefit: 'sim-replacement', line: OWN_LINE, arrearsFen: 1 },
      'arrearsFen',
      'needs-line-state',
    ],
    [{ ...STOPPED, arrearsFen: 0.5 }, 'arrearsFen', 'not-fen'],
    [{ ...STOPPED, atPrice: 'yes' }, 'atPrice', 'wrong'],
    [{}, 'benefit', 'missing'],
  ])('is not asked for with %j', async (body, path, code) => {
    const { status, json } = await use(body)
    expect([status, json['errors']]).toMatchObject([400, [{ in: 'body', path, code }]])
    expect(itemsOf(await get(`${SELF}/uses`))).toEqual([])
  })

  it('is of one’s own line', async () => {
    const { status, json } = await use({ ...STOPPED, line: 'B-19900030003' })
    expect([status, json['code']]).toEqual([404, 'line-missing'])
  })

  it('is listed newest first, page by page', async () => {
    for (const _ of [1, 2, 3]) await use({ ...SIM, benefit: 'roaming-no-deposit' })
    const first = await get(`${SELF}/uses?limit=2`)
    const second = await get(first.json['next'] as string)
    const numbers = [first, second].map((page) => itemsOf(page).map(({ number }) => number))
    expect([numbers, second.json['next']]).toEqual([[[3, 2], [1]], null])
  })

  it('that the store did not answer may be sent again', async () => {
    world.ports.faults.store = Object.assign(new Error(), { code: 'store-unavailable', params: {} })
    expect((await use(SIM, { key: 'k' })).status).toBe(503)
    delete world.ports.faults.store
    expect((await use(SIM, { key: 'k' })).json['outcome']).toBe('begun')
  })
})

describe('the answer about a star', () => {
  it('has benefits, running uses and points', async () => {
    await post(`${SELF}/uses`, { ...STOPPED, arrearsFen: 5600 })
    const { json, headers } = await get(`${SELF}/star`, 'customer')
    expect(json).toMatchObject({
      star: 3,
      uses: [{ benefit: 'broadband-restore', endsAt: '2026-11-29T00:00:00' }],
      points: { balance: 900, expiringThisYear: 0, frozen: [] },
    })
    expect(
      (json['benefits'] as Json[]).find(({ benefit }) => benefit === 'broadband-restore'),
    ).toMatchObject({ lines: [{ line: OWN_LINE, left: 0 }], running: 1 })
    expect([headers['vary'], headers['content-language']]).toEqual(['Accept-Language', 'en'])
  })

  it('has none of that for a month, nor has the history', async () => {
    const { json } = await get(`${SELF}/star?month=2026-11`)
    expect(json).toMatchObject({ benefits: null, uses: null, points: null })
    const [first] = itemsOf(await get(`${SELF}/history`))
    expect(first).not.toHaveProperty('benefits')
  })

  it('stays where no benefits are in force', async () => {
    world.ports.faults.withoutBenefits = true
    const { status, json } = await get(`${SELF}/star`)
    expect([status, json]).toMatchObject([
      200,
      { star: 3, benefits: null, points: { balance: 900 } },
    ])
  })

  it('is another one in another language', async () => {
    const tagOf = async (language: string) =>
      (await get(`${SELF}/star`, 'system', { 'accept-language': language })).headers['etag'] ?? ''
    const [en, zh] = [await tagOf('en'), await tagOf('zh-CN')]
    expect(en).not.toBe(zh)
    const headers = { 'accept-language': 'zh-CN', 'if-none-match': en }
    expect((await get(`${SELF}/star`, 'system', headers)).status).toBe(200)
    const same = await get(`${SELF}/star`, 'system', { ...headers, 'if-none-match': zh })
    expect([same.status, same.headers['vary']]).toEqual([304, 'Accept-Language'])
  })

  it('changes when a benefit is used', async () => {
    const before = await get(`${SELF}/star`)
    await post(`${SELF}/uses`, SIM)
    expect((await get(`${SELF}/star`)).headers['etag']).not.toBe(before.headers['etag'])
  })
})
