import type { CompiledPolicy } from '@dipper/assessment'
import { benefitRulesFor, type CompiledBenefits, lastDayOf, type Month } from '@dipper/policy'
import { byRule } from '../month/rules.ts'
import type { SpendVariants } from '../month/spend.ts'
import { ruleSql } from '../month/standing.ts'
import { monthParts, readParts } from '../register/layout.ts'
import { literal } from '../sql.ts'
import { pointsSql, qualifyingRule } from '../what-if/points.ts'

export interface EarningSql {
  readonly register: string
  readonly period: Month
  /** What the charges of the period are first read under. */
  readonly policy: CompiledPolicy
  readonly benefits: CompiledBenefits
  readonly variants: SpendVariants
}

/**
 * SQL for `customer`, `star` and `points` of those who earn any in a period: what qualifies × the
 * multiplier of the star, that of the register's row or 0. Rules are those of the region on the last
 * day of the period. Bills from before anybody joined count for nothing, as for the star.
 */
export function earnedSql(earning: EarningSql, chunk: string): string {
  const { register, period, policy, benefits, variants } = earning
  const columns = variants.columns().map(({ name, type }) => `sum(${name})::${type} AS ${name}`)
  const fen = byRule(policy, (rules) => variants.column(qualifyingRule(rules)))
  return `WITH ${belongingSql(period, chunk)},
bill AS (
  SELECT customer, ${columns.join(', ')} FROM qualified
  WHERE period = ${period} AND ${chunk} GROUP BY customer
),
held AS (
  SELECT customer, star FROM ${readParts(monthParts(register, period))}
  JOIN customer USING (customer_id) WHERE ${chunk}
),
spent AS (
  SELECT customer, region, coalesce(star, 0) AS star, ${fen} AS fen
  FROM bill
  JOIN (SELECT customer, region, ${ruleSql(policy)} AS rule FROM belonging) USING (customer)
  LEFT JOIN held USING (customer)
)
SELECT customer, star, points
FROM (SELECT customer, star, ${timesSql(benefits)} AS points FROM spent)
WHERE points > 0 ORDER BY customer`
}

/** `belonging`: the region of each customer on a period's last day, in their last membership by then. */
function belongingSql(period: Month, chunk: string): string {
  return `member AS (
  SELECT customer, max(joined_on) AS since, arg_max({'region': region}, joined_on) AS joining
  FROM membership WHERE joined <= ${period} AND ${chunk} GROUP BY customer
),
moved AS (
  SELECT a.customer, arg_max({'region': a.region}, a."from") AS now
  FROM attribute a JOIN member m ON a.customer = m.customer
    AND a."from" BETWEEN m.since AND DATE '${lastDayOf(period)}'
  GROUP BY a.customer
),
belonging AS (
  SELECT m.customer,
    CASE WHEN v.customer IS NULL THEN m.joining.region ELSE v.now.region END AS region
  FROM member m LEFT JOIN moved v ON v.customer = m.customer
)`
}

/** Points from `fen`, `star` and `region`. */
function timesSql(benefits: CompiledBenefits): string {
  const of = (region: string | null) =>
    pointsSql('fen', 'star', benefitRulesFor(benefits, region).points.multiplier)
  const national = of(null)
  const regional = Object.keys(benefits.regions).filter((region) => of(region) !== national)
  if (regional.length === 0) return national
  const cases = regional.map((region) => `WHEN ${literal(region)} THEN ${of(region)}`)
  return `CASE region ${cases.join(' ')} ELSE ${national} END`
}
