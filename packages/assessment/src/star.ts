import type { Month } from '@dipper/policy'
import type { StarRule } from './compiled-policy.ts'
import type { Held, Outcome, Validity } from './customer.ts'

export interface Star {
  /** What this month's growth value alone would give, after caps. */
  readonly assessed: number
  /** A cap lowered it. */
  readonly capped: boolean
  /** What the customer holds. */
  readonly star: number
  readonly validity: Validity | null
  readonly outcome: Exclude<Outcome, 'left' | 'ineligible'>
  /** A one-step policy held the fall at one star. */
  readonly stepped: boolean
}

export function assessedStar(
  rule: StarRule,
  growthValue: bigint,
  stops: number,
): Pick<Star, 'assessed' | 'capped'> {
  const reached = rule.thresholds.filter((threshold) => BigInt(threshold) <= growthValue).length
  const limits = rule.caps.filter((cap) => stops >= cap.when.stops).map((cap) => cap.atMost)
  const assessed = Math.min(reached, ...limits)
  return { assessed, capped: assessed < reached }
}

/**
 * The table of assessment.md, "Star": a rise at any time restarts validity; inside validity a star
 * never falls; after it, or where `ended` says that it counts as ended, the assessed star decides.
 */
export function assignStar(
  rule: StarRule,
  { assessed, capped }: Pick<Star, 'assessed' | 'capped'>,
  held: Pick<Held, 'star' | 'validity'> | null,
  month: Month,
  ended: boolean,
): Star {
  const before = held?.star ?? 0
  const from = (star: number): Validity | null =>
    star === 0 ? null : { from: month, through: month + rule.validityMonths - 1 }
  const result = (star: number, validity: Validity | null, outcome: Star['outcome']): Star => ({
    assessed,
    capped,
    star,
    validity,
    outcome,
    stepped: outcome === 'fell' && star > assessed,
  })

  if (before === 0) {
    return result(assessed, from(assessed), assessed === 0 ? 'unrated' : 'awarded')
  }
  if (assessed > before) return result(assessed, from(assessed), 'rose')
  const validity = held?.validity ?? null
  if (validity !== null && month <= validity.through && !ended) {
    return result(before, validity, 'kept')
  }
  if (assessed === before) return result(before, from(before), 'renewed')
  const star = rule.atExpiry === 'one-step' ? Math.max(assessed, before - 1) : assessed
  return result(star, from(star), 'fell')
}
