import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Role } from '../src/index.ts'
import { newWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.stop())

async function publish(
  key: string | undefined,
  { month = '2026-11', role = 'system' as Role, body = JSON.stringify({ month }) } = {},
) {
  const answered = await world.send({
    method: 'POST',
    url: '/v1/publications',
    headers: {
      ...(await world.as(role)),
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    body,
  })
  return { ...answered, json: JSON.parse(answered.body) as Record<string, unknown> }
}

const published = () => world.ports.publications.list({ limit: 99 })

describe('a change', () => {
  it.each([undefined, ''])('needs a key, not %j', async (key) => {
    const { status, json } = await publish(key)
    expect([status, json['code']]).toEqual([400, 'key-missing'])
    expect(await published()).toEqual([])
  })

  it.each(['a b', 'x'.repeat(129), 'a\u007F'])('refuses the key %j', async (key) => {
    const { status, json } = await publish(key)
    expect([status, json['code']]).toEqual([400, 'invalid-request'])
    expect(json['errors']).toMatchObject([{ in: 'header', path: 'Idempotency-Key' }])
  })

  it('is made once, and its answer given again', async () => {
    const first = await publish('k')
    const again = await publish('k')
    expect(first.headers['idempotent-replayed']).toBeUndefined()
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect([again.status, again.body]).toEqual([first.status, first.body])
    expect(await published()).toHaveLength(1)
    expect(world.ports.entries).toHaveLength(1)
  })

  it('of another kind needs another key', async () => {
    await publish('k')
    const { status, json } = await publish('k', { month: '2026-10' })
    expect([status, json['code']]).toEqual([422, 'key-used'])
  })

  it('of another caller has keys of its own', async () => {
    await publish('k')
    expect((await publish('k', { role: 'data-operator' })).status).toBe(201)
    expect(await published()).toHaveLength(2)
  })

  it('that is under way is not begun again', async () => {
    let finish = () => {}
    world.ports.faults.publishing = new Promise((resolve) => {
      finish = resolve
    })
    const first = publish('k')
    await expect.poll(() => world.ports.entries.length).toBe(1)
    const { status, json, headers } = await publish('k')
    expect([status, json['code'], headers['retry-after']]).toEqual([409, 'key-running', '2'])
    finish()
    expect((await first).status).toBe(201)
    expect((await publish('k')).headers['idempotent-replayed']).toBe('true')
  })

  it('that failed may be tried again', async () => {
    expect((await publish('k', { month: '2027-06' })).status).toBe(404)
    expect((await publish('k', { month: '2027-06' })).status).toBe(404)
    expect((await publish('k')).status).toBe(201)
  })

  it('is told even where its answer cannot be kept', async () => {
    world.ports.idempotency.finish = () => Promise.reject(new Error('gone'))
    expect((await publish('k')).status).toBe(201)
    expect(world.lines.join('')).toContain('"msg":"fault"')
  })

  it.each([
    ['', 'invalid-json', 400],
    ['{', 'invalid-json', 400],
    ['[]', 'invalid-request', 400],
    ['null', 'invalid-request', 400],
    ['{"month":"2026-13"}', 'invalid-request', 400],
    ['{"month":"2026-11","force":true}', 'invalid-request', 400],
    ['{"__proto__":{"month":"2026-11"}}', 'invalid-json', 400],
    [JSON.stringify({ month: 'x'.repeat(20_000) }), 'too-large', 413],
  ])('refuses a bad body, %#', async (body, code, status) => {
    const answered = await publish('k', { body })
    expect([answered.status, answered.json['code']]).toEqual([status, code])
  })

  it('takes JSON alone', async () => {
    const { status, body } = await world.send({
      method: 'POST',
      url: '/v1/publications',
      headers: {
        ...(await world.as('system')),
        'content-type': 'text/plain',
        'idempotency-key': 'k',
      },
      body: '{"month":"2026-11"}',
    })
    expect([status, (JSON.parse(body) as { code: string }).code]).toEqual([415, 'type-unsupported'])
  })
})

describe('a run', () => {
  const post = async (url: string, body?: unknown) => {
    const answered = await world.send({
      method: 'POST',
      url,
      headers: {
        ...(await world.as('data-operator')),
        'idempotency-key': crypto.randomUUID(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { ...answered, json: JSON.parse(answered.body) as Record<string, unknown> }
  }

  it('is started, and says where it is', async () => {
    const { status, headers, json } = await post('/v1/runs', {
      from: '2026-10',
      through: '2026-11',
    })
    expect([status, headers['location']]).toEqual([202, '/v1/runs/2'])
    expect(json).toMatchObject({ run: 2, state: 'queued', from: '2026-10', knownBy: null })
  })

  it('goes forward in time', async () => {
    const { status, json } = await post('/v1/runs', { from: '2026-11', through: '2026-10' })
    expect([status, json['errors']]).toEqual([
      400,
      [
        {
          in: 'body',
          path: 'through',
          code: 'months-reversed',
          detail: expect.any(String) as string,
        },
      ],
    ])
  })

  it.each(['2026-02-30', '2026-2-3', 17])('is not known by %j', async (knownBy) => {
    const { json } = await post('/v1/runs', { from: '2026-11', through: '2026-11', knownBy })
    expect(json['errors']).toMatchObject([{ path: 'knownBy', code: 'not-a-date' }])
  })

  it('is stopped once', async () => {
    expect((await post('/v1/runs/1/stop')).json).toMatchObject({ state: 'stopped' })
    expect((await post('/v1/runs/1/stop')).json).toMatchObject({ code: 'run-ended' })
    expect((await post('/v1/runs/77/stop')).json).toMatchObject({ code: 'run-missing' })
  })
})
