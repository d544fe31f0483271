import { type BenefitRule, formatMonth, lastDayOf, type LimitRule, monthOf } from '@dipper/policy'
import { addDays, dateOf, type LocalDate, type LocalDateTime } from './local-time.ts'
import type { HeldStar } from './question.ts'
import type { Use } from './use.ts'

/** How often a benefit may be used, and how often it was, in the period that `now` lies in. */
export interface Quota {
  /** Null: without limit. */
  readonly uses: number | null
  readonly used: number
  /** Null: without limit. */
  readonly left: number | null
  /** Last day of the period, null where it has none that is known. */
  readonly lastDay: LocalDate | null
  /** First day of the next period, null where none is known. */
  readonly next: LocalDate | null
}

interface Asked {
  readonly benefit: string
  readonly line: string | null
  readonly star: number
  readonly held: HeldStar | null
  readonly uses: readonly Use[]
  readonly now: LocalDateTime
}

/** Used counts stay when the star changes; the limit is that of the star held now. */
export function quotaOf(limit: LimitRule, asked: Asked): Quota {
  const { star, now, held } = asked
  const uses = limit.uses[star] ?? null
  const period = periodOf(limit.per, dateOf(now), held)
  const used = usesIn(period, limit, asked)
  const left = uses === null ? null : Math.max(0, uses - used)
  const next = period.lastDay !== null && period.recurs ? addDays(period.lastDay, 1) : null
  return { uses, used, left, lastDay: period.lastDay, next }
}

interface CountedIn {
  readonly first: LocalDate
  /** Null: open. */
  readonly lastDay: LocalDate | null
  readonly recurs: boolean
}

const ALWAYS = '0000-00-00'

function periodOf(per: LimitRule['per'], today: LocalDate, held: HeldStar | null): CountedIn {
  const year = today.slice(0, 4)
  switch (per) {
    case 'calendar-month':
      return { first: `${today.slice(0, 7)}-01`, lastDay: lastDayOf(monthOf(today)), recurs: true }
    case 'calendar-year':
      return { first: `${year}-01-01`, lastDay: `${year}-12-31`, recurs: true }
    case 'ever':
      return { first: ALWAYS, lastDay: null, recurs: false }
    case 'validity': {
      const from = held?.countedFrom ?? held?.validity?.from
      const first = from === undefined ? ALWAYS : `${formatMonth(from)}-01`
      return { first, lastDay: validityEnd(held, today), recurs: false }
    }
  }
}

/** The star's last day, null where it is over and the star holds until it is published anew. */
function validityEnd(held: HeldStar | null, today: LocalDate): LocalDate | null {
  if (!held?.validity) return null
  const last = lastDayOf(held.validity.through)
  return last < today ? null : last
}

/** The last day of what is left, as far as is known today: of the period, the star or the offer. */
export function lastDayFor(
  { offer }: BenefitRule,
  quota: Quota | null,
  { held, now }: Pick<Asked, 'held' | 'now'>,
): LocalDate | null {
  const today = dateOf(now)
  const ends = [quota?.lastDay ?? null, validityEnd(held, today), offer?.through ?? null]
  const known = ends.filter((day) => day !== null)
  return known.filter((day) => day >= today).toSorted()[0] ?? null
}

/** A use that was given back or paid for takes nothing. */
function usesIn({ first, lastDay }: CountedIn, limit: LimitRule, asked: Asked): number {
  return asked.uses.filter(({ benefit, line, at, state, chargeFen }) => {
    const counts = benefit === asked.benefit && state !== 'given-back' && chargeFen === 0n
    const within = dateOf(at) >= first && (lastDay === null || dateOf(at) <= lastDay)
    return counts && within && (limit.of === 'customer' || line === asked.line)
  }).length
}
