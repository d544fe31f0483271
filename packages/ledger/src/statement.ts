import { type Account, expiringAfter, usableOn } from './account.ts'
import { settle } from './acts/expire.ts'
import { nothingBooked } from './book.ts'
import { isUsable, type LocalDate, lastDayOf, type Month, type Year } from './calendar.ts'
import { type Cause, changeOf, type Kind, type Posting, pointsIn, yearIn } from './posting.ts'

export interface Statement {
  /** Balance before the first line. */
  readonly opening: bigint
  readonly lines: readonly StatementLine[]
  readonly closing: bigint
}

export interface StatementLine {
  readonly number: number
  readonly on: LocalDate
  readonly kind: Kind
  /** Whose points these are, of an earning and its corrections. */
  readonly period: Month | null
  /** Number of the line reversed or corrected. */
  readonly names: number | null
  readonly cause: Cause | null
  readonly why: string | null
  /** What it does to the balance, by lot; the sum is `points`. */
  readonly lots: readonly { readonly year: Year; readonly points: bigint }[]
  readonly points: bigint
  /** What it does to the debt. */
  readonly debt: bigint
  /** After it. */
  readonly balance: bigint
}

/** Postings that follow each other as lines, from the balance before them. */
export function statementOf(opening: bigint, postings: readonly Posting[]): Statement {
  const lines: StatementLine[] = []
  let balance = opening
  for (const posting of postings) {
    balance += changeOf(posting)
    lines.push(lineOf(posting, balance))
  }
  return { opening, lines, closing: balance }
}

function lineOf(posting: Posting, balance: bigint): StatementLine {
  const { number, on, kind, period, names, cause, why, entries } = posting
  const lots = entries.flatMap(({ account, points }) => {
    const year = yearIn(account, 'lot')
    return year === null ? [] : [{ year, points }]
  })
  const [points, debt] = [changeOf(posting), -pointsIn('debt', posting)]
  return { number, on, kind, period, names, cause, why, lots, points, debt, balance }
}

/** What has expired by a day and is not posted yet, as it will be. */
export function dueOn(account: Account, on: LocalDate): readonly Posting[] {
  return settle(nothingBooked(account), on).postings
}

/** What a customer has on a day. */
export interface Balance {
  readonly points: bigint
  /** Of these, what cannot be used after 31 December of this year. */
  readonly expiringThisYear: bigint
  readonly debt: bigint
  /** Empty where points may be spent. */
  readonly frozen: readonly Cause[]
  readonly lots: readonly {
    readonly year: Year
    readonly points: bigint
    readonly usableThrough: LocalDate
  }[]
}

export function balanceOn(account: Account, on: LocalDate): Balance {
  const { debt, frozen, lots } = account
  const usable = lots.filter(({ year, points }) => points > 0n && isUsable(year, on))
  return {
    points: usableOn(account, on),
    expiringThisYear: expiringAfter(account, on),
    debt,
    frozen,
    lots: usable.map(({ year, points }) => ({ year, points, usableThrough: lastDayOf(year) })),
  }
}
