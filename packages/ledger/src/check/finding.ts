/** What can be wrong with a ledger. `at` is a posting's number unless it says otherwise. */
export const FINDING_CODES = [
  /** A number up to the last one that the account knows has no posting. */
  'posting-missing',
  /** More postings than the account knows, or a number twice. */
  'posting-unexpected',
  /** It is not what was chained to the one before it. */
  'posting-altered',
  /** Its entries are not zero together: `kept` is what they are. */
  'posting-unbalanced',
  /** The balance it says is not the one before it and what it brings. */
  'posting-balance-differs',
  'account-missing',
  /** The account was chained to another last posting. */
  'head-differs',
  /** Of the account: day of the last posting, balance, debt, causes of freezing. */
  'day-differs',
  'balance-differs',
  'debt-differs',
  'frozen-differs',
  /** `at` is the year of the lot, the values what is left and what has expired. */
  'lot-differs',
  'lot-negative',
  /** `at` is the period, the values its points and its last revision. */
  'earned-differs',
  /** `at` is the period: what was brought for everybody, and what everybody has earned. */
  'month-differs',
  /** `at` is the period: the sum of the hashes of a revision's postings. */
  'seal-differs',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

export interface Finding {
  readonly code: FindingCode
  /** Null where it is about everybody. */
  readonly customer: string | null
  readonly at: number | null
  /** Null where there is no such value. */
  readonly kept: string | null
  readonly recomputed: string | null
}

export type Found = Omit<Finding, 'customer'>

export function finding(code: FindingCode, at: number | null = null): Found {
  return { code, at, kept: null, recomputed: null }
}

/** Nothing where both are the same. */
export function difference(
  code: FindingCode,
  at: number | null,
  kept: string | bigint | null,
  recomputed: string | bigint | null,
): Found[] {
  if (kept === recomputed) return []
  return [{ code, at, kept: textOf(kept), recomputed: textOf(recomputed) }]
}

function textOf(value: string | bigint | null): string | null {
  return value === null ? null : String(value)
}
