import { OUTCOMES, type Outcome } from '@dipper/assessment'

/**
 * The tables that a publication brings, and the columns of their CSV, in order: UTF-8, no header, one
 * row a line, RFC 4180 quoting, an empty cell without quotes is null and one in quotes an empty text.
 */
export const PART_COLUMNS = {
  /**
   * Months are counts; `outcome` and `segment` are positions in OUTCOMES and SEGMENTS. The `before_`
   * columns are what was held: the row of the month before (all empty without one), its outcome
   * `IMPORTED` in an imported row. `flags`: bits of STAR_FLAGS. In a last row joined, region, segment,
   * document, tenure_since and stops are empty.
   */
  star: [
    'customer_id',
    'spend_growth',
    'tenure_growth',
    'credit_growth',
    'growth_value',
    'assessed_star',
    'star',
    'valid_from',
    'valid_through',
    'outcome',
    'before_star',
    'before_from',
    'before_through',
    'before_joined',
    'before_outcome',
    'joined',
    'region',
    'segment',
    'document',
    'tenure_since',
    'stops',
    'flags',
  ],
  /**
   * Of one period: three arrays `{0,2}` of equal length, one element for each accepted charge:
   * positions in SERVICE_KINDS and CATEGORIES, and fen. Who was billed nothing has no row.
   */
  bill: ['customer_id', 'kinds', 'categories', 'fen'],
  /**
   * Region and segment of today; `facts` is JSON with the lists `memberships`, `attributes`,
   * `holdings` and `stops` as the type Customer of @dipper/assessment has them.
   */
  customer: ['customer_id', 'region', 'segment', 'facts'],
  /** `born_on` as YYYY-MM-DD. */
  profile: ['customer_id', 'name', 'born_on', 'contact_number', 'language'],
  /** Holdings that have a number; days as YYYY-MM-DD, an empty `held_to` for those still held. */
  number: ['number', 'customer_id', 'service_id', 'held_from', 'held_to'],
} as const

export type PartTable = keyof typeof PART_COLUMNS

/** Reasons of the register, the first at bit 0 of `flags`. */
export const STAR_FLAGS = [
  'rejoined',
  'transition',
  'spend_floored',
  'tenure_capped',
  'growth_floored',
  'star_capped',
  'stepped',
] as const

/** `before_outcome` of what was held by import. */
export const IMPORTED = -2

/** `outcome` of a row that says: the customer has no row in this month any more. */
export const REMOVED = -1

/** `outcome` as the register has it. */
export function outcomeOf(code: number): Outcome {
  return OUTCOMES[code] as Outcome
}
