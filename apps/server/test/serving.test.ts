import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { formatMonth } from '@dipper/policy'
import { Publisher } from '@dipper/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Document } from '../../../packages/api/test/answers.ts'
import { type Cast, type Person, sendTo } from '../../../packages/api/test/cast.ts'
import { fuzz } from '../../../packages/api/test/fuzz.ts'
import { AUDIENCE, type Claims, TestIssuer } from '../../../packages/api/test/issuer.ts'
import { walkRights } from '../../../packages/api/test/walk.ts'
import { backup, restore } from '../src/backup.ts'
import { type Connected, connect } from '../src/database.ts'
import { doctor } from '../src/doctor.ts'
import { peopleOf } from '../src/identity/people.ts'
import { publicationWork, publishMonth } from '../src/publish-month.ts'
import { type Serving, serve } from '../src/serve.ts'
import type { Settings } from '../src/settings.ts'
import { LAST, makeProvince, type Province } from './province.ts'

const REQUESTS = Number(process.env['DIPPER_REQUESTS'] ?? 1000)
const SEED = Number(process.env['SEED'] ?? 77)
/** Each of them assesses or loads a month; what they refuse is walked and fuzzed on ports in memory. */
const DEAR = ['startRun', 'publishMonth', 'previewPublication']

let province: Province
let issuer: TestIssuer
let settings: Settings
let serving: Serving
let cast: Cast

const limits = {
  rates: {
    customer: null,
    agent: null,
    shop: null,
    'data-operator': null,
    'policy-reader': null,
    auditor: null,
    system: null,
  },
  anonymous: null,
}
const log = { write: () => undefined }
const start = () => serve({ settings, people: peopleOf, log, limits })

beforeAll(async () => {
  province = await makeProvince(1_500)
  issuer = await TestIssuer.start()
  settings = {
    ...province.settings,
    identity: { issuer: issuer.address, audience: AUDIENCE },
  }
  const connected = await connect(settings)
  await publishLast(connected)
  cast = await castOf(connected)
  await connected.stop()
  serving = await start()
})
afterAll(async () => {
  await serving.stop()
  await issuer.stop()
  province.remove()
})

async function publishLast({ owner }: Connected): Promise<void> {
  const { facts, register, data } = settings
  const { programme } = province
  const publisher = new Publisher(owner)
  for (const month of [LAST - 1, LAST]) {
    const work = publicationWork(data)
    await publishMonth({ publisher, programme, facts, register, work, month, by: 'test' })
  }
}

interface Known {
  readonly customer_id: string
  readonly region: string
  readonly number: string
}

/** Three people of the store, two of one region, with what is in their data alone. */
async function castOf({ owner }: Connected): Promise<Cast> {
  const { rows } = await owner.query<Known>(`
select distinct on (customer_id) customer_id, c.region, n.number
from dipper.customer c join personal.number n using (customer_id)
where c.region is not null and n.held_to is null order by customer_id limit 400`)
  const personOf = (row: Known | undefined): Person => {
    if (row === undefined) throw new Error('too few people')
    return {
      customerId: row.customer_id,
      region: row.region,
      number: row.number,
      marks: [row.number],
    }
  }
  const [self] = rows
  const regional = rows.find(({ region }, n) => n > 0 && region === self?.region)
  const foreign = rows.find(({ region }) => region !== self?.region)
  return {
    self: personOf(self),
    regional: personOf(regional),
    foreign: personOf(foreign),
    nobody: 'C-nobody',
    month: formatMonth(LAST),
    unpublished: '2027-06',
    run: '1',
  }
}

const tokenOf = (claims: Claims) => issuer.token(claims)

async function ask(path: string, claims: Claims, more: RequestInit = {}): Promise<Response> {
  const authorization = `Bearer ${await tokenOf(claims)}`
  const headers = { authorization, ...(more.headers as Record<string, string>) }
  return fetch(serving.address + path, { ...more, headers })
}

const OPERATOR: Claims = { sub: 'op', roles: ['data-operator'] }
const AUDITOR: Claims = { sub: 'au', roles: ['auditor'] }
const SYSTEM: Claims = { sub: 'sys', roles: ['system'] }

async function document(): Promise<Document> {
  return (await (await fetch(`${serving.address}/openapi.json`)).json()) as Document
}

