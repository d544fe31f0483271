import { month } from '@dipper/policy'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Audit, type AuditEntry, Idempotency, Publisher, RunRows } from '../src/index.ts'
import { contentOf, ids, publish } from './content.ts'
import { startServer, type TestDatabase, type TestServer } from './server.ts'

const MONTH = month('2026-11')
const CONTENT = contentOf({ month: MONTH, customers: ids(20), ranges: 1, version: () => 3 })
const ENTRY: AuditEntry = {
  who: 'agent-7',
  role: 'agent',
  act: 'star.read',
  customerId: 'c000001',
  why: 'asked at the counter',
  from: '10.0.0.7',
  outcome: 'allowed',
  details: { month: '2026-11' },
}

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

describe('the audit', () => {
  test('is listed newest first, by customer and by caller, page by page', async () => {
    const { serving } = await server.database()
    const audit = new Audit(serving)
    const before = Date.now()
    await audit.append(ENTRY)
    await audit.append({ ...ENTRY, who: 'agent-8', outcome: 'denied', why: null })
    await audit.append({ ...ENTRY, customerId: null, act: 'month.publish', details: {} })
    const all = await audit.list({}, { limit: 10 })
    expect(all.map(({ number }) => number)).toEqual([3n, 2n, 1n])
    const { number: _, at, ...first } = all[2] as (typeof all)[number]
    expect(first).toEqual(ENTRY)
    expect(Math.abs(at.getTime() - before)).toBeLessThan(60_000)
    const numbers = async (...args: Parameters<Audit['list']>) =>
      (await audit.list(...args)).map(({ number }) => number)
    expect(await numbers({ customerId: 'c000001' }, { limit: 10 })).toEqual([2n, 1n])
    expect(await numbers({ who: 'agent-7' }, { limit: 10 })).toEqual([3n, 1n])
    expect(await numbers({}, { limit: 2 })).toEqual([3n, 2n])
    expect(await numbers({}, { limit: 2, before: 2n })).toEqual([1n])
  })

  test('cannot be changed by anybody', async () => {
    const { owner, serving } = await server.database()
    await new Audit(serving).append(ENTRY)
    for (const change of [
      `update dipper.audit set who = 'nobody'`,
      'delete from dipper.audit',
      'delete from dipper.audit where false',
      'truncate dipper.audit',
    ]) {
      await expect(serving.query(change), change).rejects.toThrow(/permission denied/)
      await expect(owner.query(change), change).rejects.toThrow(/append-only/)
    }
    expect(await new Audit(serving).list({}, { limit: 9 })).toMatchObject([ENTRY])
  })
})

describe('the serving role', () => {
  test.each([
    ...['star', 'live', 'bill', 'customer', 'policy', 'part', 'master'].flatMap((table) => [
      `insert into dipper.${table} select * from dipper.${table}`,
      `delete from dipper.${table}`,
      `truncate dipper.${table}`,
    ]),
    'update dipper.star set star = 7',
    `update dipper.publication set state = 'live'`,
    'delete from dipper.publication',
    'update dipper.live set publication = 1',
    'delete from dipper.run',
    `update personal.profile set name = 'x'`,
    'delete from personal.profile',
    'delete from personal.number',
    'delete from personal.erased',
    `insert into personal.erased (customer_id) values ('c000001')`,
    'create table dipper.mine ()',
    'create table personal.mine ()',
    'create schema mine',
    'drop table dipper.star',
    'alter table dipper.audit disable trigger all',
    'create role another',
  ])('may not: %s', async (statement) => {
    const { owner, serving } = await published()
    await expect(serving.query(statement)).rejects.toThrow(/permission denied|must be owner/)
    expect((await owner.query('select from dipper.star')).rowCount).toBe(20)
  })

  test('nor may everybody else erase a person', async () => {
    const { owner } = await published()
    await owner.query(`create role stranger`)
    const client = await owner.connect()
    await client.query('set role stranger')
    await expect(client.query(`select personal.erase('c000001')`)).rejects.toThrow(
      /permission denied/,
    )
    client.release(true)
  })

  let database: Promise<TestDatabase> | undefined
  /** One for all, since nothing is changed. */
  function published(): Promise<TestDatabase> {
    database ??= server.database().then(async (made) => {
      await publish(new Publisher(made.owner), CONTENT)
      return made
    })
    return database
  }
})

