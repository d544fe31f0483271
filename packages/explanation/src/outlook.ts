import { type CompiledPolicy, type FullAssessment, floorDivide, ratesOf } from '@dipper/assessment'
import type { Month, Segment } from '@dipper/policy'
import type { Outlook, OutlookBasis, Projected } from './explanation.ts'
import { projectMonths } from './projection.ts'
import { counts, fenOf, unitsOf } from './spend.ts'

/** The mean is taken of this many of the window's last periods, or of those there are. */
const RECENT_PERIODS = 3

/** How far ahead an unrated customer's first star is looked for. */
const UNRATED_MONTHS = 12

/**
 * What happens at expiry, or when a first star comes, if each coming period brings the mean of the
 * last ones: the months are assessed one after the other, under the rules of the month explained.
 */
export function explainOutlook(
  policy: CompiledPolicy,
  assessment: FullAssessment,
  segment: Segment,
): Outlook {
  const { month, star } = assessment
  const { basis, unitsPerPeriod } = meanOf(assessment)
  const through = star.validity === null ? month + UNRATED_MONTHS : star.validity.through + 1
  const months = projectMonths(policy, assessment, { segment, unitsPerPeriod, through })
  const rises = months.find(({ assessedStar }) => assessedStar > star.star) ?? null
  return star.validity === null
    ? { holds: 'nothing', basis, months: UNRATED_MONTHS, firstStar: rises }
    : { holds: 'star', basis, atExpiry: months.at(-1) as Projected, risesBefore: rises }
}

/** The mean fen that counted in the last periods, rounded down; weighted where rates differ. */
function meanOf({ spend, rules }: FullAssessment): {
  readonly basis: OutlookBasis
  /** In 10^−scale fen, weighted. */
  readonly unitsPerPeriod: bigint
} {
  const { window, charges, scale } = spend
  const first: Month = Math.max(window.from, window.through - RECENT_PERIODS + 1)
  const periods = window.through - first + 1
  const recent = charges.filter((c) => counts(c) && c.charge.period >= first)

  const rates = ratesOf(rules.spend)
  const different = [...new Set(Object.values(rates.units))]
  const fen = floorDivide(fenOf(recent), BigInt(periods))
  if (different.length === 1) {
    const [rate = 0n] = different
    return { basis: { periods, fen, weighted: false }, unitsPerPeriod: fen * rate }
  }
  const one = 10n ** BigInt(scale)
  const weighted = floorDivide(unitsOf(recent, rates), BigInt(periods) * one)
  return { basis: { periods, fen: weighted, weighted: true }, unitsPerPeriod: weighted * one }
}
