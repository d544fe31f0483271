import type { CompiledPolicy } from '@dipper/assessment'
import { formatMonth, lastDayOf, type Month, SEGMENTS } from '@dipper/policy'
import { literal } from '../sql.ts'
import { byRule, ruleSets } from './rules.ts'

/**
 * `standing`: each customer with a membership that counts in the month, their joining month, rule set
 * (`rule`, 0 national) and whether the segment is eligible, as of the last day of the month before.
 */
export function standingSql(policy: CompiledPolicy, month: Month, chunk: string): string {
  return `${placedSql(month, chunk)},
ruled AS (
  SELECT customer, joined, segment, ${ruleSql(policy)} AS rule FROM placed
),
standing AS (
  SELECT customer, joined, rule, ${eligibleSql(policy)} AS eligible FROM ruled
)`
}

/** `placed`: the same customers with segment and region on that day. */
export function placedSql(month: Month, chunk: string): string {
  return `in_force AS (
  -- joined before ${formatMonth(month)}, not left before it
  SELECT customer, joined, joined_on, segment, region FROM membership
  WHERE joined < ${month} AND (left_in IS NULL OR left_in >= ${month}) AND ${chunk}
),
changed AS (
  SELECT a.customer, arg_max({'segment': a.segment, 'region': a.region}, a."from") AS now
  FROM attribute a JOIN in_force m ON a.customer = m.customer
    AND a."from" BETWEEN m.joined_on AND DATE '${lastDayOf(month - 1)}'
  GROUP BY a.customer
),
placed AS (
  SELECT m.customer, m.joined,
    CASE WHEN c.customer IS NULL THEN m.segment ELSE c.now.segment END AS segment,
    CASE WHEN c.customer IS NULL THEN m.region ELSE c.now.region END AS region
  FROM in_force m LEFT JOIN changed c ON c.customer = m.customer
)`
}

/** From `rule` and `segment`. */
export function eligibleSql(policy: CompiledPolicy): string {
  return byRule(policy, (rules) => {
    const codes = rules.segments.map((segment) => SEGMENTS.indexOf(segment))
    return `segment IN (${codes.join(', ')})`
  })
}

/** The number of a region's rule set; from `region`. */
export function ruleSql(policy: CompiledPolicy): string {
  const regional = ruleSets(policy).slice(1)
  if (regional.length === 0) return '0'
  const cases = regional.map(({ region }, i) => `WHEN ${literal(region as string)} THEN ${i + 1}`)
  return `CASE region ${cases.join(' ')} ELSE 0 END`
}
