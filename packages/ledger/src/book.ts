import { type Account, after } from './account.ts'
import { later } from './calendar.ts'
import { hashOf } from './hash.ts'
import { changeOf, type Draft, type Entry, type Posting, sumOf } from './posting.ts'

/** Postings in their order, and the account after them. */
export interface Booked {
  readonly account: Account
  readonly postings: readonly Posting[]
}

export function nothingBooked(account: Account): Booked {
  return { account, postings: [] }
}

/** Adds a posting: the next number, never before the day of the one before, chained to it. */
export function book({ account, postings }: Booked, draft: Draft): Booked {
  const entries = inOrder(draft.entries ?? [])
  if (sumOf(entries) !== 0n) throw new Error(`a posting of ${draft.kind} that is not zero`)
  const chained = {
    period: null,
    revision: null,
    names: null,
    cause: null,
    key: null,
    by: null,
    why: null,
    ...draft,
    number: account.postings + 1,
    on: later(account.on, draft.on),
    entries,
    balance: account.balance + changeOf({ entries }),
  }
  const posting = { ...chained, hash: hashOf(account.hash, chained) }
  return { account: after(account, posting), postings: [...postings, posting] }
}

/** By account, each once, without those that come to nothing. */
function inOrder(entries: readonly Entry[]): Entry[] {
  const accounts = [...new Set(entries.map(({ account }) => account))].sort()
  return accounts
    .map((account) => ({
      account,
      points: sumOf(entries.filter((entry) => entry.account === account)),
    }))
    .filter(({ points }) => points !== 0n)
}
