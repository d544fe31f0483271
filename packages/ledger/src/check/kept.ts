import {
  type Account,
  type Earned,
  type EarnedByPeriod,
  type Lot,
  NOTHING_EARNED,
} from '../account.ts'
import type { Posting } from '../posting.ts'
import { holes } from './chain.ts'
import { difference, type Found, finding } from './finding.ts'

/** An account beside the one that its postings come to, and beside their numbers. */
export function inAccount(kept: Account, again: Account, postings: readonly Posting[]): Found[] {
  const last = postings.at(-1)?.number ?? 0
  const unexpected = postings.filter(({ number }) => number > kept.postings)
  return [
    ...holes(last + 1, kept.postings),
    ...unexpected.map(({ number }) => finding('posting-unexpected', number)),
    ...(last === kept.postings ? difference('head-differs', last, kept.hash, again.hash) : []),
    ...difference('day-differs', null, kept.on, again.on),
    ...difference('balance-differs', null, kept.balance, again.balance),
    ...difference('debt-differs', null, kept.debt, again.debt),
    ...difference('frozen-differs', null, kept.frozen.join(), again.frozen.join()),
  ]
}

export function inLots(kept: readonly Lot[], again: readonly Lot[]): Found[] {
  const [left, right] = [kept, again].map((lots) => new Map(lots.map((lot) => [lot.year, lot])))
  return keysOf(left, right).flatMap((at) => [
    ...difference('lot-differs', at, lotText(left?.get(at)), lotText(right?.get(at))),
    ...(isNegative(left?.get(at)) ? [finding('lot-negative', at)] : []),
  ])
}

export function inEarned(kept: EarnedByPeriod, again: EarnedByPeriod): Found[] {
  return keysOf(kept, again).flatMap((at) =>
    difference('earned-differs', at, earnedText(kept.get(at)), earnedText(again.get(at))),
  )
}

function isNegative(lot: Lot | undefined): boolean {
  return lot !== undefined && (lot.points < 0n || lot.expired < 0n)
}

function lotText({ points, expired } = { points: 0n, expired: 0n }): string {
  return `${points} + ${expired}`
}

function earnedText({ points, revision }: Earned = NOTHING_EARNED): string {
  return `${points} @ ${revision}`
}

type Keyed = ReadonlyMap<number, unknown> | undefined

function keysOf(left: Keyed, right: Keyed): number[] {
  const keys = [...(left?.keys() ?? []), ...(right?.keys() ?? [])]
  return [...new Set(keys)].sort((one, other) => one - other)
}
