import { type CompiledPolicy, type FullAssessment, floorDivide, ratesOf } from '@dipper/assessment'
import type { Segment } from '@dipper/policy'
import type { OutlookBasis, Projected } from './explanation.ts'
import { type Mean, meanPeriod } from './mean.ts'
import { type Projection, projectionOf } from './projection.ts'
import { counts, fenOf, unitsOf } from './spend.ts'

/** How far ahead an unrated customer's first star is looked for. */
const UNRATED_MONTHS = 12

/** The months that are looked at, up to the one after validity, with what each period is taken to bring. */
export interface Coming {
  readonly basis: OutlookBasis
  /** The mean of the last periods, in 10^−scale fen, weighted. */
  readonly unitsPerPeriod: bigint
  /** With that. */
  readonly months: readonly Projected[]
  /** With something else. */
  readonly project: Projection
}

export function comingOf(
  policy: CompiledPolicy,
  assessment: FullAssessment,
  segment: Segment,
): Coming {
  const { month, star, rules } = assessment
  const mean = meanPeriod(assessment)
  const through = star.validity === null ? month + UNRATED_MONTHS : star.validity.through + 1
  const unitsPerPeriod = unitsOf(mean.charges, ratesOf(rules.spend))
  const project = projectionOf(policy, assessment, { segment, through })
  const months = [...project(unitsPerPeriod)]
  return { basis: basisOf(assessment, mean), unitsPerPeriod, months, project }
}

function basisOf({ rules }: FullAssessment, { periods, charges }: Mean): OutlookBasis {
  const rates = ratesOf(rules.spend)
  const weighted = new Set(Object.values(rates.units)).size > 1
  const fen = weighted
    ? floorDivide(unitsOf(charges, rates), 10n ** BigInt(rates.scale))
    : fenOf(charges.filter(counts))
  return { periods, fen, weighted }
}
