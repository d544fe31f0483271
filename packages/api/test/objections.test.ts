import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Role } from '../src/index.ts'
import { newWorld, UNLIMITED, type World } from './world.ts'

const SELF = '/v1/customers/C-self'
const FOREIGN = `/v1/customers/${encodeURIComponent('C-foreign/丙')}`
const WORDS = '我的星级为什么降了?\n请核对。'
const COMPLAINT = { class: 'complaint', label: 'rating-not-accepted', text: WORDS }
const REASON = { 'dipper-reason': 'customer asks at the counter' }

let world: World
let keys = 0
beforeEach(async () => {
  world = await newWorld({ limits: UNLIMITED })
})
afterEach(() => world.stop())

async function get(role: Role, url: string, headers: Readonly<Record<string, string>> = {}) {
  const asked = { ...(await world.as(role)), ...REASON, ...headers }
  return answerOf(await world.send({ method: 'GET', url, headers: asked }))
}

async function post(role: Role, url: string, body: unknown, key = `key-${keys++}`) {
  const headers = {
    ...(await world.as(role)),
    ...REASON,
    'content-type': 'application/json',
    'idempotency-key': key,
  }
  return answerOf(await world.send({ method: 'POST', url, headers, body: JSON.stringify(body) }))
}

function answerOf({ status, body, headers }: Awaited<ReturnType<World['send']>>) {
  return { status, headers, text: body, body: JSON.parse(body) as Record<string, unknown> }
}

/** Number of one that a role has taken for `C-self`. */
async function taken(role: Role = 'agent', body: object = COMPLAINT): Promise<number> {
  const { status, body: answer } = await post(role, `${SELF}/objections`, body)
  expect(status).toBe(201)
  return answer['objection'] as number
}

describe('an objection', () => {
  it('is taken with the explanation that the customer gets at this moment', async () => {
    const explained = await get('system', `${SELF}/explanation`, { 'accept-language': 'zh-TW' })
    const star = await get('system', `${SELF}/star`)
    const { status, body } = await post('agent', `${SELF}/objections`, COMPLAINT)
    expect([status, body]).toEqual([
      201,
      {
        customerId: 'C-self',
        objection: body['objection'],
        class: 'complaint',
        label: 'rating-not-accepted',
        about: null,
        month: '2026-11',
        star: 3,
        state: 'open',
        takenBy: 'agent-of-the-tests',
        takenAt: '1970-01-01T00:00:00.000Z',
        answeredBy: null,
        answeredAt: null,
      },
    ])
    const read = await get('agent', `${SELF}/objections/${body['objection'] as number}`, {
      'accept-language': 'zh-TW',
    })
    const { policy } = explained.body['record'] as { policy: { document: string; digest: string } }
    expect(read.headers['content-language']).toBe('zh-TW')
    expect(read.body).toEqual({
      ...body,
      text: WORDS,
      answer: null,
      evidence: {
        publication: star.body['publication'],
        document: policy.document,
        policyDigest: policy.digest,
        explanation: explained.body,
      },
    })
  })

  it('may be to the star of an earlier month', async () => {
    const explained = await get('system', `${SELF}/explanation?month=2026-09`)
    const number = await taken('customer', { ...COMPLAINT, month: '2026-09' })
    const { body } = await get('customer', `${SELF}/objections/${number}`)
    expect(body).toMatchObject({
      month: '2026-09',
      takenBy: 'customer-of-the-tests',
      evidence: { publication: 2, explanation: { record: explained.body['record'] } },
    })
  })

  it('needs a star to object to', async () => {
    const later = await post('agent', `${SELF}/objections`, { ...COMPLAINT, month: '2026-12' })
    expect([later.status, later.body['code']]).toEqual([404, 'month-unpublished'])
    const nobody = await post('system', '/v1/customers/C-nobody/objections', COMPLAINT)
    expect([nobody.status, nobody.body['code']]).toEqual([404, 'star-missing'])
  })

  it.each([
    ['no class', { label: 'rules', text: 'x' }, [['class', 'missing']]],
    [
      'a class that there is not',
      { class: 'praise', label: 'rules', text: 'x' },
      [['class', 'not-a-word']],
    ],
    ['a label of another class', { ...COMPLAINT, label: 'rules' }, [['label', 'not-a-word']]],
    ['a complaint about a line', { ...COMPLAINT, about: 'mobile' }, [['about', 'unknown']]],
    [
      'what is disliked without a line',
      { class: 'dissatisfied', label: 'rules', text: 'x' },
      [['about', 'missing']],
    ],
    ['no words', { ...COMPLAINT, text: '' }, [['text', 'not-a-text']]],
    ['blanks', { ...COMPLAINT, text: ' \n ' }, [['text', 'not-a-text']]],
    ['too many words', { ...COMPLAINT, text: '星'.repeat(1001) }, [['text', 'not-a-text']]],
    ['a NUL', { ...COMPLAINT, text: 'a\u0000b' }, [['text', 'not-a-text']]],
    ['a list', [], [['', 'not-an-object']]],
  ])('is refused with %s', async (_, body, errors) => {
    const answer = await post('agent', `${SELF}/objections`, body)
    expect(answer.status).toBe(400)
    const named = (answer.body['errors'] as { path: string; code: string }[]).map((each) => [
      each.path,
      each.code,
    ])
    expect(named).toEqual(errors)
  })

  it('may have a thousand characters of any alphabet', async () => {
    const number = await taken('agent', {
      class: 'dissatisfied',
      label: 'service-content',
      about: 'bundle',
      text: '😀'.repeat(1000),
    })
    const { body } = await get('agent', `${SELF}/objections/${number}`)
    expect(body).toMatchObject({ class: 'dissatisfied', about: 'bundle', text: '😀'.repeat(1000) })
  })

  it('is taken once, however often it is sent', async () => {
    const first = await post('agent', `${SELF}/objections`, COMPLAINT, 'same')
    const again = await post('agent', `${SELF}/objections`, COMPLAINT, 'same')
    expect(again.body).toEqual(first.body)
    expect(again.headers['idempotent-replayed']).toBe('true')
    const other = await post('agent', `${SELF}/objections`, { ...COMPLAINT, text: 'y' }, 'same')
    expect([other.status, other.body['code']]).toEqual([422, 'key-used'])
  })

  it('is read under the customer whose it is', async () => {
    const number = await taken()
    for (const url of [`${FOREIGN}/objections/${number}`, `${SELF}/objections/99999`]) {
      const { status, body } = await get('system', url)
      expect([status, body['code']]).toEqual([404, 'objection-missing'])
    }
    const answer = await post('system', `${FOREIGN}/objections/${number}/answer`, { text: 'no' })
    expect([answer.status, answer.body['code']]).toEqual([404, 'objection-missing'])
    expect((await get('agent', `${SELF}/objections/${number}`)).body['state']).toBe('open')
  })
})

