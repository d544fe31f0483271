import {
  balanceOn,
  type KeyedAct,
  pastOf,
  type Posting,
  post,
  recompute,
  statementOf,
} from '@dipper/ledger'
import { month } from '@dipper/policy'
import type { Ports } from '../src/index.ts'

const TODAY = '2026-11-22'

type Answering = <T>(value: () => T) => Promise<T>

/** A ledger in memory, in which each of these customers has 1,000 points and redeemed 100 of them. */
export function memoryPoints(customers: readonly string[], answered: Answering): Ports['points'] {
  const books = new Map<string, readonly Posting[]>()
  const postingsOf = (customer: string) => books.get(customer) ?? []
  const accountOf = (customer: string) => recompute(customer, postingsOf(customer)).account
  const perform = (customer: string, act: KeyedAct) => {
    const known = postingsOf(customer)
    const outcome = post(accountOf(customer), act, pastOf(known, act))
    if (outcome.state === 'refused' || outcome.state === 'repeated') return outcome
    if (outcome.state === 'unchanged') throw new Error('nothing was posted')
    books.set(customer, [...known, ...outcome.postings])
    return { state: 'posted' as const, posting: outcome.postings.at(-1) as Posting }
  }
  for (const customer of customers) {
    const earned = {
      kind: 'earn',
      on: '2025-04-02',
      period: month('2025-03'),
      revision: 1,
      points: 1000n,
    } as const
    const made = post(accountOf(customer), earned, pastOf([], earned))
    if (made.state === 'posted') books.set(customer, made.postings)
    const asked = { on: '2025-05-01', key: 'first', by: null, why: 'phone case' }
    perform(customer, { kind: 'redeem', points: 100n, ...asked })
  }
  const on = TODAY
  return {
    balance: (customer) => answered(() => balanceOn(accountOf(customer), on)),
    statement: (customer, { from, through }) =>
      answered(() => {
        const known = postingsOf(customer)
        const opening = known.findLast((each) => each.on < from)?.balance ?? 0n
        return statementOf(
          opening,
          known.filter((each) => each.on >= from && each.on <= through),
        )
      }),
    redeem: (customer, act) => answered(() => perform(customer, { kind: 'redeem', on, ...act })),
    reverse: (customer, act) => answered(() => perform(customer, { kind: 'reverse', on, ...act })),
    correct: (customer, act) => answered(() => perform(customer, { kind: 'correct', on, ...act })),
    freeze: (customer, act) => answered(() => perform(customer, { kind: 'freeze', on, ...act })),
    unfreeze: (customer, act) =>
      answered(() => perform(customer, { kind: 'unfreeze', on, ...act })),
  }
}
