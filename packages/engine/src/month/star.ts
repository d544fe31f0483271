import type { CompiledPolicy, Outcome, StarRule } from '@dipper/assessment'
import { OUTCOMES } from '@dipper/assessment'
import type { Month } from '@dipper/policy'
import { byRule } from './rules.ts'

/** Thresholds reached, inclusive from below; from `growth_value`. */
export function reachedSql(policy: CompiledPolicy): string {
  return byRule(policy, ({ star }) =>
    star.thresholds.map((threshold) => `(growth_value >= ${threshold})::TINYINT`).join(' + '),
  )
}

/** The reached star lowered by every cap that applies; from `reached` and `stops`. */
export function assessedSql(policy: CompiledPolicy): string {
  return byRule(policy, ({ star }) => {
    const caps = star.caps.map(
      ({ when, atMost }) => `CASE WHEN stops >= ${when.stops} THEN ${atMost} ELSE reached END`,
    )
    return caps.length === 0 ? 'reached' : `least(reached, ${caps.join(', ')})`
  })
}

/** The table of assessment.md, "Star", as outcome codes; from `assessed`, `held` and `held_through`. */
export function outcomeSql(month: Month, ended: boolean): string {
  const inside = ended ? 'false' : `held_through >= ${month}`
  return `CASE
      WHEN held = 0 AND assessed >= 1 THEN ${outcome('awarded')}
      WHEN held = 0 THEN ${outcome('unrated')}
      WHEN assessed > held THEN ${outcome('rose')}
      WHEN ${inside} THEN ${outcome('kept')}
      WHEN assessed = held THEN ${outcome('renewed')}
      ELSE ${outcome('fell')} END`
}

/** From `outcome`, `assessed` and `held`. */
export function starSql(policy: CompiledPolicy): string {
  const fallen = byRule(policy, ({ star }) => fallenSql(star))
  return `CASE outcome WHEN ${outcome('kept')} THEN held WHEN ${outcome('fell')} THEN ${fallen} ELSE assessed END`
}

/** Months of validity that begin with this one. */
export function throughSql(policy: CompiledPolicy, month: Month): string {
  return byRule(policy, ({ star }) => String(month + star.validityMonths - 1))
}

export function outcome(value: Outcome): string {
  return String(OUTCOMES.indexOf(value))
}

function fallenSql({ atExpiry }: StarRule): string {
  return atExpiry === 'one-step' ? 'greatest(assessed, held - 1)' : 'assessed'
}
