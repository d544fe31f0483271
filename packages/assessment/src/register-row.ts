import type { Month } from '@dipper/policy'
import type { Assessment } from './assess.ts'
import type { Held, Outcome } from './customer.ts'

/** The eleven exported columns of the register (data.md, "Register"); months as counts. */
export interface RegisterRow {
  readonly customerId: string
  readonly month: Month
  readonly spendGrowth: bigint
  readonly tenureGrowth: bigint
  readonly creditGrowth: bigint
  readonly growthValue: bigint
  readonly assessedStar: number
  readonly star: number
  readonly validFrom: Month | null
  readonly validThrough: Month | null
  readonly outcome: Outcome
}

export function toRegisterRow(customerId: string, assessment: Assessment): RegisterRow {
  const { month } = assessment
  if (assessment.status !== 'assessed') {
    const zero = { spendGrowth: 0n, tenureGrowth: 0n, creditGrowth: 0n, growthValue: 0n }
    const none = { assessedStar: 0, star: 0, validFrom: null, validThrough: null }
    return { customerId, month, ...zero, ...none, outcome: assessment.status }
  }
  const { spend, tenure, credit, growthValue, star } = assessment
  return {
    customerId,
    month,
    spendGrowth: spend.growth,
    tenureGrowth: tenure.growth,
    creditGrowth: credit.growth,
    growthValue,
    assessedStar: star.assessed,
    star: star.star,
    validFrom: star.validity?.from ?? null,
    validThrough: star.validity?.through ?? null,
    outcome: star.outcome,
  }
}

/** What the next month finds held after this assessment. */
export function toHeld(assessment: Assessment): Held {
  if (assessment.status !== 'assessed') {
    return { star: 0, validity: null, joined: null, outcome: assessment.status }
  }
  const { star, validity, outcome } = assessment.star
  return { star, validity, joined: assessment.joined, outcome }
}
