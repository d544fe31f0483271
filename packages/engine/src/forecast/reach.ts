import { type CompiledPolicy, ratesOf } from '@dipper/assessment'
import type { Month } from '@dipper/policy'
import { byRule } from '../month/rules.ts'

/**
 * SQL for the growth that is missing to a star; NULL where none is, where there is no such star, or
 * where a cap would hold it back. From `rule`, `stops` and the three parts of the growth value.
 */
export function missingSql(policy: CompiledPolicy, star: string): string {
  const thresholds = byRule(policy, (rules) => `[${rules.star.thresholds.join(', ')}]::BIGINT[]`)
  const capped = byRule(policy, (rules) => {
    const holds = rules.star.caps.map(
      ({ when, atMost }) => `stops >= ${when.stops} AND ${atMost} < ${star}`,
    )
    return holds.length === 0 ? 'false' : `(${holds.join(' OR ')})`
  })
  const growth = 'spend_growth + tenure_growth + credit_growth'
  return `CASE WHEN ${capped} THEN NULL
    ELSE nullif(greatest((${thresholds})[${star}] - (${growth}), 0), 0) END`
}

/**
 * SQL for the whole yuan more in each period of the window still to come that would bring the growth
 * `missing`, spent on what counts most; NULL where no such period is left, nothing counts, or refunds
 * outdo the bills. From `rule`, `missing` and `spend_floored`.
 */
export function spendMissingSql(policy: CompiledPolicy, month: Month, billed: Month): string {
  const yuan = byRule(policy, ({ spend }) => {
    const { scale, units } = ratesOf(spend)
    const periods = Math.max(0, Math.min(month - 1 - billed, spend.months))
    const highest = Object.values(units).reduce((most, rate) => (rate > most ? rate : most), 0n)
    const gained = highest * BigInt(periods)
    if (gained === 0n) return 'NULL::BIGINT'
    return `((missing::HUGEINT * ${10n ** BigInt(scale)} + ${gained - 1n}) // ${gained})::BIGINT`
  })
  return `CASE WHEN NOT spend_floored THEN ${yuan} END`
}
