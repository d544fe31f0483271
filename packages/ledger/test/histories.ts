import fc from 'fast-check'
import type { Account, Act, Cause, LocalDate, Month, Outcome, Posting } from '../src/index.ts'
import { type Done, Model, type Named } from './model.ts'

/** The ledger, or one that has a rule wrong. */
export type Ledger = typeof import('../src/index.ts')

/** An act still to be made: what it is about depends on what was before. */
export type Step = { readonly next: Jump } & (
  | { readonly do: 'earn'; readonly ago: number; readonly points: number; readonly newer: number }
  | { readonly do: 'redeem'; readonly share: number }
  | { readonly do: 'reverse'; readonly pick: number }
  | { readonly do: 'correct'; readonly pick: number; readonly points: number }
  | { readonly do: 'freeze' | 'unfreeze'; readonly cause: Cause }
  | { readonly do: 'expire' }
  | { readonly do: 'repeat'; readonly pick: number }
  | { readonly do: 'reuse'; readonly pick: number }
)

/** To the next such day, or by some days; a clock may be a day behind. */
type Jump = number | '01-01' | '02-28' | '02-29' | '03-01' | '12-31'

const jump: fc.Arbitrary<Jump> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1, 20, 31) },
  { weight: 1, arbitrary: fc.constant(-1) },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 800 }) },
  { weight: 4, arbitrary: fc.constantFrom('01-01', '02-28', '02-29', '03-01', '12-31') },
)

const pick = fc.nat(40)

export const step: fc.Arbitrary<Step> = fc
  .record({
    next: jump,
    what: fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          do: fc.constant('earn' as const),
          ago: fc.oneof(fc.integer({ min: -1, max: 3 }), fc.nat(48)),
          points: fc.nat(30),
          newer: fc.constantFrom(-1, 0, 1, 1, 2),
        }),
      },
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constant('redeem' as const),
          share: fc.constantFrom(0, 10, 30, 60, 100, 100, 110),
        }),
      },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('reverse' as const), pick }) },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constant('correct' as const),
          pick,
          points: fc.integer({ min: -30, max: 30 }),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constantFrom('freeze' as const, 'unfreeze' as const, 'unfreeze' as const),
          cause: fc.constantFrom('arrears' as const, 'by-hand' as const),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('expire' as const) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat' as const), pick }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('reuse' as const), pick }) },
    ),
  })
  .map(({ next, what }) => ({ next, ...what }))

export const steps = fc.array(step, { maxLength: 40 })

/** One customer's history under a ledger, with the model beside it. */
export class History {
  account: Account
  day: LocalDate
  readonly postings: Posting[] = []
  readonly acts: Act[] = []
  /** What became of each act. */
  readonly states: Outcome['state'][] = []
  readonly model = new Model()
  readonly #ledger: Ledger
  /** By posting; the number of a posting that settles is not there. */
  readonly #actOf = new Map<number, Act>()
  /** The last revision brought of each period. */
  readonly #revisions = new Map<Month, number>()

  constructor(ledger: Ledger, day: LocalDate = '2023-11-20') {
    this.#ledger = ledger
    this.day = day
    this.account = ledger.newAccount('c')
  }

  /** Makes an act of a step on its day; null where there is nothing that it could be about. */
  actOf(step: Step): Act | null {
    this.day = jumped(this.day, step.next)
    const { day: on, account } = this
    const asked = { on, key: `k${this.acts.length}`, by: null, why: null }
    if (step.do === 'earn') {
      const period = monthOf(on) - step.ago
      const revision = Math.max(1, (this.#revisions.get(period) ?? 0) + step.newer)
      return { kind: 'earn', on, period, revision, points: BigInt(step.points) }
    }
    if (step.do === 'redeem') {
      const points = (account.balance * BigInt(step.share)) / 100n
      return { kind: 'redeem', points, ...asked, why: 'a cup' }
    }
    if (step.do === 'reverse' || step.do === 'correct') {
      const names = this.postings[step.pick % Math.max(1, this.postings.length)]?.number ?? 1
      if (step.do === 'reverse') return { kind: 'reverse', names, ...asked }
      return { kind: 'correct', names, points: BigInt(step.points), ...asked, by: 'clerk' }
    }
    if (step.do === 'expire') return { kind: 'expire', on }
    if (step.do === 'repeat' || step.do === 'reuse') {
      const before = this.acts[step.pick % Math.max(1, this.acts.length)]
      if (before === undefined) return null
      const again = { ...before, on }
      return step.do === 'repeat' ? again : otherwise(again)
    }
    return { kind: step.do, cause: step.cause, ...asked }
  }

  /** What ledger and model make of an act; the ledger's outcome is taken over. */
  perform(act: Act): { readonly outcome: Outcome; readonly model: Done } {
    const model = this.model.perform(act, this.#named(act))
    const past = this.#ledger.pastOf(this.postings, act)
    if (act.kind === 'earn') {
      const revision = this.#revisions.get(act.period) ?? 0
      const earned = { ...past.earned, revision: Math.max(past.earned.revision, revision) }
      const outcome = this.#take(act, this.#ledger.post(this.account, act, { ...past, earned }))
      if (outcome.state !== 'refused')
        this.#revisions.set(act.period, Math.max(revision, act.revision))
      return { outcome, model }
    }
    return { outcome: this.#take(act, this.#ledger.post(this.account, act, past)), model }
  }

  run(of: readonly Step[]): this {
    for (const each of of) {
      const act = this.actOf(each)
      if (act !== null) this.perform(act)
    }
    return this
  }

  #take(act: Act, outcome: Outcome): Outcome {
    this.acts.push(act)
    this.states.push(outcome.state)
    if (outcome.state !== 'posted') return outcome
    this.account = outcome.account
    this.postings.push(...outcome.postings)
    const own = outcome.postings.find(({ kind }) => kind === act.kind)
    if (own !== undefined) this.#actOf.set(own.number, act)
    return outcome
  }

  #named(act: Act): Named | null {
    if (!('names' in act)) return null
    const named = this.#actOf.get(act.names)
    return named === undefined ? null : { act: named, period: this.#periodOf(named) }
  }

  #periodOf(act: Act): Month | null {
    if (act.kind === 'earn') return act.period
    if (act.kind !== 'correct') return null
    const named = this.#actOf.get(act.names)
    return named === undefined ? null : this.#periodOf(named)
  }
}

/** Another act under the key of this one; null where acts like it have none. */
function otherwise(act: Act): Act | null {
  if (act.kind === 'earn' || act.kind === 'expire') return null
  if (act.kind === 'redeem') return { ...act, points: act.points + 1n }
  const { on, key, by, why } = act
  return { kind: 'freeze', cause: 'arrears', on, key, by, why }
}

function monthOf(day: LocalDate): Month {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return year * 12 + month - 1
}

const DAY_MS = 86_400_000

/** The next such day, not before this one; the 29th of February where there is one. */
export function jumped(day: LocalDate, jump: Jump): LocalDate {
  if (typeof jump === 'number') return textOf(Date.parse(day) + jump * DAY_MS)
  for (let at = Date.parse(day); ; at += DAY_MS) {
    if (textOf(at).endsWith(jump)) return textOf(at)
  }
}

function textOf(instant: number): LocalDate {
  return new Date(instant).toISOString().slice(0, 10)
}
