import {
  explain,
  headline,
  sentences,
  toHtml,
  toJson,
  toMarkdown,
  toText,
} from '@dipper/explanation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Explainable, Role } from '../src/index.ts'
import { newWorld, UNLIMITED, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await newWorld({ limits: UNLIMITED })
})
afterAll(() => world.stop())

async function get(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  role: Role = 'system',
) {
  return world.send({ method: 'GET', url, headers: { ...(await world.as(role)), ...headers } })
}

const json = (body: string) => JSON.parse(body) as Record<string, unknown>
const STAR = '/v1/customers/C-self/star'

describe('a star', () => {
  it('says which month it rests on', async () => {
    expect(json((await get(STAR)).body)).toMatchObject({ month: '2026-11', star: 3 })
    expect(json((await get(`${STAR}?month=2026-09`)).body)).toMatchObject({ month: '2026-09' })
  })

  it('is missing in a month that is not published, or for somebody without a row', async () => {
    const { status, body } = await get(`${STAR}?month=2026-12`)
    expect([status, json(body)['params']]).toEqual([404, { month: '2026-12' }])
    expect(json((await get('/v1/customers/nobody/star')).body)['code']).toBe('star-missing')
  })

  it.each(['2026-1', '0000-01', '2026-13', '3026-01', '', '2026-11,2026-10'])(
    'is not asked for in the month %j',
    async (month) => {
      const { status, body } = await get(`${STAR}?month=${month}`)
      expect([status, json(body)['errors']]).toMatchObject([
        400,
        [{ in: 'query', path: 'month', code: 'not-a-month' }],
      ])
    },
  )

  it('is found by ids of any alphabet', async () => {
    const { status } = await get(`/v1/customers/${encodeURIComponent('C-foreign/丙')}/star`)
    expect(status).toBe(200)
    expect((await get(`/v1/customers/${encodeURIComponent('星'.repeat(64))}/star`)).status).toBe(
      404,
    )
    expect((await get(`/v1/customers/${encodeURIComponent('😀'.repeat(64))}/star`)).status).toBe(
      404,
    )
    expect((await get(`/v1/customers/${encodeURIComponent('星'.repeat(65))}/star`)).status).toBe(
      400,
    )
    expect((await get('/v1/customers/a%00b/star')).status).toBe(400)
  })
})

