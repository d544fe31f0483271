import type { CreditExplained, StarExplained } from '../explanation.ts'
import { type Reason, reason } from './reason.ts'

export function starReasons(star: StarExplained, value: bigint, credit: CreditExplained): Reason[] {
  const { reached, cap } = star
  if (cap === null) return [thresholdReason(star, value)]
  const stops = credit.stops.filter(({ counted }) => counted).length
  const { stops: least, atMost } = cap
  return [thresholdReason(star, value), reason('capped', { stops, least, atMost, reached })]
}

function thresholdReason({ thresholds, reached }: StarExplained, value: bigint): Reason {
  return reached === 0
    ? reason('threshold-none', { value, threshold: thresholds[0] as number })
    : reason('threshold-reached', {
        value,
        star: reached,
        threshold: thresholds[reached - 1] as number,
      })
}
