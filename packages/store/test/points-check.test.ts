import { check, type Finding } from '@dipper/ledger'
import { month } from '@dipper/policy'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkPoints, Points, PointsBatches } from '../src/index.ts'
import { brought, keptRows } from './points-world.ts'
import { startServer, type TestServer } from './server.ts'

const PERIOD = month('2024-03')
const ON = '2024-04-05'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** `c000` has earned 0, `c001` 1, and so on. */
const everybody = new Map(
  Array.from({ length: 250 }, (_, n) => [`c${String(n).padStart(3, '0')}`, BigInt(n)]),
)
const first = (points = everybody) => ({ period: PERIOD, revision: 1, on: ON, ...brought(points) })

describe('a check of everybody', () => {
  /** Changes rows as one who may do anything, and gives what the check finds. */
  async function tamperedWith(...changes: readonly string[]): Promise<readonly Finding[]> {
    const { owner, serving } = await server.database()
    await new PointsBatches(owner).earn(first())
    const points = new Points(serving)
    const asked = { by: null, why: null, on: ON }
    await points.redeem('c100', { points: 30n, key: 'a', ...asked })
    await points.freeze('c100', { cause: 'arrears', key: 'b', ...asked })
    expect((await checkPoints(owner)).findings).toEqual([])
    await owner.query(`alter table dipper.points_posting drop constraint points_posting_balanced`)
    await owner.query(
      `begin; set local session_replication_role = replica; ${changes.join('; ')}; commit`,
    )
    const { findings, wrong } = await checkPoints(owner)
    expect(wrong).toBe(findings.length)
    const kept = [...(await keptRows(owner))]
    const alone = kept.flatMap(([customer, rows]) => check(customer, rows.postings, rows))
    const ofCustomers = findings.filter(({ customer }) => customer !== null)
    expect(ofCustomers.map(text).sort()).toEqual(alone.map(text).sort())
    return findings
  }
  const text = ({ code, customer, at, kept, recomputed }: Finding) =>
    [code, customer, at, kept, recomputed].join(' ')
  const said = (findings: readonly Finding[]) =>
    findings.map(({ code, customer, at }) =>
      [code, customer, at].filter((each) => each !== null).join(' '),
    )

  const row = `where customer_id = 'c100' and number`

  test.each<[string, string, readonly string[]]>([
    [
      'a posting taken away',
      `delete from dipper.points_posting ${row} = 2`,
      ['posting-missing c100 2', 'balance-differs c100', 'lot-differs c100 2024'],
    ],
    [
      'the last posting taken away',
      `delete from dipper.points_posting ${row} = 3`,
      ['frozen-differs c100', 'posting-missing c100 3'],
    ],
    [
      'the first posting taken away',
      `delete from dipper.points_posting ${row} = 1`,
      [
        'posting-missing c100 1',
        'balance-differs c100',
        'lot-differs c100 2024',
        `earned-differs c100 ${PERIOD}`,
        `month-differs ${PERIOD}`,
        `seal-differs ${PERIOD}`,
      ],
    ],
    [
      'all postings of a customer',
      `delete from dipper.points_posting where customer_id = 'c007'`,
      [
        'balance-differs c007',
        'day-differs c007',
        'posting-missing c007 1',
        'lot-differs c007 2024',
        `earned-differs c007 ${PERIOD}`,
        `month-differs ${PERIOD}`,
        `seal-differs ${PERIOD}`,
      ],
    ],
    [
      'an amount',
      `update dipper.points_posting set points = '{-31,30}' ${row} = 2`,
      [
        'posting-altered c100 2',
        'posting-balance-differs c100 2',
        'posting-unbalanced c100 2',
        'balance-differs c100',
        'lot-differs c100 2024',
      ],
    ],
    [
      'why',
      `update dipper.points_posting set why = 'because' ${row} = 2`,
      ['posting-altered c100 2'],
    ],
    [
      'two postings swapped',
      `update dipper.points_posting set number = case number when 2 then 3 when 3 then 2 else number end + 10 where customer_id = 'c100'; update dipper.points_posting set number = number - 10 where customer_id = 'c100'`,
      [
        'posting-altered c100 2',
        'posting-altered c100 3',
        'posting-balance-differs c100 2',
        'posting-balance-differs c100 3',
        'head-differs c100 3',
      ],
    ],
    [
      'a posting inserted',
      `insert into dipper.points_posting select balance, 4, "on", period, revision, names, customer_id, kind, cause, accounts, points, hash, 'new' from dipper.points_posting ${row} = 3`,
      ['posting-altered c100 4', 'posting-unexpected c100 4'],
    ],
    [
      'a posting inserted, well chained',
      `insert into dipper.points_posting (customer_id, number, "on", kind, accounts, points, balance, hash) select customer_id, 4, "on", 'correct', '{corrections,lot/2024}', '{-9,9}', balance + 9, dipper.points_hash(hash, 4, "on", 'correct', null, null, null, null, '{corrections,lot/2024}', '{-9,9}', balance + 9, null, null, null) from dipper.points_posting ${row} = 3`,
      ['balance-differs c100', 'posting-unexpected c100 4', 'lot-differs c100 2024'],
    ],
    [
      'a balance',
      `update dipper.points_account set balance = 71 where customer_id = 'c100'`,
      ['balance-differs c100'],
    ],
    [
      'a debt',
      `update dipper.points_account set debt = 1 where customer_id = 'c100'`,
      ['debt-differs c100'],
    ],
    [
      'causes',
      `update dipper.points_account set frozen = '{}' where customer_id = 'c100'`,
      ['frozen-differs c100'],
    ],
    [
      'the last day',
      `update dipper.points_account set last_on = '2024-04-06' where customer_id = 'c100'`,
      ['day-differs c100'],
    ],
    [
      'the head',
      `update dipper.points_account set hash = sha256('') where customer_id = 'c100'`,
      ['head-differs c100 3'],
    ],
    [
      'how many there are',
      `update dipper.points_account set postings = 2 where customer_id = 'c100'`,
      ['posting-unexpected c100 3'],
    ],
    [
      'how many there are, by far',
      `update dipper.points_account set postings = 2000000000 where customer_id = 'c248'`,
      Array.from({ length: 100 }, (_, n) => `posting-missing c248 ${n + 2}`),
    ],
    [
      'the account',
      `delete from dipper.points_account where customer_id = 'c100'`,
      ['account-missing c100'],
    ],
    [
      'a lot',
      `update dipper.points_lot set points = 71 where customer_id = 'c100'`,
      ['lot-differs c100 2024'],
    ],
    [
      'a lot taken away',
      `delete from dipper.points_lot where customer_id = 'c100'`,
      ['lot-differs c100 2024'],
    ],
    [
      'a lot added',
      `insert into dipper.points_lot (points, year, customer_id) values (5, 2025, 'c100')`,
      ['lot-differs c100 2025'],
    ],
    [
      'a lot below zero',
      `alter table dipper.points_lot drop constraint points_lot_points_check; update dipper.points_lot set points = -1 where customer_id = 'c100'`,
      ['lot-differs c100 2024', 'lot-negative c100 2024'],
    ],
    [
      'what was earned',
      `update dipper.points_earned set points = 101 where customer_id = 'c100'`,
      [`earned-differs c100 ${PERIOD}`],
    ],
    [
      'what was earned taken away',
      `delete from dipper.points_earned where customer_id = 'c100'`,
      [`earned-differs c100 ${PERIOD}`],
    ],
    [
      'the points of a month',
      'update dipper.points_month set points = points + 1',
      [`month-differs ${PERIOD}`],
    ],
    [
      'a month taken away',
      'delete from dipper.points_month',
      [`month-differs ${PERIOD}`, `seal-differs ${PERIOD}`],
    ],
    [
      'a customer taken away with everything',
      `delete from dipper.points_posting where customer_id = 'c007'; delete from dipper.points_account where customer_id = 'c007'; delete from dipper.points_lot where customer_id = 'c007'; delete from dipper.points_earned where customer_id = 'c007'`,
      [`month-differs ${PERIOD}`, `seal-differs ${PERIOD}`],
    ],
  ])('finds: %s', async (_, change, expected) => {
    expect(said(await tamperedWith(change))).toEqual(expected)
  })

  test('finds with a seal what agrees with itself', async () => {
    const { owner } = await server.database()
    const { seal } = await new PointsBatches(owner).earn(first(new Map([['a', 5n]])))
    const forger = (await server.database()).owner
    await new PointsBatches(forger).earn(first(new Map([['a', 6n]])))
    const { findings, seals } = await checkPoints(forger)
    expect(findings).toEqual([])
    expect(seals).not.toEqual([{ period: PERIOD, revision: 1, seal }])
  })
})
