import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Role } from '../src/index.ts'
import { newWorld, type World } from './world.ts'

const REASON = '客户在柜台询问'
const STAR = '/v1/customers/C-regional/star'
const FOREIGN = `/v1/customers/${encodeURIComponent('C-foreign/丙')}/star`

let world: World
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.stop())

async function get(role: Role, url: string, headers: Readonly<Record<string, string>> = {}) {
  const asked = { method: 'GET', url, headers: { ...(await world.as(role)), ...headers } } as const
  const { status, body } = await world.send(asked)
  return { status, code: (JSON.parse(body) as { code?: string }).code }
}

const withReason = { 'dipper-reason': encodeURIComponent(REASON) }

describe('a look-up of staff', () => {
  it('is recorded: who, whom, when, why, from where', async () => {
    expect((await get('agent', STAR, withReason)).status).toBe(200)
    expect(world.ports.entries).toEqual([
      {
        number: 1n,
        at: expect.any(Date) as Date,
        who: 'agent-of-the-tests',
        role: 'agent',
        act: 'star.read',
        customerId: 'C-regional',
        why: REASON,
        from: '127.0.0.1',
        outcome: 'allowed',
        details: {},
      },
    ])
  })

  it('is recorded where it is denied', async () => {
    expect((await get('shop', FOREIGN, withReason)).code).toBe('not-yours')
    expect((await get('auditor', STAR, withReason)).code).toBe('not-allowed')
    expect(world.ports.entries).toMatchObject([
      { role: 'shop', customerId: 'C-foreign/丙', outcome: 'denied', why: REASON },
      { role: 'auditor', customerId: 'C-regional', outcome: 'denied', why: REASON },
    ])
  })

  it('is not answered where it cannot be recorded', async () => {
    world.ports.faults.audit = new Error('disk full')
    expect(await get('agent', STAR, withReason)).toEqual({ status: 503, code: 'audit-unavailable' })
    expect(await get('agent', FOREIGN, withReason)).toEqual({
      status: 503,
      code: 'audit-unavailable',
    })
    expect(await get('agent', '/v1/customers?id=C-self', withReason)).toEqual({
      status: 503,
      code: 'audit-unavailable',
    })
  })

  it('needs a reason', async () => {
    expect(await get('agent', STAR)).toEqual({ status: 400, code: 'reason-missing' })
    expect(await get('agent', STAR, { 'dipper-reason': 'x' })).toEqual({
      status: 400,
      code: 'invalid-request',
    })
    expect((await get('agent', `${STAR}?reason=${encodeURIComponent(REASON)}`)).status).toBe(200)
    expect(world.ports.entries).toMatchObject([{ why: REASON }])
  })

  it('takes a reason as bytes of UTF-8', async () => {
    const bytes = Buffer.from(REASON).toString('latin1')
    expect((await get('agent', STAR, { 'dipper-reason': bytes })).status).toBe(200)
    expect(world.ports.entries).toMatchObject([{ why: REASON }])
  })

  it('records each customer that is found, shown or not', async () => {
    await get('agent', `/v1/customers?number=${world.cast.regional.number}`, withReason)
    await get('agent', `/v1/customers?number=${world.cast.foreign.number}`, withReason)
    await get('agent', '/v1/customers?number=10000', withReason)
    expect(world.ports.entries).toMatchObject([
      { act: 'customer.find', customerId: 'C-regional', outcome: 'allowed' },
      { act: 'customer.find', customerId: 'C-foreign/丙', outcome: 'denied' },
      { act: 'customer.find', customerId: null, details: { by: 'number', found: 0 } },
    ])
    expect(JSON.stringify(world.ports.entries.map(({ details }) => details))).not.toContain('199')
  })
})

describe('others', () => {
  it('systems and customers write no entry, and need no reason', async () => {
    expect((await get('system', STAR)).status).toBe(200)
    expect((await get('customer', '/v1/customers/C-self/star')).status).toBe(200)
    expect((await get('customer', STAR)).status).toBe(403)
    expect(world.ports.entries).toEqual([])
  })

  it('an export is recorded, even by the customer', async () => {
    expect((await get('customer', '/v1/customers/C-self/export')).status).toBe(200)
    expect(world.ports.entries).toMatchObject([{ act: 'customer.export', outcome: 'allowed' }])
  })

  it('reading the audit is recorded', async () => {
    expect((await get('auditor', '/v1/audit?who=nobody')).status).toBe(200)
    expect(world.ports.entries).toMatchObject([{ act: 'audit.read', who: 'auditor-of-the-tests' }])
  })
})

describe('a change', () => {
  const publish = async (role: Role, month: string, key: string) =>
    world.send({
      method: 'POST',
      url: '/v1/publications',
      headers: {
        ...(await world.as(role)),
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({ month }),
    })

  it('is recorded before it is made', async () => {
    expect((await publish('data-operator', '2026-11', 'a')).status).toBe(201)
    expect(world.ports.entries).toMatchObject([
      {
        act: 'month.publish',
        role: 'data-operator',
        outcome: 'allowed',
        details: { path: '/v1/publications', body: { month: expect.anything() as unknown } },
      },
    ])
  })

  it('is recorded where it is denied, and where it fails', async () => {
    expect((await publish('agent', '2026-11', 'a')).status).toBe(403)
    expect((await publish('system', '2027-12', 'b')).status).toBe(404)
    expect(world.ports.entries).toMatchObject([
      { role: 'agent', outcome: 'denied' },
      { role: 'system', outcome: 'allowed' },
      { role: 'system', outcome: 'failed', details: { code: 'publish-month-missing' } },
    ])
  })

  it('is not made where it cannot be recorded, and may be sent again', async () => {
    world.ports.faults.audit = new Error('disk full')
    expect((await publish('system', '2026-11', 'a')).status).toBe(503)
    expect(await world.ports.publications.list({ limit: 9 })).toEqual([])
    delete world.ports.faults.audit
    expect((await publish('system', '2026-11', 'a')).status).toBe(201)
  })
})

describe('behind a proxy', () => {
  it.each([
    [false, '127.0.0.1'],
    ['127.0.0.1', '192.0.2.17'],
  ] as const)('that is trusted as %j the address is %s', async (trustProxy, from) => {
    const proxied = await newWorld({ trustProxy })
    await proxied.send({
      method: 'GET',
      url: STAR,
      headers: {
        ...(await proxied.as('agent')),
        ...withReason,
        'x-forwarded-for': '192.0.2.17',
      },
    })
    expect(proxied.ports.entries).toMatchObject([{ from }])
    await proxied.stop()
  })
})
