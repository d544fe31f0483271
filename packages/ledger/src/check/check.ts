import type { Posting } from '../posting.ts'
import { type Books, recompute } from '../recompute.ts'
import { inChain } from './chain.ts'
import { type Finding, type Found, finding } from './finding.ts'
import { inAccount, inEarned, inLots } from './kept.ts'

/** All that is wrong with what is kept of one customer; `account` null where there is none. */
export interface Kept extends Omit<Books, 'account'> {
  readonly account: Books['account'] | null
}

export function check(customer: string, postings: readonly Posting[], kept: Kept): Finding[] {
  const ordered = postings.toSorted((left, right) => left.number - right.number)
  const again = recompute(customer, ordered)
  const found = [
    ...inChain(customer, ordered),
    ...(kept.account === null
      ? missing(ordered)
      : [
          ...inAccount(kept.account, again.account, ordered),
          ...inLots(kept.account.lots, again.account.lots),
        ]),
    ...inEarned(kept.earned, again.earned),
  ]
  return found.map((each) => ({ ...each, customer }))
}

function missing(postings: readonly Posting[]): Found[] {
  return postings.length === 0 ? [] : [finding('account-missing')]
}
