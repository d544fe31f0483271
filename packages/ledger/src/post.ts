import type { Account } from './account.ts'
import type { Act, Correct, Freeze, KeyedAct, Outcome, Past, Redeem, Reverse } from './act.ts'
import { correct } from './acts/correct.ts'
import { earn } from './acts/earn.ts'
import { settle } from './acts/expire.ts'
import { freeze } from './acts/freeze.ts'
import { redeem } from './acts/redeem.ts'
import { reverse } from './acts/reverse.ts'
import { type Booked, nothingBooked } from './book.ts'
import { isLocalDate } from './calendar.ts'
import { type Posting, pointsIn } from './posting.ts'
import { type Refused, refuse } from './refusal.ts'

/** One act on one account: the postings it makes and the account after them, or why there are none. */
export function post(account: Account, act: Act, past: Past): Outcome {
  if (!isLocalDate(act.on)) throw new RangeError(`not a day written YYYY-MM-DD: ${act.on}`)
  const repeated = repeatedBy(act, past)
  if (repeated !== null) return repeated
  const made = make(account, act, past)
  if ('state' in made) return made
  return made.postings.length === 0 ? { state: 'unchanged' } : { state: 'posted', ...made }
}

function make(account: Account, act: Act, past: Past): Booked | Refused {
  switch (act.kind) {
    case 'earn':
      return earn(account, act, past.earned)
    case 'expire':
      return settle(nothingBooked(account), act.on)
    case 'redeem':
      return redeem(account, act)
    case 'reverse':
      return reverse(account, act, past)
    case 'correct':
      return correct(account, act, past.named)
    case 'freeze':
    case 'unfreeze':
      return freeze(account, act)
  }
}

function repeatedBy(act: Act, { keyed: posting }: Past): Outcome | null {
  if (posting === null || !('key' in act)) return null
  if (isPostedAs(act, posting)) return { state: 'repeated', posting }
  return refuse('key-used', { key: act.key, posting: posting.number })
}

/** Who says it, why and on which day may differ when it is said again. */
function isPostedAs(act: KeyedAct, posting: Posting): boolean {
  return act.kind === posting.kind && same[act.kind](act as never, posting)
}

const same = {
  redeem: ({ points }: Redeem, posting: Posting) => points === pointsIn('redeemed', posting),
  reverse: ({ names }: Reverse, posting: Posting) => names === posting.names,
  correct: ({ names, points }: Correct, posting: Posting) =>
    names === posting.names && points === -pointsIn('corrections', posting),
  freeze: ({ cause }: Freeze, posting: Posting) => cause === posting.cause,
  unfreeze: ({ cause }: Freeze, posting: Posting) => cause === posting.cause,
}
