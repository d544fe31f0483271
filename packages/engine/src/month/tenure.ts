import type { CompiledPolicy, TenureRule } from '@dipper/assessment'
import { type Month, SERVICE_KINDS } from '@dipper/policy'
import { byRule, Columns } from './rules.ts'

export interface TenureSql {
  /** `in_use`: the earliest month of the lines in use that count. */
  readonly ctes: string
  readonly joins: string
  /** The month that tenure counts from; NULL without a line in use. */
  readonly since: string
  /** From `tenure_since`. */
  readonly growth: string
  readonly capped: string
}

/** In use at R: held from a month before R and not given up in one. */
export function tenureSql(policy: CompiledPolicy, month: Month, chunk: string): TenureSql {
  const columns = new Columns('since')
  const since = byRule(policy, ({ tenure }) => {
    const date = tenure.from === 'opened' ? 'opened' : 'held_from'
    const kind = SERVICE_KINDS.indexOf(tenure.of)
    return `u.${columns.named(`min(${date}) FILTER (kind = ${kind})`)}`
  })
  const growth = byRule(policy, ({ tenure }) => growthSql(tenure, month))
  const capped = byRule(policy, ({ tenure: { capMonths } }) =>
    capMonths === null ? 'false' : `coalesce(${month} - tenure_since > ${capMonths}, false)`,
  )
  return {
    ctes: `in_use AS (
  SELECT customer, ${columns.selected()} FROM holding
  WHERE held_from < ${month} AND (held_to IS NULL OR held_to >= ${month}) AND ${chunk}
  GROUP BY customer
)`,
    joins: 'LEFT JOIN in_use u ON u.customer = p.customer',
    since,
    // DuckDB's least() passes over NULL, so that a cap alone would make months of no line.
    growth: `(CASE WHEN tenure_since IS NULL THEN 0 ELSE ${growth} END)::BIGINT`,
    capped,
  }
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
