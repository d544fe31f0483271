import { month } from '@dipper/policy'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type NewObjection,
  type ObjectionEvidence,
  Objections,
  People,
  Publisher,
} from '../src/index.ts'
import { contentOf, ids, publish } from './content.ts'
import { startServer, type TestDatabase, type TestServer } from './server.ts'

const MONTH = month('2026-11')
const CONTENT = contentOf({ month: MONTH, customers: ids(6), ranges: 1, version: () => 3 })
const WORDS = '我的星级为什么降了?欧阳'

const EVIDENCE: ObjectionEvidence = {
  publication: 12,
  document: '2016-01.yaml',
  policyDigest: 'd'.repeat(64),
  // In this order, and with numbers as they were written.
  record: { zeta: '9007199254740993', alpha: { z: 1, a: [null, true] } },
  said: {
    'zh-CN': { headline: '三星', sentences: ['因为'] },
    'zh-TW': { headline: '三星', sentences: ['因為'] },
    en: { headline: 'Three stars', sentences: ['because'] },
  },
}

let keys = 0

function objection(change: Partial<NewObjection> = {}): NewObjection {
  return {
    customerId: 'c000001',
    class: 'complaint',
    label: 'rating-not-accepted',
    about: null,
    text: WORDS,
    month: MONTH,
    star: 3,
    evidence: EVIDENCE,
    key: `agent-7 k${keys++}`,
    by: 'agent-7',
    ...change,
  }
}

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

async function opened(): Promise<TestDatabase & { readonly objections: Objections }> {
  const database = await server.database()
  return { ...database, objections: new Objections(database.serving) }
}

/** One that was taken. */
async function taken(objections: Objections, change: Partial<NewObjection> = {}) {
  const answer = await objections.take(objection(change))
  if (answer.outcome !== 'taken') throw new Error(answer.outcome)
  return answer.objection
}

