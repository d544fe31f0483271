import type { CompiledPolicy } from '@dipper/assessment'
import { type Month, SERVICE_KINDS, STOP_CAUSES, STOP_KINDS } from '@dipper/policy'
import { byRule, Columns } from './rules.ts'

export interface CreditSql {
  /** `stopped`: counted stops of the window. */
  readonly ctes: string
  readonly joins: string
  readonly stops: string
  /** From `stops`. */
  readonly growth: string
}

/** Stops begun in the window, never before the joining month. */
export function creditSql(policy: CompiledPolicy, month: Month): CreditSql {
  const columns = new Columns('stops')
  const stops = byRule(policy, ({ credit }) => {
    const causes = credit.causes.map((cause) => STOP_CAUSES.indexOf(cause)).join(', ')
    const counts = [
      `t.month >= ${month - credit.months}`,
      `t.service_kind = ${SERVICE_KINDS.indexOf(credit.of)}`,
      `t.kind = ${STOP_KINDS.indexOf(credit.kind)}`,
      `t.cause IN (${causes})`,
    ]
    return `coalesce(t.${columns.named(`count(*) FILTER (${counts.join(' AND ')})`)}, 0)`
  })
  return {
    ctes: `stopped AS (
  SELECT t.customer, ${columns.selected()} FROM stop t JOIN standing p ON p.customer = t.customer
  WHERE t.month BETWEEN p.joined AND ${month - 1} GROUP BY t.customer
)`,
    joins: 'LEFT JOIN stopped t ON t.customer = p.customer',
    stops,
    growth: `(${byRule(policy, ({ credit }) => String(credit.perStop))}) * stops`,
  }
}
