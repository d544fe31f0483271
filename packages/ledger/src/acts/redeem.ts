import type { Account } from '../account.ts'
import type { Redeem } from '../act.ts'
import { type Booked, book, nothingBooked } from '../book.ts'
import { spent } from '../flows.ts'
import { outOfRange, type Refused, refuse } from '../refusal.ts'
import { settle } from './expire.ts'

/** Spends usable points, the oldest first, unless the account is frozen. */
export function redeem(account: Account, act: Redeem): Booked | Refused {
  const { kind, on, points, key, by, why } = act
  const refused = outOfRange(points, 1n)
  if (refused !== null) return refused
  if (account.frozen.length > 0) return refuse('frozen', { causes: account.frozen })
  const settled = settle(nothingBooked(account), on)
  const { balance } = settled.account
  if (points > balance) return refuse('not-enough', { points, balance })
  const entries = [...spent(settled.account, points), { account: 'redeemed' as const, points }]
  return book(settled, { kind, on, key, by, why, entries })
}
