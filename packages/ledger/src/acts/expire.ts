import type { Lot } from '../account.ts'
import { type Booked, book } from '../book.ts'
import { isUsable, type LocalDate, lastDayOf, later } from '../calendar.ts'
import { expired, lot } from '../posting.ts'

/**
 * Posts that lots which cannot be used any more have expired, the oldest first, as of their last day.
 * What comes into such a lot later expires on the day it comes.
 */
export function settle(booked: Booked, on: LocalDate): Booked {
  const day = later(booked.account.on, on)
  return booked.account.lots
    .filter(({ year, points }) => points > 0n && !isUsable(year, day))
    .reduce(expire, booked)
}

function expire(booked: Booked, { year, points }: Lot): Booked {
  const entries = [lot(year, -points), expired(year, points)]
  return book(booked, { kind: 'expire', on: lastDayOf(year), entries })
}