describe('an answer', () => {
  it('is given once, and seen by the customer', async () => {
    const number = await taken('customer')
    const url = `${SELF}/objections/${number}`
    const answered = await post('shop', `${url}/answer`, { text: '已核对。' })
    expect(answered).toMatchObject({
      status: 200,
      body: { objection: number, state: 'answered', answeredBy: 'shop-of-the-tests' },
    })
    expect((await post('shop', `${url}/answer`, { text: '已核对。' })).status).toBe(200)
    const other = await post('agent', `${url}/answer`, { text: '另一答复' })
    expect([other.status, other.body['code'], other.body['params']]).toEqual([
      409,
      'objection-answered',
      { objection: number },
    ])
    const read = await get('customer', url)
    expect(read.body).toMatchObject({ state: 'answered', answer: '已核对。', text: WORDS })
  })

  it('is not the customer’s to give, nor an auditor’s', async () => {
    const number = await taken()
    for (const role of ['customer', 'auditor', 'data-operator'] as const) {
      const url = `${SELF}/objections/${number}/answer`
      expect((await post(role, url, { text: 'yes' })).body['code']).toBe('not-allowed')
    }
  })
})

describe('lists', () => {
  const numbers = ({ body }: Awaited<ReturnType<typeof get>>) =>
    (body['items'] as { objection: number }[]).map(({ objection }) => objection)

  it('of a customer have the words, newest first, page by page', async () => {
    const number = await taken()
    const first = await get('agent', `${SELF}/objections?limit=2`)
    expect((first.body['items'] as object[])[0]).toMatchObject({ objection: number, text: WORDS })
    expect(first.text).not.toContain('evidence')
    const all = new Set(numbers(first))
    for (let { next } = first.body as { next: string | null }; next !== null; ) {
      const page = await get('agent', next)
      for (const each of numbers(page)) all.add(each)
      ;({ next } = page.body as { next: string | null })
    }
    expect([...all]).toEqual([...all].toSorted((a, b) => b - a))
    expect(all.size).toBe(1 + 20 + 1)
  })

  it('of what is to be answered have no words, and nobody of other regions', async () => {
    const own = await get('agent', '/v1/objections?limit=200')
    const customers = new Set(
      (own.body['items'] as { customerId: string }[]).map(({ customerId }) => customerId),
    )
    expect([...customers].toSorted()).toEqual(['C-regional', 'C-self'])
    expect(own.text).not.toMatch(/为什么|欧阳/)
    expect(numbers(await get('system', '/v1/objections?region=jiangsu'))).toEqual([3])
    expect((await get('shop', '/v1/objections?region=jiangsu')).body['code']).toBe('not-yours')
    expect(numbers(await get('agent', '/v1/objections?region=anhui&limit=200'))).toEqual(
      numbers(own),
    )
    expect(numbers(await get('system', '/v1/objections?limit=200'))).toContain(3)
  })

  it('are by state', async () => {
    await post('agent', `${SELF}/objections/1/answer`, { text: '已核对。' })
    expect(numbers(await get('agent', '/v1/objections?state=answered'))).toEqual([1])
    expect(numbers(await get('agent', '/v1/objections?limit=200'))).not.toContain(1)
    expect((await get('agent', '/v1/objections?state=both')).status).toBe(400)
  })
})

