import type { Account, AccountName, Cause, Kind, LocalDate, Lot, Posting } from '@dipper/ledger'

export interface PostingRow {
  readonly number: number
  readonly on: LocalDate
  readonly kind: Kind
  readonly period: number | null
  readonly revision: number | null
  readonly names: number | null
  readonly cause: Cause | null
  readonly accounts: readonly AccountName[]
  readonly points: readonly bigint[]
  readonly balance: bigint
  readonly key: string | null
  readonly by: string | null
  readonly why: string | null
  readonly hash: Buffer
}

export const POSTING_COLUMNS = `number, "on", kind, period, revision, names, cause, accounts, points,
  balance, key, "by", why, hash`

export function toPosting({ accounts, points, hash, ...row }: PostingRow): Posting {
  const entries = accounts.map((account, n) => ({ account, points: points[n] as bigint }))
  return { ...row, entries, hash: hash.toString('hex') }
}

/** In the order of POSTING_COLUMNS. */
export function fromPosting(posting: Posting): unknown[] {
  const { number, on, kind, period, revision, names, cause, entries, balance } = posting
  const { key, by, why, hash } = posting
  const accounts = entries.map(({ account }) => account)
  const points = entries.map((entry) => entry.points)
  const about = [number, on, kind, period, revision, names, cause]
  return [...about, accounts, points, balance, key, by, why, Buffer.from(hash, 'hex')]
}

export interface AccountRow {
  readonly postings: number
  readonly last_on: LocalDate | null
  readonly balance: bigint
  readonly debt: bigint
  readonly frozen: readonly Cause[]
  readonly hash: Buffer
}

export function toAccount(customer: string, row: AccountRow, lots: readonly Lot[]): Account {
  const { postings, last_on: on, balance, debt, frozen, hash } = row
  return { customer, postings, on, balance, debt, frozen, hash: hash.toString('hex'), lots }
}
