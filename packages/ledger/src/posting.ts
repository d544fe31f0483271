import type { LocalDate, Month, Year } from './calendar.ts'

export const KINDS = [
  'earn',
  'redeem',
  'reverse',
  'expire',
  'correct',
  'freeze',
  'unfreeze',
] as const
export type Kind = (typeof KINDS)[number]

/** Why an account is frozen; each is lifted by itself. */
export const CAUSES = ['arrears', 'by-hand'] as const
export type Cause = (typeof CAUSES)[number]

/**
 * A customer has a lot for each calendar year and a debt, which is below zero. What a lot has lost by
 * expiring is kept by lot too: it is what an earning taken back from it comes out of.
 */
export type AccountName =
  | `lot/${Year}`
  | `expired/${Year}`
  | 'debt'
  | 'issued'
  | 'redeemed'
  | 'corrections'

/** Points that an account receives, or gives where they are below zero; never 0. */
export interface Entry {
  readonly account: AccountName
  readonly points: bigint
}

/** One act on one customer's account. Never changed or deleted. */
export interface Posting {
  /** Of the customer, from 1 without holes. */
  readonly number: number
  /** Never before that of the posting before. */
  readonly on: LocalDate
  readonly kind: Kind
  /** Of an earning, and of a correction as of what it corrects. */
  readonly period: Month | null
  /** Of an earning. */
  readonly revision: number | null
  /** Number of the posting that is reversed or corrected. */
  readonly names: number | null
  /** Of freezing and unfreezing. */
  readonly cause: Cause | null
  /** Sorted by account, an account once; their points are zero together. */
  readonly entries: readonly Entry[]
  /** Of the customer, after it. */
  readonly balance: bigint
  /** Under which the act may be repeated; null where its content says which act it is. */
  readonly key: string | null
  readonly by: string | null
  readonly why: string | null
  /** SHA-256 over the hash of the posting before and this one, 64 hexadecimal digits. */
  readonly hash: string
}

/** What an act says of its posting; what is left out is null or has no entries. */
export type Draft = Pick<Posting, 'on' | 'kind'> &
  Partial<Omit<Posting, 'number' | 'balance' | 'hash'>>

export function lot(year: Year, points: bigint): Entry {
  return { account: `lot/${year}`, points }
}

export function expired(year: Year, points: bigint): Entry {
  return { account: `expired/${year}`, points }
}

/** The year of an account of lots, null of any other. */
export function yearIn(account: AccountName, of: 'lot' | 'expired'): Year | null {
  return account.startsWith(`${of}/`) ? Number(account.slice(of.length + 1)) : null
}

export function sumOf(entries: readonly Entry[]): bigint {
  return entries.reduce((sum, { points }) => sum + points, 0n)
}

/** What a posting does to the balance. */
export function changeOf({ entries }: Pick<Posting, 'entries'>): bigint {
  return sumOf(entries.filter(({ account }) => yearIn(account, 'lot') !== null))
}

/** Points that entries bring to one account. */
export function pointsIn(account: AccountName, { entries }: Pick<Posting, 'entries'>): bigint {
  return sumOf(entries.filter((entry) => entry.account === account))
}