describe('an objection', () => {
  test('is kept with its evidence to the letter', async () => {
    const { objections, owner } = await opened()
    const before = Date.now()
    const record = await taken(objections)
    expect(record).toEqual({
      objection: 1n,
      customerId: 'c000001',
      class: 'complaint',
      label: 'rating-not-accepted',
      about: null,
      month: MONTH,
      star: 3,
      text: WORDS,
      takenBy: 'agent-7',
      takenAt: record.takenAt,
      state: 'open',
      answer: null,
      answeredBy: null,
      answeredAt: null,
    })
    expect(Math.abs(record.takenAt.getTime() - before)).toBeLessThan(60_000)
    const kept = await objections.of('c000001', 1n)
    expect(kept).toEqual({ ...record, evidence: EVIDENCE })
    expect(JSON.stringify(kept?.evidence)).toBe(JSON.stringify(EVIDENCE))
    const { rows } = await owner.query('select evidence::text as text from dipper.objection')
    expect(rows).toEqual([{ text: JSON.stringify(EVIDENCE) }])
  })

  test('is nobody else’s', async () => {
    const { objections } = await opened()
    await taken(objections)
    expect(await objections.of('c000002', 1n)).toBeNull()
    expect(await objections.of('c000001', 2n)).toBeNull()
    const answer = { text: '已核对', by: 'agent-8' }
    expect(await objections.answer('c000002', 1n, answer)).toEqual({ outcome: 'objection-missing' })
    expect((await objections.of('c000001', 1n))?.state).toBe('open')
  })

  test('is taken once under its key, whatever was published meanwhile', async () => {
    const { objections } = await opened()
    const asked = objection()
    const first = await objections.take(asked)
    const later = { ...EVIDENCE, publication: 13 }
    const again = await objections.take({ ...asked, month: MONTH + 1, star: 4, evidence: later })
    expect(again).toEqual({ ...first, outcome: 'repeated' })
    expect((await objections.of('c000001', 1n))?.evidence.publication).toBe(12)
    for (const change of [
      { text: 'another' },
      { label: 'star-product' },
      { class: 'question', label: 'rules' },
    ] as const) {
      expect(await objections.take({ ...asked, ...change })).toEqual({ outcome: 'key-used' })
    }
    const others = await objections.take({ ...asked, customerId: 'c000002' })
    expect(others.outcome).toBe('taken')
    expect((await objections.ofCustomer('c000001', { limit: 9 })).length).toBe(1)
  })

  test('that is sent many times at once is taken once', async () => {
    const { objections } = await opened()
    const asked = objection()
    const all = await Promise.all(Array.from({ length: 12 }, () => objections.take(asked)))
    expect(all.map(({ outcome }) => outcome).toSorted()).toEqual([
      ...Array.from({ length: 11 }, () => 'repeated'),
      'taken',
    ])
    const numbers = all.map((each) => each.outcome !== 'key-used' && each.objection.objection)
    expect(new Set(numbers).size).toBe(1)
  })

  test.each([
    ['a label of another class', { class: 'question', label: 'star-product' }],
    ['a label that there is not', { class: 'complaint', label: 'other' as 'rules' }],
    ['a class that there is not', { class: 'praise' as 'question', label: 'rules' }],
    ['dissatisfaction with nothing', { class: 'dissatisfied', label: 'rules', about: null }],
    ['a complaint about a line', { about: 'mobile' }],
    ['no words', { text: '' }],
    ['too many words', { text: '星'.repeat(1001) }],
  ] as const)('is refused with %s', async (_, change) => {
    const { objections } = await opened()
    await expect(objections.take(objection(change))).rejects.toThrow(/violates check constraint/)
  })

  test('may be of every class and label, and of a thousand characters', async () => {
    const { objections } = await opened()
    const service = ['rules', 'query-channel', 'change-reminder', 'service-content'] as const
    const complaints = [
      'rating-not-accepted',
      'query-differs',
      'notified-late',
      'star-product',
    ] as const
    for (const label of service) {
      await taken(objections, { class: 'question', label })
      for (const about of ['broadband', 'mobile', 'bundle'] as const) {
        await taken(objections, { class: 'dissatisfied', label, about })
      }
    }
    for (const label of complaints) await taken(objections, { label })
    await taken(objections, { text: '😀'.repeat(1000) })
    expect((await objections.ofCustomer('c000001', { limit: 99 })).length).toBe(21)
  })
})

describe('an answer', () => {
  const ANSWER = { text: '已核对,计算无误。', by: 'agent-8' }

  test('is given once', async () => {
    const { objections } = await opened()
    const record = await taken(objections)
    const answered = await objections.answer('c000001', record.objection, ANSWER)
    expect(answered).toMatchObject({
      outcome: 'answered',
      objection: {
        ...record,
        state: 'answered',
        answer: ANSWER.text,
        answeredBy: 'agent-8',
        answeredAt: expect.any(Date) as Date,
      },
    })
    expect(await objections.answer('c000001', record.objection, ANSWER)).toEqual({
      ...answered,
      outcome: 'repeated',
    })
    for (const other of [
      { ...ANSWER, text: 'another' },
      { ...ANSWER, by: 'agent-9' },
    ]) {
      expect(await objections.answer('c000001', record.objection, other)).toEqual({
        outcome: 'other-answer',
      })
    }
    expect(await objections.of('c000001', record.objection)).toMatchObject({
      answer: ANSWER.text,
      answeredBy: 'agent-8',
      evidence: EVIDENCE,
    })
  })

  test('of many at once is one', async () => {
    const { objections } = await opened()
    const { objection: number } = await taken(objections)
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        objections.answer('c000001', number, { ...ANSWER, by: `agent-${n}` }),
      ),
    )
    expect(all.filter(({ outcome }) => outcome === 'answered').length).toBe(1)
    expect(all.filter(({ outcome }) => outcome === 'other-answer').length).toBe(9)
  })
})

