import { type CompiledPolicy, type RegisterRow, rulesFor } from '@dipper/assessment'
import type { Month } from '@dipper/policy'
import { outcomeOf, REMOVED } from '../publishing/columns.ts'

/** A row of the register as it was published. */
export interface PublishedStar extends RegisterRow {
  /** Number of the publication that brought this row. */
  readonly publication: number
  readonly region: string | null
  /**
   * The star after the one held and the growth value missing for it, which is not positive where only
   * a cap holds it back; null at the highest star and in a last row.
   */
  readonly nextStar: { readonly star: number; readonly missing: bigint } | null
}

/** Columns of `s`, with the publication that is live as `live`. */
export interface StarRow {
  readonly live: number
  readonly publication: number
  readonly month: number
  readonly customer_id: string
  readonly spend_growth: bigint
  readonly tenure_growth: bigint
  readonly credit_growth: bigint
  readonly growth_value: bigint
  readonly assessed_star: number
  readonly star: number
  readonly valid_from: number | null
  readonly valid_through: number | null
  readonly outcome: number
  readonly region: string | null
}

export const STAR_COLUMNS = `l.publication as live, s.publication, s.month, s.customer_id,
  s.spend_growth, s.tenure_growth, s.credit_growth, s.growth_value, s.assessed_star, s.star,
  s.valid_from, s.valid_through, s.outcome, s.region`

/** Months that readers see: the one that is `$2`, the last one, all. */
export const MONTH_GIVEN = '(select month, publication from dipper.live where month = $2)'
export const LAST_MONTH = '(select month, publication from dipper.live order by month desc limit 1)'
export const ALL_MONTHS = 'dipper.live'

/** `l`: some of these months, and `s`: the row of a customer in it as readers see it. */
export function starsIn(months: string, customer = '$1'): string {
  return `${months} l cross join lateral (
  select * from dipper.star where month = l.month and customer_id = ${customer}
    and publication <= l.publication order by publication desc limit 1) s`
}

export const IS_THERE = `s.outcome <> ${REMOVED}`

export function toRegisterRow(row: StarRow): RegisterRow {
  return {
    customerId: row.customer_id,
    month: row.month,
    spendGrowth: row.spend_growth,
    tenureGrowth: row.tenure_growth,
    creditGrowth: row.credit_growth,
    growthValue: row.growth_value,
    assessedStar: row.assessed_star,
    star: row.star,
    validFrom: row.valid_from as Month | null,
    validThrough: row.valid_through as Month | null,
    outcome: outcomeOf(row.outcome),
  }
}

/** `policy`: of the publication that is live. */
export function toPublishedStar(row: StarRow, policy: CompiledPolicy): PublishedStar {
  const { publication, region } = row
  return { ...toRegisterRow(row), publication, region, nextStar: nextStar(row, policy) }
}

function nextStar(row: StarRow, policy: CompiledPolicy): PublishedStar['nextStar'] {
  const outcome = outcomeOf(row.outcome)
  if (outcome === 'left' || outcome === 'ineligible') return null
  const star = row.star + 1
  const threshold = rulesFor(policy, row.region).star.thresholds[star - 1]
  return threshold === undefined ? null : { star, missing: BigInt(threshold) - row.growth_value }
}
