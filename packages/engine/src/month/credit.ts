import type { CompiledPolicy } from '@dipper/assessment'
import { type Month, SERVICE_KINDS, STOP_CAUSES, STOP_KINDS } from '@dipper/policy'
import { byRule, Columns } from './rules.ts'

interface StopsSql {
  /** `stopped`: counted stops of the windows. */
  readonly ctes: string
  readonly joins: string
  /** Counted stops under each policy, in the order of the policies. */
  readonly stops: readonly string[]
}

/** Stops begun in the window, never before the joining month. */
export function stopsSql(policies: readonly CompiledPolicy[], month: Month): StopsSql {
  const columns = new Columns('stops')
  const stops = policies.map((policy) =>
    byRule(policy, ({ credit }) => {
      const causes = credit.causes.map((cause) => STOP_CAUSES.indexOf(cause)).join(', ')
      const counts = [
        `t.month >= ${month - credit.months}`,
        `t.service_kind = ${SERVICE_KINDS.indexOf(credit.of)}`,
        `t.kind = ${STOP_KINDS.indexOf(credit.kind)}`,
        `t.cause IN (${causes})`,
      ]
      return `coalesce(t.${columns.named(`count(*) FILTER (${counts.join(' AND ')})`)}, 0)`
    }),
  )
  return {
    ctes: `stopped AS (
  SELECT t.customer, ${columns.selected()} FROM stop t JOIN standing p ON p.customer = t.customer
  WHERE t.month BETWEEN p.joined AND ${month - 1} GROUP BY t.customer
)`,
    joins: 'LEFT JOIN stopped t ON t.customer = p.customer',
    stops,
  }
}

/** From `stops`. */
export function creditGrowthSql(policy: CompiledPolicy): string {
  return `(${byRule(policy, ({ credit }) => String(credit.perStop))}) * stops`
}
