import { type CompiledPolicy, type FullAssessment, floorDivide, ratesOf } from '@dipper/assessment'
import type { Segment } from '@dipper/policy'
import type { Outlook, OutlookBasis, Projected } from './explanation.ts'
import { type Mean, meanPeriod } from './mean.ts'
import { projectMonths } from './projection.ts'
import { counts, fenOf, unitsOf } from './spend.ts'

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
  const { month, star, rules } = assessment
  const mean = meanPeriod(assessment)
  const basis = basisOf(assessment, mean)
  const unitsPerPeriod = unitsOf(mean.charges, ratesOf(rules.spend))
  const through = star.validity === null ? month + UNRATED_MONTHS : star.validity.through + 1
  const months = projectMonths(policy, assessment, { segment, unitsPerPeriod, through })
  const rises = months.find(({ assessedStar }) => assessedStar > star.star) ?? null
  return star.validity === null
    ? { holds: 'nothing', basis, months: UNRATED_MONTHS, firstStar: rises }
    : { holds: 'star', basis, atExpiry: months.at(-1) as Projected, risesBefore: rises }
}

function basisOf({ rules }: FullAssessment, { periods, charges }: Mean): OutlookBasis {
  const rates = ratesOf(rules.spend)
  const weighted = new Set(Object.values(rates.units)).size > 1
  const fen = weighted
    ? floorDivide(unitsOf(charges, rates), 10n ** BigInt(rates.scale))
    : fenOf(charges.filter(counts))
  return { periods, fen, weighted }
}
