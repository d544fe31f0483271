import type { CompiledPolicy, TenureRule } from '@dipper/assessment'
import { type Month, SERVICE_KINDS } from '@dipper/policy'
import { byRule, Columns } from './rules.ts'

interface LinesSql {
  /** `in_use`: the earliest month of the lines in use that count. */
  readonly ctes: string
  readonly joins: string
  /** The month that tenure counts from under each policy; NULL without a line in use. */
  readonly since: readonly string[]
}

/** In use at R: held from a month before R and not given up in one. */
export function linesSql(
  policies: readonly CompiledPolicy[],
  month: Month,
  chunk: string,
): LinesSql {
  const columns = new Columns('since')
  const since = policies.map((policy) =>
    byRule(policy, ({ tenure }) => {
      const date = tenure.from === 'opened' ? 'opened' : 'held_from'
      const kind = SERVICE_KINDS.indexOf(tenure.of)
      return `u.${columns.named(`min(${date}) FILTER (kind = ${kind})`)}`
    }),
  )
  return {
    ctes: `in_use AS (
  SELECT customer, ${columns.selected()} FROM holding
  WHERE held_from < ${month} AND (held_to IS NULL OR held_to >= ${month}) AND ${chunk}
  GROUP BY customer
)`,
    joins: 'LEFT JOIN in_use u ON u.customer = p.customer',
    since,
  }
}

/** From `tenure_since`. */
export function tenureGrowthSql(policy: CompiledPolicy, month: Month): string {
  const growth = byRule(policy, ({ tenure }) => growthSql(tenure, month))
  // DuckDB's least() passes over NULL, so that a cap alone would make months of no line.
  return `(CASE WHEN tenure_since IS NULL THEN 0 ELSE ${growth} END)::BIGINT`
}

/** Whether the cap lowered it; from `tenure_since`. */
export function tenureCappedSql(policy: CompiledPolicy, month: Month): string {
  return byRule(policy, ({ tenure: { capMonths } }) =>
    capMonths === null ? 'false' : `coalesce(${month} - tenure_since > ${capMonths}, false)`,
  )
}

function growthSql({ capMonths, growth }: TenureRule, month: Month): string {
  const all = `(${month} - tenure_since)`
  const months = capMonths === null ? all : `least(${all}, ${capMonths})`
  if ('perMonth' in growth) return `${growth.perMonth} * ${months}::BIGINT`
  const cases = growth.brackets
    .toReversed()
    .map(({ from, value }) => `WHEN ${months} >= ${from} THEN ${value}`)
  return `CASE ${cases.join(' ')} END`
}