describe('lists', () => {
  test('of a customer go page by page, newest first', async () => {
    const { objections } = await opened()
    for (const customerId of ['c000001', 'c000002', 'c000001', 'c000001']) {
      await taken(objections, { customerId })
    }
    const numbers = async (page: { before?: bigint; limit: number }) =>
      (await objections.ofCustomer('c000001', page)).map(({ objection: number }) => number)
    expect(await numbers({ limit: 9 })).toEqual([4n, 3n, 1n])
    expect(await numbers({ limit: 2 })).toEqual([4n, 3n])
    expect(await numbers({ limit: 2, before: 3n })).toEqual([1n])
  })

  test('for staff are by state and by where the customer is now', async () => {
    const { objections, owner, serving } = await opened()
    await publish(new Publisher(owner), CONTENT)
    const region = 'update dipper.customer set region = $2 where customer_id = $1'
    await owner.query(region, ['c000002', 'jiangsu'])
    // Known by an import alone: the register says where.
    await owner.query(`delete from dipper.customer where customer_id = 'c000003'`)
    await owner.query(region, ['c000004', null])
    const whose = ['c000001', 'c000002', 'c000003', 'c000004', 'nobody']
    for (const customerId of whose) await taken(objections, { customerId })
    await objections.answer('c000001', 1n, { text: 'yes', by: 'x' })
    const seen = async (asked: Partial<Parameters<Objections['list']>[0]>) =>
      (await objections.list({ state: 'open', regions: null, limit: 9, ...asked })).map(
        ({ customerId }) => customerId,
      )
    expect(await seen({})).toEqual(['nobody', 'c000004', 'c000003', 'c000002'])
    expect(await seen({ state: 'answered' })).toEqual(['c000001'])
    expect(await seen({ state: 'answered', regions: ['jiangsu'] })).toEqual([])
    expect(await seen({ regions: ['anhui'] })).toEqual(['c000003'])
    expect(await seen({ regions: ['jiangsu', 'anhui'] })).toEqual(['c000003', 'c000002'])
    expect(await seen({ regions: [] })).toEqual([])
    expect(await seen({ limit: 2 })).toEqual(['nobody', 'c000004'])
    expect(await seen({ limit: 2, before: 4n })).toEqual(['c000003', 'c000002'])
    const people = new People(serving)
    for (const customerId of whose) {
      const place = await people.placeOf(customerId)
      const inPlace = await objections.list({
        state: customerId === 'c000001' ? 'answered' : 'open',
        regions: place?.region ? [place.region] : [],
        limit: 9,
      })
      const found = inPlace.some((each) => each.customerId === customerId)
      expect([customerId, found]).toEqual([customerId, typeof place?.region === 'string'])
    }
  })

  test('are counted by kind, for all stars and for the highest', async () => {
    const { objections, owner } = await opened()
    await publish(new Publisher(owner), CONTENT)
    await owner.query(`update dipper.customer set region = 'jiangsu' where customer_id = 'c000002'`)
    const bundle = { class: 'dissatisfied', label: 'rules', about: 'bundle' } as const
    await taken(objections, { star: 5 })
    await taken(objections, { star: 6 })
    await taken(objections, { star: 7, customerId: 'c000002' })
    await taken(objections, bundle)
    await taken(objections, { ...bundle, about: 'mobile' })
    await taken(objections, { month: MONTH - 1 })
    const complaint = { class: 'complaint', label: 'rating-not-accepted', about: null }
    expect(await objections.counts(MONTH, null)).toEqual([
      { ...complaint, all: 3, high: 2 },
      { ...bundle, all: 1, high: 0 },
      { ...bundle, about: 'mobile', all: 1, high: 0 },
    ])
    expect((await objections.counts(MONTH, ['anhui']))[0]).toEqual({
      ...complaint,
      all: 2,
      high: 1,
    })
    expect(await objections.counts(MONTH, ['jiangsu'])).toEqual([{ ...complaint, all: 1, high: 1 }])
    expect(await objections.counts(MONTH - 1, null)).toEqual([{ ...complaint, all: 1, high: 0 }])
    expect(await objections.counts(MONTH + 1, null)).toEqual([])
  })
})

