import type { FullAssessment } from '@dipper/assessment'
import type { CapExplained, StarExplained } from './explanation.ts'
import { toSpan } from './row.ts'

export function explainStar(assessment: FullAssessment): StarExplained {
  const { star: result, growthValue, transition } = assessment
  const { thresholds } = assessment.rules.star
  const { assessed, star, validity, outcome, stepped, capped } = result
  return {
    thresholds,
    reached: thresholds.filter((threshold) => BigInt(threshold) <= growthValue).length,
    cap: capped ? tightestCap(assessment) : null,
    assessed,
    star,
    validity: validity === null ? null : toSpan(validity),
    outcome,
    stepped,
    transition,
  }
}

/** Of the caps that apply, the one that leaves the lowest star; null if none applies. */
export function tightestCap({ rules, credit }: FullAssessment): CapExplained | null {
  const cap = rules.star.caps
    .filter(({ when }) => credit.stops.length >= when.stops)
    .toSorted((a, b) => a.atMost - b.atMost)[0]
  return cap === undefined ? null : { stops: cap.when.stops, atMost: cap.atMost }
}
