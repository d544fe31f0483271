import type { Account, Earned } from '../account.ts'
import type { Earn } from '../act.ts'
import { type Booked, book, nothingBooked } from '../book.ts'
import { lotOf, monthOf } from '../calendar.ts'
import { brought } from '../flows.ts'
import { outOfRange, type Refused, refuse } from '../refusal.ts'
import { settle } from './expire.ts'

/** Posts the difference to what the period has earned so far; a revision counts once. */
export function earn(account: Account, act: Earn, earned: Earned): Booked | Refused {
  const { on, period, revision, points } = act
  const refused = outOfRange(points, 0n)
  if (refused !== null) return refused
  if (period > monthOf(on)) return refuse('period-not-begun', { period })
  if (revision < earned.revision || points === earned.points) return nothingBooked(account)
  if (revision === earned.revision) return refuse('revision-differs', { period, revision })
  const settled = settle(nothingBooked(account), on)
  const difference = points - earned.points
  const flow = brought(settled.account, on, { year: lotOf(period), points: difference })
  const entries = [{ account: 'issued' as const, points: -difference }, ...flow]
  return settle(book(settled, { kind: 'earn', on, period, revision, entries }), on)
}
