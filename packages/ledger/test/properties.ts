import fc from 'fast-check'
import { expect } from 'vitest'
import type { Act } from '../src/index.ts'
import { History, jumped, type Ledger, step, steps } from './histories.ts'
import { tampered, where } from './tampering.ts'

/** What must hold of a ledger, whatever is done to an account over the years. */
type Holds = (ledger: Ledger) => fc.IProperty<unknown[]>

/** The `fc.property` of one arbitrary, with its type forgotten. */
function all<T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): fc.IProperty<unknown[]> {
  return fc.property(arbitrary, holds) as fc.IProperty<unknown> as fc.IProperty<unknown[]>
}

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n)

export const PROPERTIES: Readonly<Record<string, Holds>> = {
  'it does what moving single points by hand does': (ledger) =>
    all(steps, (given) => {
      const history = new History(ledger)
      for (const each of given) {
        const act = history.actOf(each)
        if (act === null) continue
        const { outcome, model } = history.perform(act)
        expect([act, outcome.state]).toEqual([act, model])
        const { account, model: points } = history
        for (let year = 2019; year < 2100; year++) {
          const lot = account.lots.find((lot) => lot.year === year)
          const { points: left = 0n, expired = 0n } = lot ?? {}
          expect({ points: Number(left), expired: Number(expired) }).toEqual(points.lot(year))
          if (year > Number(history.day.slice(0, 4))) break
        }
        expect([Number(account.debt), account.frozen]).toEqual([points.debt, points.frozen])
      }
    }),

  'a balance is the sum of its lots, and nothing is ever below zero': (ledger) =>
    all(steps, (given) => {
      const history = new History(ledger)
      for (const each of given) {
        const { account, postings } = history.run([each])
        expect(account.balance).toBe(sum(account.lots.map(({ points }) => points)))
        expect(postings.at(-1)?.balance ?? 0n).toBe(account.balance)
        const values = account.lots.flatMap(({ points, expired }) => [points, expired])
        expect([...values, account.debt].filter((value) => value < 0n)).toEqual([])
      }
    }),

  'what one account receives others give, in every posting': (ledger) =>
    all(steps, (given) => {
      const { postings, account } = new History(ledger).run(given)
      for (const { entries } of postings) {
        expect(sum(entries.map(({ points }) => points))).toBe(0n)
        expect(entries.map((entry) => entry.account)).toEqual(
          [...new Set(entries.map((entry) => entry.account))].sort(),
        )
      }
      const house = postings
        .flatMap(({ entries }) => entries)
        .filter(({ account }) => !account.startsWith('lot/') && account !== 'debt')
      expect(account.balance - account.debt + sum(house.map(({ points }) => points))).toBe(0n)
    }),

  'a period has earned what its last revision says': (ledger) =>
    all(steps, (given) => {
      const history = new History(ledger)
      const last = new Map<number, Act & { kind: 'earn' }>()
      for (const each of given) {
        const act = history.actOf(each)
        if (act === null) continue
        const { outcome } = history.perform(act)
        if (act.kind !== 'earn' || outcome.state === 'refused') continue
        if (act.revision >= (last.get(act.period)?.revision ?? 0)) last.set(act.period, act)
      }
      const issued = (period: number) =>
        history.postings
          .filter((posting) => posting.kind === 'earn' && posting.period === period)
          .flatMap(({ entries }) => entries)
          .filter((entry) => entry.account === 'issued')
      for (const [period, act] of last) {
        expect(-sum(issued(period).map(({ points }) => points))).toBe(act.points)
      }
    }),

  'the order of repeats decides nothing': (ledger) =>
    all(fc.tuple(steps, fc.array(fc.tuple(fc.nat(60), fc.nat(60)))), ([given, repeats]) => {
      const once = new History(ledger).run(given)
      const again = new History(ledger)
      once.acts.forEach((act, n) => {
        again.perform(act)
        const later = repeats.filter(([at]) => at === n).map(([, pick]) => pick % (n + 1))
        for (const which of later) {
          const repeated = once.acts[which] as Act
          // What was refused may be allowed later, and later more has expired: these are no repeats.
          if (once.states[which] === 'refused' || repeated.kind === 'expire') continue
          again.perform({ ...repeated, on: act.on })
        }
      })
      expect(again.postings).toEqual(once.postings)
      expect(again.account).toEqual(once.account)
    }),

  'a reversal restores what there was before the redemption': (ledger) =>
    all(fc.tuple(steps, fc.integer({ min: 1, max: 100 })), ([given, share]) => {
      const history = new History(ledger).run(given)
      const on = history.account.on ?? '2024-01-01'
      for (const cause of ledger.CAUSES) {
        history.perform({ kind: 'unfreeze', cause, on, key: `free ${cause}`, by: null, why: null })
      }
      const { lots, balance, debt } = history.account
      const points = (balance * BigInt(share)) / 100n
      fc.pre(points > 0n)
      const asked = { on, by: null, why: null }
      const spent = history.perform({ kind: 'redeem', points, key: 'spend', ...asked })
      expect(spent.outcome.state).toBe('posted')
      expect(history.account.balance).toBe(balance - points)
      const names = history.account.postings
      history.perform({ kind: 'reverse', names, key: 'back', ...asked })
      expect([history.account.lots, history.account.balance, history.account.debt]).toEqual([
        lots,
        balance,
        debt,
      ])
      const twice = history.perform({ kind: 'reverse', names, key: 'again', ...asked })
      expect(twice.outcome.state).toBe('refused')
      expect(history.account.lots).toEqual(lots)
    }),

  'a reversal pays no debt, the next earning does': (ledger) =>
    all(fc.tuple(steps, fc.integer({ min: 1, max: 40 })), ([given, more]) => {
      const history = new History(ledger).run(given)
      const on = later('2024-01-01', history.account.on ?? '')
      const asked = { on, by: null, why: null }
      for (const cause of ledger.CAUSES) {
        history.perform({ kind: 'unfreeze', cause, key: `free ${cause}`, ...asked })
      }
      const period = Number(on.slice(0, 4)) * 12
      const earn = (revision: number, points: number) =>
        history.perform({ kind: 'earn', on, period, revision, points: BigInt(points) })
      earn(100, 1000)
      const { balance: points } = history.account
      history.perform({ kind: 'redeem', points, key: 'spend', ...asked })
      const names = history.account.postings
      earn(101, 1000 - more)
      expect([history.account.balance, history.account.debt]).toEqual([0n, BigInt(more)])
      history.perform({ kind: 'reverse', names, key: 'back', ...asked })
      expect([history.account.balance, history.account.debt]).toEqual([points, BigInt(more)])
      earn(102, 1000)
      expect([history.account.balance, history.account.debt]).toEqual([points, 0n])
    }),

  'everything can be spent on the 31st of December of Y + 2 and not a day later': (ledger) =>
    all(steps, (given) => {
      const { account, postings, day } = new History(ledger).run(given)
      for (const posting of postings) {
        const out = posting.entries.filter(
          (entry) => entry.points < 0n && entry.account.startsWith('lot/'),
        )
        for (const { account } of out) {
          const last = `${Number(account.slice(4)) + 2}-12-31`
          const expires = posting.kind === 'expire'
          expect(expires ? posting.on >= last : posting.on <= last).toBe(true)
        }
      }
      const free = { ...account, frozen: [] }
      const [first] = account.lots.filter(({ points }) => points > 0n)
      if (first === undefined) return
      const last = jumped(later(`${first.year + 2}-01-01`, account.on ?? day), '12-31')
      const before = ledger.usableOn(account, last)
      const after = ledger.usableOn(account, jumped(last, 1))
      expect(before - after).toBe(ledger.expiringAfter(account, last))
      if (last.startsWith(String(first.year + 2))) expect(before - after).toBe(first.points)
      const redeemed = (on: string, points: bigint) => {
        const act = { kind: 'redeem', points, on, key: 'all', by: null, why: null } as const
        return ledger.post(free, act, ledger.pastOf(postings, act)).state
      }
      if (before > 0n) expect(redeemed(last, before)).toBe('posted')
      expect(redeemed(last, before + 1n)).toBe('refused')
      expect(redeemed(jumped(last, 1), after + 1n)).toBe('refused')
      expect(ledger.dueOn(account, last)).toEqual(ledger.dueOn(account, account.on ?? last))
    }),

  'who is frozen earns and does not spend': (ledger) =>
    all(
      fc.tuple(steps, fc.constantFrom('arrears' as const, 'by-hand' as const)),
      ([given, cause]) => {
        const history = new History(ledger).run(given)
        const on = later('2024-01-01', history.day)
        const asked = { on, by: null, why: null }
        history.perform({ kind: 'freeze', cause, key: 'freeze', ...asked })
        const other = cause === 'arrears' ? 'by-hand' : 'arrears'
        history.perform({ kind: 'unfreeze', cause: other, key: 'other', ...asked })
        const { balance, debt } = history.account
        const period = Number(on.slice(0, 4)) * 12 - 1
        const past = { keyed: null, named: null, reversed: false }
        const earned = ledger.post(
          history.account,
          { kind: 'earn', on, period, revision: 1, points: 100n },
          { ...past, earned: { revision: 0, points: 0n } },
        )
        if (earned.state !== 'posted') throw new Error(earned.state)
        expect(earned.account.balance - earned.account.debt).toBe(balance - debt + 100n)
        expect(earned.account.debt === 0n || earned.account.balance === balance).toBe(true)
        history.account = earned.account
        const act = { kind: 'redeem', points: 1n, key: 'spend', ...asked } as const
        expect(
          ledger.post(history.account, act, { ...past, earned: ledger.NOTHING_EARNED }).state,
        ).toBe('refused')
      },
    ),

  'what is kept follows from the postings alone': (ledger) =>
    all(steps, (given) => {
      const { postings, account } = new History(ledger).run(given)
      expect(ledger.recompute('c', postings).account).toEqual(account)
      expect(ledger.check('c', postings, ledger.recompute('c', postings))).toEqual([])
      expect(ledger.statementOf(0n, postings).closing).toBe(account.balance)
    }),

  'days never go back': (ledger) =>
    all(steps, (given) => {
      const { postings } = new History(ledger).run(given)
      const days = postings.map(({ on }) => on)
      expect(days).toEqual(days.toSorted())
    }),

  'every single row that was tampered with is found': (ledger) =>
    all(fc.tuple(fc.array(step, { minLength: 1, maxLength: 20 }), where), ([given, at]) => {
      const { postings } = new History(ledger).run(given)
      fc.pre(postings.length > 0)
      const unnoticed = tampered(ledger, postings, at).filter(
        (rows) => ledger.check('c', rows.postings, rows.kept).length === 0,
      )
      expect(unnoticed.map(({ way }) => way)).toEqual([])
    }),
}

function later(day: string, other: string): string {
  return day < other ? other : day
}
