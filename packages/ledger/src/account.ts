import { isUsable, type LocalDate, later, type Month, type Year, yearOf } from './calendar.ts'
import { seedOf } from './hash.ts'
import { type Cause, changeOf, type Posting, pointsIn, yearIn } from './posting.ts'

export interface Lot {
  readonly year: Year
  /** That can be used, to 31 December of the year + 2. */
  readonly points: bigint
  /** That expired and were not taken back since. */
  readonly expired: bigint
}

/** State of one customer's account: what its postings come to. */
export interface Account {
  readonly customer: string
  /** How many there are. */
  readonly postings: number
  /** Of the last one; without any, `seedOf(customer)`. */
  readonly hash: string
  /** Day of the last one. */
  readonly on: LocalDate | null
  /** Sum of the lots. */
  readonly balance: bigint
  readonly debt: bigint
  /** Sorted; empty where points may be spent. */
  readonly frozen: readonly Cause[]
  /** By year, without those in which nothing is and nothing expired. */
  readonly lots: readonly Lot[]
}

/** What a period has earned so far, and the last revision that was brought. */
export interface Earned {
  readonly revision: number
  readonly points: bigint
}

export type EarnedByPeriod = ReadonlyMap<Month, Earned>

export const NOTHING_EARNED: Earned = { revision: 0, points: 0n }

export function newAccount(customer: string): Account {
  const hash = seedOf(customer)
  return { customer, postings: 0, hash, on: null, balance: 0n, debt: 0n, frozen: [], lots: [] }
}

/** The account after a posting: the only way in which an account changes. */
export function after(account: Account, posting: Posting): Account {
  const { number: postings, hash, on } = posting
  return {
    customer: account.customer,
    postings,
    hash,
    on: later(account.on, on),
    balance: account.balance + changeOf(posting),
    debt: account.debt - pointsIn('debt', posting),
    frozen: frozenAfter(account.frozen, posting),
    lots: lotsAfter(account.lots, posting),
  }
}

/** What the period of an earning has earned after it. */
export function earnedAfter(earned: Earned, posting: Posting): Earned {
  const points = earned.points - pointsIn('issued', posting)
  return { revision: Math.max(earned.revision, posting.revision ?? 0), points }
}

function frozenAfter(frozen: readonly Cause[], { kind, cause }: Posting): readonly Cause[] {
  if (cause === null) return frozen
  const others = frozen.filter((each) => each !== cause)
  return kind === 'freeze' ? [...others, cause].sort() : others
}

function lotsAfter(lots: readonly Lot[], { entries }: Posting): readonly Lot[] {
  const byYear = new Map(lots.map((lot) => [lot.year, lot]))
  for (const { account, points } of entries) {
    const [year, gone] = [yearIn(account, 'lot'), yearIn(account, 'expired')]
    const of = year ?? gone
    if (of === null) continue
    const lot = byYear.get(of) ?? { year: of, points: 0n, expired: 0n }
    byYear.set(
      of,
      year === null
        ? { ...lot, expired: lot.expired + points }
        : { ...lot, points: lot.points + points },
    )
  }
  return [...byYear.values()]
    .filter(({ points, expired }) => points !== 0n || expired !== 0n)
    .sort((left, right) => left.year - right.year)
}

/** What can be spent on a day, frozen or not: an expired lot cannot, whether or not that is posted. */
export function usableOn({ lots }: Account, on: LocalDate): bigint {
  return totalOf(lots.filter(({ year }) => isUsable(year, on)))
}

/** Of what can be spent on a day, the points that cannot be from the next 1 January on. */
export function expiringAfter({ lots }: Account, on: LocalDate): bigint {
  const next = `${yearOf(on) + 1}-01-01`
  return totalOf(lots.filter(({ year }) => isUsable(year, on) && !isUsable(year, next)))
}

function totalOf(lots: readonly Lot[]): bigint {
  return lots.reduce((sum, { points }) => sum + points, 0n)
}
