import type { Account } from '../account.ts'
import type { Freeze } from '../act.ts'
import { type Booked, book, nothingBooked } from '../book.ts'
import { settle } from './expire.ts'

/**
 * Freezes or lifts it, for one cause. It is posted even where nothing changes, so that the act said
 * again after an opposite one is known.
 */
export function freeze(account: Account, { kind, on, cause, key, by, why }: Freeze): Booked {
  return book(settle(nothingBooked(account), on), { kind, on, cause, key, by, why })
}