describe('what was asked before', () => {
  it.each([
    STAR,
    '/v1/customers/C-self/history',
    '/v1/customers/C-self/explanation',
    '/v1/customers/C-self/explanation?format=html',
    '/v1/months',
    '/v1/months/2026-11',
    '/v1/policies/2026-11',
    '/openapi.json',
  ])('is not sent again: %s', async (url) => {
    const { headers } = await get(url)
    const etag = headers['etag'] as string
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/)
    const again = await get(url, { 'if-none-match': `"x", ${etag}` })
    expect([again.status, again.body, again.headers['etag']]).toEqual([304, '', etag])
    expect((await get(url, { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('has another tag once it is something else', async () => {
    const [now, before] = [await get(STAR), await get(`${STAR}?month=2026-10`)]
    expect(now.headers['etag']).not.toBe(before.headers['etag'])
  })

  it('is not kept by others', async () => {
    expect((await get(STAR)).headers['cache-control']).toBe('private, no-cache')
    expect((await get('/v1/customers/C-self')).headers['cache-control']).toBe('no-store')
    expect((await get('/v1/nothing')).headers['cache-control']).toBe('no-store')
  })
})

describe('a list', () => {
  it('goes on from page to page', async () => {
    const months: unknown[] = []
    let url: string | null = '/v1/customers/C-self/history?limit=3'
    let pages = 0
    while (url !== null) {
      const answered = await get(url)
      const { items, next } = json(answered.body) as {
        items: { month: string }[]
        next: string | null
      }
      months.push(...items.map(({ month }) => month))
      expect(answered.headers['link']).toBe(next === null ? undefined : `<${next}>; rel="next"`)
      url = next
      pages += 1
    }
    expect(months).toEqual(['2026-11', '2026-10', '2026-09', '2026-08'])
    expect(pages).toBe(2)
  })

  it('of the audit goes on while entries are added', async () => {
    for (let each = 0; each < 4; each++) await get('/v1/audit?limit=1', {}, 'auditor')
    const first = json((await get('/v1/audit?limit=2', {}, 'auditor')).body)
    const second = json((await get(first['next'] as string, {}, 'auditor')).body)
    const numbers = [first, second].flatMap((page) =>
      (page['items'] as { number: number }[]).map(({ number }) => number),
    )
    expect(new Set(numbers).size).toBe(4)
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
  })

  it.each(['0', '201', '-1', '1.5', '1e2', 'many', ''])('has no pages of %j', async (limit) => {
    const { status, body } = await get(`/v1/months?limit=${limit}`)
    expect([status, json(body)['errors']]).toMatchObject([400, [{ code: 'not-a-limit' }]])
  })

  const cursor = (text: string) => Buffer.from(text).toString('base64url')
  it.each([
    ['of another list', cursor('history:24322')],
    ['without a position', cursor('months')],
    ['with a sign', cursor('months:-1')],
    ['beyond all integers', cursor('months:99999999999')],
    ['of nonsense', 'nonsense'],
  ])('refuses a cursor %s', async (_, text) => {
    const { status, body } = await get(`/v1/months?cursor=${text}`)
    expect([status, json(body)['code']]).toEqual([400, 'cursor-invalid'])
  })
})

describe('an explanation', () => {
  const URL = '/v1/customers/C-self/explanation'
  const record = async () => {
    const { row, ...facts } = (await world.ports.stars.explainable('C-self')) as Explainable
    return explain({ ...facts, month: row.month, row })
  }

  it('has the record and the words of the command line', async () => {
    const expected = await record()
    expect(json((await get(`${URL}?language=en`)).body)).toEqual({
      language: 'en',
      headline: headline(expected, 'en'),
      sentences: sentences(expected, 'en'),
      record: toJson(expected),
    })
  })

  it.each([
    ['text', 'text/plain', toText],
    ['markdown', 'text/markdown', toMarkdown],
    ['html', 'text/html', toHtml],
  ] as const)('is drawn as %s', async (format, type, draw) => {
    const expected = draw(await record(), 'zh-TW')
    const asked = await get(`${URL}?format=${format}`, { 'accept-language': 'zh-TW' })
    expect(asked.body).toBe(expected)
    expect(asked.headers).toMatchObject({
      'content-type': `${type}; charset=utf-8`,
      'content-language': 'zh-TW',
    })
    const accepted = await get(`${URL}?language=zh-TW`, { accept: `${type};q=0.9, image/*` })
    expect(accepted.body).toBe(expected)
  })

  it('has no other form', async () => {
    const { status, body } = await get(URL, { accept: 'application/pdf' })
    expect([status, json(body)['code']]).toEqual([406, 'type-unacceptable'])
    expect((await get(`${URL}?format=pdf`)).status).toBe(400)
  })
})

describe('a policy', () => {
  it('says where each value comes from', async () => {
    const policy = json((await get('/v1/policies/2026-11?region=anhui')).body)
    expect(policy).toMatchObject({ region: 'anhui', overlay: null, document: '2016-01.yaml' })
    const values = policy['values'] as { path: string; certainty: string; source: string }[]
    expect(values.find(({ path }) => path === 'star.thresholds')).toMatchObject({
      certainty: expect.any(String) as string,
      source: expect.any(String) as string,
    })
  })

  it('is missing before the first', async () => {
    const { status, body } = await get('/v1/policies/1999-01')
    expect([status, json(body)['code']]).toEqual([404, 'policy-missing'])
  })
})

describe('addresses and methods', () => {
  it('that there are not are problems too', async () => {
    expect(json((await get('/v1/nothing')).body)['code']).toBe('route-missing')
    expect(json((await get('/v1/customers/%zz/star')).body)['code']).toBe('route-missing')
    const wrong = await world.send({ method: 'POST', url: STAR, headers: await world.as('system') })
    expect([wrong.status, wrong.headers['allow']]).toEqual([405, 'GET'])
  })

  it('that are too long are refused', async () => {
    expect((await get(`${STAR}?reason=${'x'.repeat(5000)}`)).status).toBe(414)
    expect((await get(`/v1/customers/${'x'.repeat(5000)}/star`)).status).toBe(414)
  })
})

describe('readiness', () => {
  it('follows the store', async () => {
    expect((await get('/health/ready')).status).toBe(200)
    world.ports.faults.ready = new Error('no store')
    const { status, body } = await get('/health/ready')
    expect([status, json(body)['code']]).toEqual([503, 'not-ready'])
    expect((await get('/health/live')).status).toBe(200)
    delete world.ports.faults.ready
  })
})
