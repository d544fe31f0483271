import { describe, expect, test } from 'vitest'
import { balanceOn, check, dueOn, pointsOf, recompute, statementOf } from '../src/index.ts'
import { play } from './script.ts'

describe('points', () => {
  test('the oldest go first', () => {
    play(`
      2023-12-05  earn 2023-11 100  | 100
      2024-01-05  earn 2023-12 50   | 150 23:150
      2024-02-05  earn 2024-01 70   | 220 23:150 24:70
      2024-02-06  redeem 160        | 60 24:60
      2024-02-06  redeem 61         | not-enough
      2024-02-06  redeem 60         | 0
      2024-02-06  redeem 0          | points-out-of-range
    `)
  })

  test('of 2023 can be used to 31 December 2025', () => {
    play(`
      2024-01-05  earn 2023-12 100  | 100
      2024-02-05  earn 2024-01 7    | 107
      2025-12-31  redeem 10         | 97 23:90 24:7
      2026-01-01  look              | 7
      2026-01-01  redeem 8          | not-enough
      2026-01-01  redeem 1          | 6 24:6
      2026-12-31  expire            | =
      2027-01-01  expire            | 0
      2027-01-01  expire            | =
    `)
  })

  test('of December are in the lot of their own year, not in that of the month they come in', () => {
    play(`
      2026-01-04  earn 2025-12 100  | 100 25:100
      2026-02-04  earn 2026-01 100  | 200 25:100 26:100
      2027-12-31  look              | 200
      2028-01-01  look              | 100
      2028-02-29  redeem 100        | 0
    `)
  })

  test('are earned once a revision, then by the difference', () => {
    play(`
      2024-04-03  earn 2024-03 100 r1  | 100
      2024-04-04  earn 2024-03 100 r1  | =
      2024-04-05  earn 2024-03 101 r1  | revision-differs
      2024-04-06  earn 2024-03 120 r2  | 120
      2024-04-07  earn 2024-03 90 r3   | 90
      2024-04-08  earn 2024-03 120 r2  | =
      2024-04-09  earn 2024-03 90 r4   | =
      2024-04-30  earn 2024-05 1       | period-not-begun
    `)
  })

  test('taken back come out of their own lot, then out of the others, then they are a debt', () => {
    play(`
      2024-01-03  earn 2023-12 50   | 50
      2024-02-03  earn 2024-01 40   | 90
      2025-02-03  earn 2025-01 20   | 110 23:50 24:40 25:20
      2025-02-04  earn 2024-01 10   | 80 23:50 24:10 25:20
      2025-02-05  redeem 55         | 25 24:5 25:20
      2025-02-06  earn 2023-12 20   | 0 debt 5
      2025-03-03  earn 2025-02 4    | 0 debt 1
      2025-04-03  earn 2025-03 4    | 3 25:3
    `)
  })

  test('taken back after they expired cost nothing once more', () => {
    play(`
      2024-01-03  earn 2023-12 100     | 100
      2026-02-03  earn 2026-01 30      | 30 26:30
      2026-02-04  earn 2023-12 60 r2   | 30 26:30
      2026-02-05  earn 2023-12 0 r3    | 30 26:30
      2026-02-06  earn 2023-12 100 r4  | 30 26:30
    `)
  })

  test('redeemed come back once, into the lots they came from', () => {
    play(`
      2024-01-03  earn 2023-12 50   | 50
      2024-02-03  earn 2024-01 40   | 90
      2024-02-04  redeem 60         | 30 24:30
      2024-02-05  reverse 3         | 90 23:50 24:40
      2024-02-06  reverse 3         | already-reversed
      2024-02-06  reverse 1         | not-a-redemption
      2024-02-06  reverse 9         | no-such-posting
    `)
  })

  test('that come back into an expired lot expire at once', () => {
    const { postings } = play(`
      2024-01-03  earn 2023-12 50   | 50
      2024-02-03  earn 2024-01 40   | 90
      2025-12-31  redeem 60         | 30 24:30
      2026-01-02  reverse 3         | 40 24:40
    `)
    expect(postings.map(({ kind, on }) => `${kind} ${on}`).slice(-2)).toEqual([
      'reverse 2026-01-02',
      'expire 2026-01-02',
    ])
  })

  test('come back whole where there is a debt; later earnings pay it', () => {
    play(`
      2024-04-03  earn 2024-03 100     | 100
      2024-04-04  redeem 100           | 0
      2024-04-05  earn 2024-03 40 r2   | 0 debt 60
      2024-04-06  reverse 2            | 100 debt 60
      2024-04-07  redeem 10            | 90 debt 60
      2024-05-03  earn 2024-04 70      | 100 24:100
    `)
  })

  test('frozen are earned and not spent, until each cause is lifted', () => {
    play(`
      2024-04-03  earn 2024-03 100     | 100
      2024-04-04  redeem 10            | 90
      2024-04-05  freeze arrears       | 90
      2024-04-05  freeze by-hand       | 90
      2024-04-06  redeem 1             | frozen
      2024-04-07  unfreeze arrears     | 90
      2024-04-07  redeem 1             | frozen
      2024-04-08  reverse 2            | 100
      2024-05-03  earn 2024-04 10      | 110
      2024-05-04  unfreeze by-hand     | 110
      2024-05-04  redeem 1             | 109
    `)
  })

  test('are corrected by a difference that names what was wrong', () => {
    play(`
      2024-04-03  earn 2024-03 100     | 100
      2024-04-04  correct 1 -20        | 80
      2024-04-05  correct 2 5          | 85
      2024-04-06  redeem 85            | 0
      2024-04-07  correct 1 -1         | 0 debt 1
      2024-04-08  correct 1 2          | 1 24:1
      2024-04-09  correct 4 2          | not-correctable
      2024-04-09  correct 99 2         | no-such-posting
      2024-04-09  correct 1 0          | no-difference
      2024-04-10  earn 2024-03 110 r2  | 11
    `)
  })

  test('are corrected as docs/points.md shows', () => {
    const { postings } = play(`
      2024-04-02  earn 2024-03 100  | 100
      2024-04-10  redeem 90         | 10
      2024-04-12  correct 1 -20     | 0 debt 10
      2024-05-02  earn 2024-04 50   | 40 24:40
    `)
    const said = postings.map(({ entries }) =>
      entries.map(({ account, points }) => `${account} ${points}`).join(', '),
    )
    expect(said).toEqual([
      'issued -100, lot/2024 100',
      'lot/2024 -90, redeemed 90',
      'corrections 20, debt -10, lot/2024 -10',
      'debt 10, issued -50, lot/2024 40',
    ])
  })

  test('are spent once under one key', () => {
    play(`
      2024-04-03  earn 2024-03 100     | 100
      2024-04-04  redeem 10 as k       | 90
      2024-04-05  redeem 10 as k       | =
      2024-04-05  redeem 11 as k       | key-used
      2024-04-05  freeze by-hand as k  | key-used
      2024-04-05  freeze by-hand as f  | 90
      2024-04-05  unfreeze by-hand     | 90
      2024-04-05  freeze by-hand as f  | =
      2024-04-05  redeem 90            | 0
    `)
  })

  test('are not given back by a clock that is behind', () => {
    const { postings } = play(`
      2024-01-03  earn 2023-12 50   | 50
      2024-02-03  earn 2024-01 40   | 90
      2026-01-01  redeem 1          | 39
      2025-12-31  redeem 40         | not-enough
      2025-12-31  redeem 39         | 0
    `)
    expect(postings.at(-1)?.on).toBe('2026-01-01')
  })
})

