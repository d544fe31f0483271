import type { FullAssessment } from '@dipper/assessment'
import { explainBySpend } from './by-spend.ts'
import type { Coming } from './coming.ts'
import type { Gap } from './explanation.ts'
import { tightestCap } from './star.ts'

/** Threshold of the held star + 1 minus growth value; null at the highest star. */
export function explainGap(assessment: FullAssessment, coming: Coming): Gap | null {
  const star = assessment.star.star + 1
  const threshold = assessment.rules.star.thresholds[star - 1]
  if (threshold === undefined) return null
  const cap = tightestCap(assessment)
  const holds = cap !== null && cap.atMost < star
  const missing = BigInt(threshold) - assessment.growthValue
  const bySpend = explainBySpend(assessment, star, coming)
  return { star, threshold, missing, cap: holds ? cap : null, bySpend }
}
