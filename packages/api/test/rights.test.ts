import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { grantsOf, reaches } from '../src/rights/grant.ts'
import { RIGHTS, requireRoutes, rightOf } from '../src/rights/rights.ts'
import { ENDPOINTS } from '../src/routes/endpoints.ts'
import type { Document } from './answers.ts'
import { type Step, walkRights } from './walk.ts'
import { newWorld, UNLIMITED, type World } from './world.ts'

let world: World
let steps: readonly Step[]

beforeAll(async () => {
  world = await newWorld({ limits: UNLIMITED })
  const document = JSON.parse((await world.app.inject('/openapi.json')).body) as Document
  world.ports.faults.brief = true
  steps = await walkRights({
    document,
    send: world.send,
    cast: world.cast,
    tokenOf: (claims) => world.issuer.token(claims),
  })
})
afterAll(() => world.stop())

describe('every route as every role, on own and on foreign data', () => {
  it('answers as the table of rights says', () => {
    expect(steps.filter(({ wrong }) => wrong.length > 0)).toEqual([])
  })

  it('walks every route there is', () => {
    const walked = new Set(steps.map(({ route }) => route))
    expect([...walked].sort()).toEqual(Object.keys(RIGHTS).sort())
    expect(steps.length).toBeGreaterThan(300)
  })

  it('lets nobody in to anything by default', () => {
    const letIn = steps.filter(({ status }) => status < 400)
    const given = letIn.filter(
      ({ route, role }) => RIGHTS[route] !== 'open' && (role === null || !hasRight(route, role)),
    )
    expect(given).toEqual([])
  })
})

function hasRight(route: string, role: string): boolean {
  return Object.hasOwn(RIGHTS[route] as object, role)
}

describe('the table of rights', () => {
  it('has to have an entry for a route', () => {
    expect(() => rightOf('GET /v1/secrets')).toThrow('no entry')
    expect(() => rightOf('constructor')).toThrow('no entry')
    expect(() => world.app.route({ method: 'GET', url: '/x', handler: async () => 1 })).toThrow()
  })

  it('has no entry without a route', () => {
    expect(() => requireRoutes(ENDPOINTS)).not.toThrow()
    expect(() => requireRoutes(ENDPOINTS.slice(1))).toThrow('GET /health/live')
  })
})

describe('grants', () => {
  const caller = { subject: 'u', customerId: null, until: 0 }

  it('are the narrowest first', () => {
    const right = { agent: 'region', customer: 'self', system: 'any' } as const
    const roles = ['system', 'agent', 'customer'] as const
    expect(grantsOf(right, { ...caller, roles, regions: ['a'] }).map(({ role }) => role)).toEqual([
      'customer',
      'agent',
      'system',
    ])
  })

  it.each([
    ['agent', null, 'a', false],
    ['agent', [], 'a', false],
    ['agent', ['a'], 'a', true],
    ['agent', ['a'], 'b', false],
    ['agent', ['a'], null, false],
    ['data-operator', null, 'a', true],
    ['data-operator', null, null, true],
    ['data-operator', ['a'], 'b', false],
  ] as const)('%s of regions %j reaches into region %s: %s', (role, regions, region, expected) => {
    const [grant] = grantsOf({ [role]: 'region' }, { ...caller, roles: [role], regions })
    expect(grant && reaches(grant, region)).toBe(expected)
  })
})

describe('customers that are found', () => {
  let world: World
  beforeAll(async () => {
    world = await newWorld()
  })
  afterAll(() => world.stop())

  const find = async (query: string, role: 'agent' | 'system') => {
    const headers = { ...(await world.as(role)), 'dipper-reason': 'asks at the counter' }
    const { status, body } = await world.send({
      method: 'GET',
      url: `/v1/customers?${query}`,
      headers,
    })
    return { status, ...(JSON.parse(body) as { items: unknown[] }) }
  }

  it('are masked', async () => {
    const { items } = await find(`number=${world.cast.regional.number}`, 'agent')
    expect(items).toEqual([
      {
        customerId: 'C-regional',
        region: 'anhui',
        segment: 'individual',
        name: '司**',
        numbers: ['199****0002'],
      },
    ])
  })

  it('are as if there were none in another region', async () => {
    const foreign = await find(`number=${world.cast.foreign.number}`, 'agent')
    expect(foreign).toEqual(await find('number=10000000000', 'agent'))
    const id = encodeURIComponent(world.cast.foreign.customerId)
    expect(await find(`id=${id}`, 'agent')).toEqual({ status: 200, items: [] })
    expect((await find(`id=${id}`, 'system')).items).toHaveLength(1)
  })

  it.each(['', 'number=1&id=2'])('are asked for by number or by id: %s', async (query) => {
    expect((await find(query, 'agent')).status).toBe(400)
  })
})

describe('policies', () => {
  it('of other regions are not for those who read some regions', async () => {
    const headers = await world.as('policy-reader')
    const statusOf = async (query: string) =>
      (await world.send({ method: 'GET', url: `/v1/policies/2026-11${query}`, headers })).status
    expect(await statusOf('')).toBe(200)
    expect(await statusOf('?region=anhui')).toBe(200)
    expect(await statusOf('?region=jiangsu')).toBe(403)
  })
})
