import type { Account } from '../account.ts'
import type { Correct } from '../act.ts'
import { type Booked, book, nothingBooked } from '../book.ts'
import { lotOf } from '../calendar.ts'
import { brought } from '../flows.ts'
import type { Posting } from '../posting.ts'
import { outOfRange, POINTS_MOST, type Refused, refuse } from '../refusal.ts'
import { settle } from './expire.ts'

/**
 * Posts by how much an earning or a correction was wrong, as a difference that goes the way of an
 * earning's. The posting it names stays as it is; so does what later revisions are compared with.
 */
export function correct(account: Account, act: Correct, named: Posting | null): Booked | Refused {
  const { kind, on, names, points, key, by, why } = act
  const refused = outOfRange(points, -POINTS_MOST)
  if (refused !== null) return refused
  if (points === 0n) return refuse('no-difference', { posting: names })
  if (named === null) return refuse('no-such-posting', { posting: names })
  const { period } = named
  if (period === null) return refuse('not-correctable', { posting: names, kind: named.kind })
  const settled = settle(nothingBooked(account), on)
  const flow = brought(settled.account, on, { year: lotOf(period), points })
  const entries = [{ account: 'corrections' as const, points: -points }, ...flow]
  return settle(book(settled, { kind, on, period, names, key, by, why, entries }), on)
}
