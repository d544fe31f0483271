import type { Account, Lot } from './account.ts'
import { isUsable, type LocalDate, later, type Year } from './calendar.ts'
import { type Entry, expired, lot, sumOf } from './posting.ts'

/*
 * How points flow between a customer's lots and debt. The account is settled: a lot that cannot be
 * used any more is empty.
 */

/** Points go out, the oldest lots first. The caller sees to it that there are enough. */
export function spent({ lots }: Account, points: bigint): Entry[] {
  return outOf(
    lots.map((each) => ({ ...each, from: lot })),
    points,
  )
}

/** Points for a lot: they come in, or go out where they are below zero. */
export function brought(account: Account, on: LocalDate, { year, points }: Change): Entry[] {
  return points > 0n
    ? given(account, { year, points })
    : takenBack(account, on, { year, points: -points })
}

interface Change {
  readonly year: Year
  readonly points: bigint
}

/** A debt is paid first, the rest goes into the lot. */
function given({ debt }: Account, { year, points }: Change): Entry[] {
  const paid = debt < points ? debt : points
  return [{ account: 'debt', points: paid }, lot(year, points - paid)]
}

/**
 * Out of their own lot, or, where that has expired, of what it lost so; then of the other lots, the
 * oldest first. What is missing is a debt: a balance never goes below zero.
 */
function takenBack(account: Account, on: LocalDate, { year, points }: Change): Entry[] {
  const day = later(account.on, on)
  const own = account.lots.filter((each) => each.year === year).map((each) => ownSource(each, day))
  const others = account.lots.filter((each) => each.year !== year)
  const taken = outOf([...own, ...others.map((each) => ({ ...each, from: lot }))], points)
  return [...taken, { account: 'debt', points: -points - sumOf(taken) }]
}

interface Source {
  readonly year: Year
  readonly points: bigint
  readonly from: (year: Year, points: bigint) => Entry
}

function ownSource({ year, points, expired: gone }: Lot, on: LocalDate): Source {
  return isUsable(year, on) ? { year, points, from: lot } : { year, points: gone, from: expired }
}

/** From one source after the other, until there is enough or nothing left. */
function outOf(sources: readonly Source[], points: bigint): Entry[] {
  let missing = points
  return sources.map(({ year, points: there, from }) => {
    const taken = there < missing ? there : missing
    missing -= taken
    return from(year, -taken)
  })
}