describe('what an objection rests on', () => {
  const CHANGES = [
    `update dipper.objection set evidence = '{}'`,
    `update dipper.objection set evidence = evidence, state = 'open'`,
    `update dipper.objection set customer_id = 'c000002'`,
    `update dipper.objection set month = 0`,
    `update dipper.objection set star = 7`,
    `update dipper.objection set class = 'question', label = 'rules'`,
    `update dipper.objection set taken_by = 'nobody'`,
    `update dipper.objection set taken_at = now()`,
    `update dipper.objection set text = 'nothing'`,
    'delete from dipper.objection',
    'delete from dipper.objection where false',
    'truncate dipper.objection',
  ]

  test('cannot be changed by anybody', async () => {
    const { objections, owner, serving } = await opened()
    await taken(objections)
    for (const change of CHANGES) {
      await expect(serving.query(change), change).rejects.toThrow(/permission denied/)
      await expect(owner.query(change), change).rejects.toThrow(/does not change/)
    }
    expect(await objections.of('c000001', 1n)).toMatchObject({ text: WORDS, evidence: EVIDENCE })
  })

  test('nor can the words be taken by those who serve, nor an answer be given again', async () => {
    const { objections, owner, serving } = await opened()
    await taken(objections)
    const take = 'update dipper.objection set text = null'
    await expect(serving.query(take)).rejects.toThrow(/permission denied/)
    await objections.answer('c000001', 1n, { text: 'yes', by: 'x' })
    for (const change of [
      `answer = 'no'`,
      `answered_by = 'y'`,
      `answered_at = now() - interval '1 day'`,
      `state = 'open', answer = null, answered_by = null, answered_at = null`,
    ]) {
      const again = `update dipper.objection set ${change}`
      await expect(serving.query(again), change).rejects.toThrow(/does not change/)
      await expect(owner.query(again), change).rejects.toThrow(/does not change/)
    }
    expect((await objections.of('c000001', 1n))?.answer).toBe('yes')
  })
})

describe('a person’s own words', () => {
  test('are in the export, and go with an erasure; what they were shown stays', async () => {
    const { objections, owner, serving } = await opened()
    await publish(new Publisher(owner), CONTENT)
    await taken(objections, { key: 'agent-7 a' })
    await taken(objections, { customerId: 'c000002' })
    await taken(objections)
    const told = await objections.answer('c000001', 1n, { text: '欧阳先生:已核对', by: 'agent-8' })
    const people = new People(serving)
    const all = await people.exportOf('c000001')
    expect(all?.['objections']).toMatchObject([
      {
        objection: 1,
        class: 'complaint',
        label: 'rating-not-accepted',
        month: '2026-11',
        text: WORDS,
        takenBy: 'agent-7',
        state: 'answered',
        answer: '欧阳先生:已核对',
        evidence: EVIDENCE,
      },
      { objection: 3, state: 'open', answer: null },
    ])
    expect(await people.erase('c000001')).toBe(true)
    expect(JSON.stringify(await people.exportOf('c000001'))).not.toContain('欧阳')
    const left = await objections.of('c000001', 1n)
    if (told.outcome !== 'answered') throw new Error(told.outcome)
    expect(left).toEqual({ ...told.objection, text: null, answer: null, evidence: EVIDENCE })
    expect((await objections.of('c000002', 2n))?.text).toBe(WORDS)
    const again = await objections.take(objection({ key: 'agent-7 a' }))
    expect(again).toMatchObject({ outcome: 'repeated', objection: { objection: 1n, text: null } })
    const late = await objections.answer('c000001', 3n, { text: 'yes', by: 'agent-8' })
    expect(late.outcome).toBe('answered')
  })
})