describe('a server on its own store', () => {
  it('starts a run, tells how far it is, and stops one', async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'run-1' }
    const body = JSON.stringify({ from: formatMonth(LAST - 1), through: formatMonth(LAST) })
    const started = await ask('/v1/runs', OPERATOR, { method: 'POST', headers, body })
    expect(started.status).toBe(202)
    const { run } = (await started.json()) as { run: number }
    const again = await ask('/v1/runs', OPERATOR, { method: 'POST', headers, body })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    const events = await (await ask(`/v1/runs/${run}/events`, OPERATOR)).text()
    expect(events).toMatch(/"state":"done"/)
    const stopped = await ask(`/v1/runs/${run}/stop`, OPERATOR, {
      method: 'POST',
      headers: { 'idempotency-key': 'stop-1' },
    })
    expect(stopped.status).toBe(409)
  })

  it('publishes, takes back and publishes again while readers go on reading', async () => {
    const path = `/v1/customers/${encodeURIComponent(cast.foreign.customerId)}/star`
    const months = new Set<string>()
    const reading = new AbortController()
    const reader = (async () => {
      while (!reading.signal.aborted) {
        const answer = await ask(path, SYSTEM)
        expect(answer.status).toBe(200)
        months.add(((await answer.json()) as { month: string }).month)
      }
    })()
    const change = (url: string, key: string, body?: object) =>
      ask(url, OPERATOR, {
        method: 'POST',
        headers: {
          'idempotency-key': key,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    const month = formatMonth(LAST)
    expect((await change(`/v1/publications/${month}/take-back`, 'take-1')).status).toBeLessThan(300)
    const seen = (await (await ask(path, SYSTEM)).json()) as { month: string }
    expect(seen.month).toBe(formatMonth(LAST - 1))
    expect((await change('/v1/publications', 'publish-1', { month })).status).toBeLessThan(300)
    expect(((await (await ask(path, SYSTEM)).json()) as { month: string }).month).toBe(month)
    reading.abort()
    await reader
    expect([...months].sort()).toEqual([formatMonth(LAST - 1), month])
  })

  it('keeps everything over a restart, and what was looked up is in the audit', async () => {
    const { customerId, region } = cast.regional
    const path = `/v1/customers/${encodeURIComponent(customerId)}/star`
    const agent: Claims = { sub: 'agent-7', roles: ['agent'], regions: [region] }
    const reason = { headers: { 'dipper-reason': 'asks why it fell' } }
    const before = await (await ask(path, agent, reason)).json()
    await serving.stop()
    serving = await start()
    expect(await (await ask(path, agent, reason)).json()).toEqual(before)
    const audit = await (await ask('/v1/audit?who=agent-7', AUDITOR)).json()
    expect((audit as { items: { why: string }[] }).items.map(({ why }) => why)).toEqual([
      'asks why it fell',
      'asks why it fell',
    ])
  })

  it('is copied while stopped and put back, erasures included', async () => {
    const folder = join(settings.data, 'backup')
    expect(() => backup(settings, folder)).toThrow('backup-running')
    await serving.stop()
    backup(settings, folder)
    expect(() => backup(settings, folder)).toThrow('backup-exists')
    rmSync(join(settings.data, 'postgres'), { recursive: true })
    restore(settings, folder)
    serving = await start()
    const path = `/v1/customers/${encodeURIComponent(cast.foreign.customerId)}/star`
    expect((await ask(path, SYSTEM)).status).toBe(200)
  })

  it('looks at itself and finds nothing wrong; what is missing it names', async () => {
    const findings = await doctor(settings)
    expect(findings.filter(({ state }) => state === 'wrong')).toEqual([])
    const without = await doctor({ ...settings, register: '/nowhere', facts: '/nowhere' })
    const wrong = without.filter(({ state }) => state === 'wrong').map(({ check }) => check)
    expect(wrong).toEqual(['facts', 'register'])
  })

  it('answers every route as every role, on own and on foreign data, as the rights say', async () => {
    const steps = await walkRights({
      document: await document(),
      send: sendTo(serving.address),
      cast,
      tokenOf,
    })
    expect(steps.length).toBeGreaterThan(300)
    expect(steps.filter(({ wrong }) => wrong.length > 0)).toEqual([])
  }, 900_000)

  it(`answers ${REQUESTS} generated requests as its document says (SEED=${SEED})`, async () => {
    await fuzz({
      document: await document(),
      send: sendTo(serving.address),
      cast,
      tokenOf,
      requests: REQUESTS,
      seed: SEED,
      without: DEAR,
    })
  }, 900_000)
})

describe('in production', () => {
  it('has neither a database nor an identity provider of its own', async () => {
    const production = { ...settings, mode: 'production' } as const
    await expect(serve({ settings: production, people: peopleOf, log })).rejects.toMatchObject({
      code: 'embedded-in-production',
    })
  })
})