describe('counts', () => {
  it('name every kind, for all stars and for the highest', async () => {
    const kind = { class: 'dissatisfied', label: 'rules', about: 'mobile' }
    await taken('agent', { ...kind, text: 'x' })
    const { body } = await get('auditor', '/v1/objections/counts?month=2026-11')
    expect(body).toMatchObject({ month: '2026-11', all: 1 + 2 + 40, high: 0 })
    const kinds = body['kinds'] as { class: string; label: string; all: number }[]
    expect(kinds).toHaveLength(4 + 4 * 3 + 4)
    expect(kinds).toContainEqual({ ...kind, all: 1, high: 0 })
    expect(kinds).toContainEqual({ ...kind, about: 'bundle', all: 0, high: 0 })
    const everybody = await get('system', '/v1/objections/counts?month=2026-11')
    expect(everybody.body['all']).toBe(1 + 3 + 40)
    const abroad = await get('system', '/v1/objections/counts?month=2026-11&region=jiangsu')
    expect(abroad.body['all']).toBe(1)
    const notTheirs = await get(
      'data-operator',
      '/v1/objections/counts?month=2026-11&region=jiangsu',
    )
    expect(notTheirs.body['code']).toBe('not-yours')
    expect((await get('system', '/v1/objections/counts')).status).toBe(400)
  })
})

describe('the audit', () => {
  it('has who took, read and answered which, and none of the words', async () => {
    const number = await taken()
    await get('agent', `${SELF}/objections`)
    await get('auditor', `${SELF}/objections/${number}`)
    await post('shop', `${SELF}/objections/${number}/answer`, { text: '答复如下' })
    await get('shop', '/v1/objections')
    await get('shop', `${FOREIGN}/objections/3`)
    const self = { customerId: 'C-self', outcome: 'allowed', why: REASON['dipper-reason'] }
    expect(world.ports.entries).toMatchObject([
      { act: 'objection.take', role: 'agent', ...self, details: {} },
      { act: 'objection.read', role: 'agent', ...self, details: {} },
      { act: 'objection.read', role: 'auditor', ...self, details: { objection: number } },
      { act: 'objection.answer', role: 'shop', ...self, details: { objection: number } },
      { act: 'objection.list', role: 'shop', customerId: null, outcome: 'allowed' },
      { act: 'objection.read', role: 'shop', outcome: 'denied', details: { objection: 3 } },
    ])
    const kept = JSON.stringify(world.ports.entries, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    expect(kept + world.lines.join('')).not.toMatch(/为什么|答复如下/)
  })

  it('is written before anything is taken, and staff say why', async () => {
    world.ports.faults.audit = new Error('disk full')
    expect((await post('agent', `${SELF}/objections`, COMPLAINT)).status).toBe(503)
    expect((await get('agent', `${SELF}/objections/1`)).status).toBe(503)
    delete world.ports.faults.audit
    expect((await get('customer', `${SELF}/objections?limit=200`)).text).not.toContain('请核对')
    const headers = await world.as('agent')
    const { body } = await world.send({ method: 'GET', url: `${SELF}/objections`, headers })
    expect(JSON.parse(body)).toMatchObject({ code: 'reason-missing' })
  })
})
