import { Counter, Registry } from 'prom-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorForLog } from '../src/logging/error-for-log.ts'
import { newWorld, UNLIMITED, type World } from './world.ts'

let world: World
let registry: Registry
beforeEach(async () => {
  registry = new Registry()
  world = await newWorld({ limits: UNLIMITED, metrics: registry, version: '1.2.3' })
})
afterEach(() => world.stop())

const REASON = encodeURIComponent('问询人称欧阳甲一')

/** Requests that hold ids, numbers and names wherever a request can hold them. */
async function askPersonally(): Promise<void> {
  const { self, regional, foreign } = world.cast
  const headers = {
    ...(await world.as('agent')),
    'dipper-reason': REASON,
    'user-agent': self.number,
  }
  const urls = [self, regional, foreign].flatMap(({ customerId, number }) => [
    `/v1/customers/${encodeURIComponent(customerId)}/star`,
    `/v1/customers/${encodeURIComponent(customerId)}?reason=${REASON}`,
    `/v1/customers?number=${number}`,
    `/v1/nothing/${encodeURIComponent(customerId)}/${number}`,
    `/v1/customers/${number}/star?month=${number}`,
    `/v1/customers/${number}%zz`,
    `/${'x'.repeat(5000)}${number}`,
  ])
  for (const url of urls) await world.send({ method: 'GET', url, headers })
  world.ports.faults.store = new Error(`duplicate key (number)=(${self.number})`)
  await world.send({ method: 'GET', url: urls[0] as string, headers })
}

describe('the log', () => {
  it('has a line for each answer, with patterns in the place of addresses', async () => {
    world.lines.length = 0
    await world.send({
      method: 'GET',
      url: '/v1/customers/C-self/star',
      headers: await world.as('customer'),
    })
    const lines = world.lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines).toEqual([
      {
        level: 30,
        time: expect.any(Number) as number,
        requestId: expect.stringMatching(/^[0-9a-f]{8}-0$/) as string,
        route: '/v1/customers/{id}/star',
        method: 'GET',
        status: 200,
        ms: expect.any(Number) as number,
        roles: ['customer'],
        msg: 'answered',
      },
    ])
  })

  it('has no id, number, name or reason of anybody', async () => {
    await askPersonally()
    const log = world.lines.join('')
    const { self, regional, foreign } = world.cast
    const personal = [self, regional, foreign].flatMap(({ customerId, marks }) => [
      customerId,
      encodeURIComponent(customerId),
      ...marks,
    ])
    expect(world.lines.length).toBeGreaterThan(20)
    expect([...personal, REASON, '问询', '127.0.0.1'].filter((text) => log.includes(text))).toEqual(
      [],
    )
  })

  it('is not written where none is wanted', async () => {
    const quiet = await newWorld({ log: undefined as never })
    expect((await quiet.send({ method: 'GET', url: '/health/live', headers: {} })).status).toBe(200)
    await quiet.stop()
  })
})

describe('an error in the log', () => {
  it('has its name, code and places, and not its message', () => {
    const error = Object.assign(new RangeError('19900010001\n    at 19900010001 (x:1:2)'), {
      code: '22P02',
      detail: '19900010001',
    })
    const shown = errorForLog(error)
    expect(shown).toMatchObject({ type: 'RangeError', code: '22P02' })
    expect(shown.stack).toContain('observing.test.ts')
    expect(JSON.stringify(shown)).not.toContain('19900010001')
  })

  it.each(['text', null, undefined, 17])('may be no error at all: %j', (thrown) => {
    expect(errorForLog(thrown)).toEqual({ type: typeof thrown, stack: '' })
  })
})

describe('metrics', () => {
  const read = async () => {
    const { body, status } = await world.send({
      method: 'GET',
      url: '/metrics',
      headers: await world.as('system'),
    })
    expect(status).toBe(200)
    return body
  }

  it('count answers by route, method and class of status', async () => {
    await askPersonally()
    delete world.ports.faults.store
    const text = await read()
    expect(text).toContain(
      'dipper_http_requests_total{route="/v1/customers/{id}/star",method="GET",status="4xx"}',
    )
    expect(text).toContain('dipper_http_requests_total{route="none",method="GET",status="4xx"}')
    expect(text).toContain('dipper_http_request_duration_seconds_count{route="/v1/customers"')
    expect(text).toContain('dipper_info{version="1.2.3"} 1')
    expect(text).not.toMatch(/199000|C-self|欧阳/)
  })

  it('tell what is published, and what was done', async () => {
    await world.send({
      method: 'POST',
      url: '/v1/publications',
      headers: {
        ...(await world.as('system')),
        'content-type': 'application/json',
        'idempotency-key': 'k',
      },
      body: '{"month":"2026-11"}',
    })
    const text = await read()
    expect(text).toContain('dipper_publications_total{act="publish"} 1')
    expect(text).toContain('dipper_live_publication 4')
    expect(text).toMatch(/dipper_live_published_timestamp_seconds \d{10}/)
  })

  it('are read while the store is down, and tell of entries not written', async () => {
    world.ports.faults.store = new Error('down')
    world.ports.faults.audit = new Error('down')
    await world.send({
      method: 'GET',
      url: '/v1/customers?id=C-self',
      headers: { ...(await world.as('auditor')) },
    })
    const text = await read()
    expect(text).toContain('dipper_live_publication 0')
    expect(text).toContain('dipper_audit_failures_total 1')
  })

  it('are shown together with those of others', async () => {
    new Counter({ name: 'dipper_pool_waits_total', help: 'h', registers: [registry] }).inc()
    expect(await read()).toContain('dipper_pool_waits_total 1')
  })
})
