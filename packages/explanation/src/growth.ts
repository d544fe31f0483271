import type { FullAssessment } from '@dipper/assessment'
import type { GrowthExplained } from './explanation.ts'

export function explainGrowth(assessment: FullAssessment): GrowthExplained {
  const { growthValue, growthFloored } = assessment
  const spend = assessment.spend.growth
  const tenure = assessment.tenure.growth
  const credit = assessment.credit.growth
  const sum = spend + tenure + credit
  return { spend, tenure, credit, sum, value: growthValue, floored: growthFloored }
}
