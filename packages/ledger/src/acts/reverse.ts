import type { Account } from '../account.ts'
import type { Past, Reverse } from '../act.ts'
import { type Booked, book, nothingBooked } from '../book.ts'
import { type Refused, refuse } from '../refusal.ts'
import { settle } from './expire.ts'

/**
 * Takes a redemption back into the lots it came from; what cannot be used any more there expires at
 * once. It pays no debt: only later earnings do.
 */
export function reverse(account: Account, act: Reverse, past: Past): Booked | Refused {
  const { kind, on, names, key, by, why } = act
  const { named, reversed } = past
  if (named === null) return refuse('no-such-posting', { posting: names })
  if (named.kind !== 'redeem')
    return refuse('not-a-redemption', { posting: names, kind: named.kind })
  if (reversed) return refuse('already-reversed', { posting: names })
  const settled = settle(nothingBooked(account), on)
  const entries = named.entries.map((entry) => ({ ...entry, points: -entry.points }))
  return settle(book(settled, { kind, on, names, key, by, why, entries }), on)
}
