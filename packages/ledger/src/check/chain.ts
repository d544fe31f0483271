import { hashOf, seedOf } from '../hash.ts'
import { changeOf, type Posting, sumOf } from '../posting.ts'
import { difference, type Found, finding } from './finding.ts'

/** Postings by number: without holes, each balanced and chained to the one before. */
export function inChain(customer: string, postings: readonly Posting[]): Found[] {
  return postings.flatMap((posting, n) => [
    ...inPlace(customer, postings[n - 1], posting),
    ...difference('posting-unbalanced', posting.number, sumOf(posting.entries), 0n),
  ])
}

function inPlace(customer: string, before: Posting | undefined, posting: Posting): Found[] {
  const last = before?.number ?? 0
  if (posting.number <= last) return [finding('posting-unexpected', posting.number)]
  // Nothing says what a posting after a hole was chained to.
  if (posting.number > last + 1) return holes(last + 1, posting.number - 1)
  const hash = hashOf(before?.hash ?? seedOf(customer), posting)
  const balance = (before?.balance ?? 0n) + changeOf(posting)
  return [
    ...(hash === posting.hash ? [] : [finding('posting-altered', posting.number)]),
    ...difference('posting-balance-differs', posting.number, posting.balance, balance),
  ]
}

/** Of a longer hole so many numbers are named. */
export const HOLES_MOST = 100

/** Numbers of which there should be a posting. */
export function holes(first: number, last: number): Found[] {
  const count = Math.min(HOLES_MOST, Math.max(0, last - first + 1))
  return Array.from({ length: count }, (_, n) => finding('posting-missing', first + n))
}