describe('what a customer sees', () => {
  const { account, postings } = play(`
    2024-01-03  earn 2023-12 50      | 50
    2024-02-03  earn 2024-01 40      | 90
    2024-02-04  redeem 60            | 30
    2024-03-03  earn 2023-12 20 r2   | 0
    2024-04-03  earn 2024-03 5       | 5
    2024-05-03  earn 2024-01 60 r2   | 25
  `)

  test('a line for each posting, with the balance after it', () => {
    const { opening, lines, closing } = statementOf(90n, postings.slice(2))
    expect(lines.map(({ kind, points, debt, balance }) => [kind, points, debt, balance])).toEqual([
      ['redeem', -60n, 0n, 30n],
      ['earn', -30n, 0n, 0n],
      ['earn', 5n, 0n, 5n],
      ['earn', 20n, 0n, 25n],
    ])
    expect([opening, closing]).toEqual([90n, 25n])
    expect(lines[0]?.lots).toEqual([
      { year: 2023, points: -50n },
      { year: 2024, points: -10n },
    ])
  })

  test('what there is and what will be gone with the year', () => {
    expect(balanceOn(account, '2025-12-31')).toMatchObject({ points: 25n, expiringThisYear: 0n })
    expect(balanceOn(account, '2026-01-01')).toEqual({
      points: 25n,
      expiringThisYear: 25n,
      debt: 0n,
      frozen: [],
      lots: [{ year: 2024, points: 25n, usableThrough: '2026-12-31' }],
    })
    expect(balanceOn(account, '2027-01-01')).toMatchObject({ points: 0n, lots: [] })
  })

  test('what has expired and is not posted yet', () => {
    expect(dueOn(account, '2026-12-31')).toEqual([])
    expect(dueOn(account, '2027-06-01')).toMatchObject([{ kind: 'expire', on: '2026-12-31' }])
  })
})

test.each([
  ['10000', '1', 100n],
  ['9999', '1', 99n],
  ['9999', '1.5', 149n],
  ['10001', '2.5', 250n],
  ['-5000', '5', 0n],
  ['0', '5', 0n],
  ['33333', '0.3', 99n],
  ['9007199254740993', '1.5', 135107988821114n],
])('%s fen × %s earn %s', (fen, multiplier, points) => {
  expect(pointsOf(BigInt(fen), multiplier)).toBe(points)
})

test.each(['-1', '1e3', '', '.5', '1.', ' 1'])('`%s` is no multiplier', (multiplier) => {
  expect(() => pointsOf(100n, multiplier)).toThrow(RangeError)
})

test('a check says what is wrong and where', () => {
  const { postings } = play(`
    2024-04-03  earn 2024-03 100  | 100
    2024-04-04  redeem 10         | 90
    2024-04-05  redeem 5          | 85
  `)
  const kept = recompute('c', postings)
  const say = (rows: typeof postings, to = kept) =>
    check('c', rows, to).map(({ code, at }) => [code, at])
  expect(say(postings)).toEqual([])
  expect(say(postings.slice(0, 2))).toEqual([
    ['posting-missing', 3],
    ['day-differs', null],
    ['balance-differs', null],
    ['lot-differs', 2024],
  ])
  const account = { ...kept.account, debt: -1n, lots: [{ year: 2024, points: -1n, expired: 0n }] }
  expect(say(postings, { ...kept, account })).toEqual([
    ['debt-differs', null],
    ['lot-differs', 2024],
    ['lot-negative', 2024],
  ])
})