describe('a key for repeating a request', () => {
  const KEY = { caller: 'agent-7', key: 'k1', request: 'sha-of-request' }
  const opened: Idempotency[] = []
  afterAll(() => {
    for (const each of opened) each.close()
  })

  function open({ serving }: TestDatabase, staleAfterSeconds = 60): Idempotency {
    const idempotency = new Idempotency(serving, { staleAfterSeconds })
    opened.push(idempotency)
    return idempotency
  }

  test('gives the work to one and the answer to all', async () => {
    const keys = open(await server.database())
    expect(await keys.claim(KEY)).toEqual({ state: 'new' })
    expect(await keys.claim(KEY)).toEqual({ state: 'running' })
    expect(await keys.claim({ ...KEY, request: 'another' })).toEqual({ state: 'other' })
    expect(await keys.claim({ ...KEY, caller: 'agent-8' })).toEqual({ state: 'new' })
    await keys.finish(KEY, { status: 201, body: { run: 5, list: [1, null] } })
    const done = { state: 'done', status: 201, body: { run: 5, list: [1, null] } }
    expect(await keys.claim(KEY)).toEqual(done)
    expect(await keys.claim({ ...KEY, request: 'another' })).toEqual({ state: 'other' })
    await keys.release(KEY)
    expect(await keys.claim(KEY)).toEqual(done)
  })

  test('may be used again after work that failed', async () => {
    const keys = open(await server.database())
    await keys.claim(KEY)
    await keys.release(KEY)
    expect(await keys.claim({ ...KEY, request: 'another' })).toEqual({ state: 'new' })
  })

  test('of many claims at once one is new', async () => {
    const database = await server.database()
    const many = Array.from({ length: 4 }, () => open(database))
    const claims = await Promise.all(
      Array.from({ length: 40 }, (_, n) => (many[n % 4] as Idempotency).claim(KEY)),
    )
    expect(claims.filter(({ state }) => state === 'new').length).toBe(1)
    expect(claims.filter(({ state }) => state === 'running').length).toBe(39)
  })

  test('is taken over from a process that is gone, which cannot answer any more', async () => {
    const database = await server.database()
    const [gone, other] = [open(database), open(database)]
    await gone.claim(KEY)
    gone.close()
    expect(await other.claim(KEY)).toEqual({ state: 'running' })
    await database.owner.query(
      `update dipper.idempotency set claimed_at = now() - interval '61 seconds'`,
    )
    expect(await other.claim({ ...KEY, request: 'another' })).toEqual({ state: 'other' })
    expect(await other.claim(KEY)).toEqual({ state: 'new' })
    await gone.finish(KEY, { status: 200, body: 'late' })
    await gone.release(KEY)
    expect(await other.claim(KEY)).toEqual({ state: 'running' })
    await other.finish(KEY, { status: 200, body: 'mine' })
    expect(await other.claim(KEY)).toEqual({ state: 'done', status: 200, body: 'mine' })
  })

  test('stays with a process that works for long', async () => {
    const database = await server.database()
    const [busy, other] = [open(database, 2), open(database, 2)]
    await busy.claim(KEY)
    await new Promise((wait) => setTimeout(wait, 3000))
    expect(await other.claim(KEY)).toEqual({ state: 'running' })
  })
})

describe('runs', () => {
  const REQUEST = { from: MONTH - 1, through: MONTH, knownBy: '2026-11-02' }

  test('go from queued to an end, and tell how far they are', async () => {
    const runs = new RunRows((await server.database()).serving)
    const queued = await runs.create(REQUEST, 'operator-1')
    expect(queued).toEqual({
      run: 1,
      ...REQUEST,
      state: 'queued',
      startedAt: queued.startedAt,
      endedAt: null,
      by: 'operator-1',
      progress: null,
      error: null,
    })
    const progress = { phase: 'load', done: 3, total: 12 }
    expect(await runs.progress(1, progress)).toEqual({ ...queued, state: 'running', progress })
    const error = { code: 'period-missing', params: { period: '2026-09' } }
    const ended = await runs.end(1, 'failed', error)
    expect(ended).toMatchObject({ state: 'failed', progress, error })
    expect(ended?.endedAt).toBeInstanceOf(Date)
    expect(await runs.of(1)).toEqual(ended)
    expect(await runs.end(1, 'done')).toBeNull()
    expect(await runs.progress(1, null)).toBeNull()
    expect(await runs.of(2)).toBeNull()
  })

  test('are listed newest first, and those of dead processes are interrupted', async () => {
    const database = await server.database()
    const runs = new RunRows(database.serving)
    for (const by of ['a', 'b', 'c', 'd']) await runs.create(REQUEST, by)
    await runs.progress(2, null)
    await runs.end(3, 'done')
    await database.owner.query(
      `update dipper.run set heard_at = now() - interval '5 minutes' where run in (1, 2, 3)`,
    )
    expect((await runs.interruptSilent(60)).toSorted((a, b) => a - b)).toEqual([1, 2])
    const states = (await runs.list({ limit: 9 })).map(({ run, state }) => [run, state])
    expect(states).toEqual([
      [4, 'queued'],
      [3, 'done'],
      [2, 'interrupted'],
      [1, 'interrupted'],
    ])
    expect((await runs.list({ limit: 2, before: 3 })).map(({ run }) => run)).toEqual([2, 1])
  })
})
