import type { CompiledPolicy } from '@dipper/assessment'
import { formatMonth, type Month } from '@dipper/policy'
import { literal } from '../sql.ts'
import { creditGrowthSql, stopsSql } from './credit.ts'
import { byRule } from './rules.ts'
import { billsSql, type SpendVariants, spendGrowthSql } from './spend.ts'
import { standingSql } from './standing.ts'
import { assessedSql, outcome, outcomeSql, reachedSql, starSql, throughSql } from './star.ts'
import { linesSql, tenureCappedSql, tenureGrowthSql } from './tenure.ts'

/** Where a month finds what it needs of each customer. */
export interface MonthSource {
  /** Common table expressions that the rest reads. */
  readonly ctes: string
  /** Relation with `customer`, `joined`, `rule` and `eligible`. */
  readonly standing: string
  /** Joined to the relation, which is `p`. */
  readonly joins: string
  readonly units: string
  readonly since: string
  readonly stops: string
  /** What is held when the month begins, as it stands after FROM. */
  readonly held: string
}

/**
 * The month as one SQL query: a row per customer who is assessed or gets a last row, each stage a
 * common table expression of its own. Reads `membership`, `attribute`, `holding`, `stop`, `qualified`,
 * `before_joining` and `held_before`; `chunk` is a condition on `customer` that picks a part of them.
 */
export function monthSql(
  policy: CompiledPolicy,
  variants: SpendVariants,
  month: Month,
  chunk = 'true',
): string {
  const bills = billsSql([policy], variants, month, chunk)
  const lines = linesSql([policy], month, chunk)
  const stops = stopsSql([policy], month)
  return assessedFrom(policy, month, {
    ctes: [standingSql(policy, month, chunk), bills.ctes, lines.ctes, stops.ctes].join(',\n'),
    standing: 'standing',
    joins: [bills.joins, lines.joins, stops.joins].join('\n  '),
    units: bills.units[0] as string,
    since: lines.since[0] as string,
    stops: stops.stops[0] as string,
    held: `held_before WHERE ${chunk}`,
  })
}

/** From what is known of each customer to the rows of the month. */
export function assessedFrom(policy: CompiledPolicy, month: Month, source: MonthSource): string {
  const ended = policy.transition === 'reassess' && month === policy.effectiveFrom
  return `-- ${policy.policy}, assessment of ${formatMonth(month)} (month ${month})
WITH ${source.ctes},
before AS (
  SELECT * FROM ${source.held}
),
facts AS (
  SELECT p.customer, p.joined, p.rule,
    ${source.units} AS units,
    ${source.since} AS tenure_since,
    ${source.stops} AS stops,
    CASE WHEN b.customer IS NULL OR b.last OR b.joined <> p.joined THEN 0 ELSE b.star END AS held,
    b.valid_from AS held_from, b.valid_through AS held_through,
    coalesce(NOT b.last AND b.joined <> p.joined, false) AS rejoined,
    coalesce(b.star, 0) AS star_before
  FROM ${source.standing} p
  ${source.joins}
  LEFT JOIN before b ON b.customer = p.customer
  WHERE p.eligible
),
parts AS (
  SELECT *,
    ${spendGrowthSql(policy)} AS spend_growth,
    ${tenureGrowthSql(policy, month)} AS tenure_growth,
    ${creditGrowthSql(policy)} AS credit_growth
  FROM facts
),
growth AS (
  SELECT *, greatest(0, spend_growth + tenure_growth + credit_growth) AS growth_value FROM parts
),
thresholds AS (
  SELECT *, ${reachedSql(policy)} AS reached FROM growth
),
capped AS (
  SELECT *, ${assessedSql(policy)} AS assessed FROM thresholds
),
decided AS (
  SELECT *, ${outcomeSql(month, ended)} AS outcome FROM capped
),
assigned AS (
  SELECT *, ${starSql(policy)} AS star FROM decided
)
SELECT customer, spend_growth, tenure_growth, credit_growth, growth_value,
  assessed::TINYINT AS assessed_star, star::TINYINT AS star,
  CASE WHEN star > 0 THEN CASE outcome WHEN ${outcome('kept')} THEN held_from ELSE ${month} END END AS valid_from,
  CASE WHEN star > 0 THEN CASE outcome WHEN ${outcome('kept')} THEN held_through ELSE ${throughSql(policy, month)} END END AS valid_through,
  outcome::UTINYINT AS outcome, star_before, joined,
  ${byRule(policy, (rules) => literal(rules.document))} AS document,
  tenure_since, stops::INTEGER AS stops,
  rejoined, ${ended} AS transition, units < 0 AS spend_floored, ${tenureCappedSql(policy, month)} AS tenure_capped,
  spend_growth + tenure_growth + credit_growth < 0 AS growth_floored, assessed < reached AS star_capped,
  outcome = ${outcome('fell')} AND star > assessed AS stepped
FROM assigned
UNION ALL
SELECT b.customer, 0, 0, 0, 0, 0, 0, NULL, NULL,
  CASE WHEN p.customer IS NULL THEN ${outcome('left')} ELSE ${outcome('ineligible')} END, b.star, NULL,
  NULL, NULL, 0, false, false, false, false, false, false, false
FROM before b LEFT JOIN ${source.standing} p ON p.customer = b.customer
WHERE NOT b.last AND NOT coalesce(p.eligible, false)`
}
