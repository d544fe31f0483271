import {
  type Account,
  after,
  type Earned,
  type EarnedByPeriod,
  earnedAfter,
  NOTHING_EARNED,
  newAccount,
} from './account.ts'
import type { Act, Past } from './act.ts'
import type { Month } from './calendar.ts'
import type { Posting } from './posting.ts'

/** All that is kept of one customer beside the postings. */
export interface Books {
  readonly account: Account
  readonly earned: EarnedByPeriod
}

/** What is kept, from the postings alone. */
export function recompute(customer: string, postings: readonly Posting[]): Books {
  const earned = new Map<Month, Earned>()
  for (const posting of postings) {
    const { kind, period } = posting
    if (kind !== 'earn' || period === null) continue
    earned.set(period, earnedAfter(earned.get(period) ?? NOTHING_EARNED, posting))
  }
  return { account: postings.reduce(after, newAccount(customer)), earned }
}

/** What an act has to know, from the postings alone. */
export function pastOf(postings: readonly Posting[], act: Act): Past {
  const keyed = 'key' in act ? postings.find(({ key }) => key === act.key) : undefined
  const named = 'names' in act ? postings.find(({ number }) => number === act.names) : undefined
  const reversed = postings.some(({ kind, names }) => kind === 'reverse' && names === named?.number)
  const earned =
    act.kind === 'earn' ? recompute('', postings).earned.get(act.period) : NOTHING_EARNED
  return {
    keyed: keyed ?? null,
    named: named ?? null,
    reversed,
    earned: earned ?? NOTHING_EARNED,
  }
}
