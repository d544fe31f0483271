import {
  type CompiledPolicy,
  type Rules,
  type SpendRule,
  scaleOf,
  unitsOf,
} from '@dipper/assessment'
import type { Decimal } from '@dipper/policy'
import { ruleSets } from '../month/rules.ts'

/** What earns points counts as it does for the star, but a yuan of any kind is a yuan. */
export function qualifyingRule({ spend }: Rules): SpendRule {
  const kinds = Object.keys(spend.perYuan).map((kind) => [kind, '1'])
  return { ...spend, perYuan: Object.fromEntries(kinds) }
}

/** Ways of counting that points need beside those of the policies. */
export function qualifyingRules(policies: readonly CompiledPolicy[]): SpendRule[] {
  return policies.flatMap((policy) => ruleSets(policy).map(({ rules }) => qualifyingRule(rules)))
}

/**
 * SQL for the points of one period (benefits.md, "points-multiplier"): floor(qualifying yuan ×
 * multiplier of the star), at least 0. `fen` and `star` are SQL.
 */
export function pointsSql(fen: string, star: string, multiplier: readonly Decimal[]): string {
  const scale = Math.max(...multiplier.map(scaleOf))
  const cases = multiplier.map((times, level) => `WHEN ${level} THEN ${unitsOf(times, scale)}`)
  const last = unitsOf(multiplier.at(-1) ?? '0', scale)
  const times = `(CASE ${star} ${cases.join(' ')} ELSE ${last} END)`
  return `(greatest(${fen}, 0) * ${times} // ${100n * 10n ** BigInt(scale)})`
}
