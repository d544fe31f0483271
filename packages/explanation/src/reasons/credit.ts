import type { CreditExplained, StopExplained } from '../explanation.ts'
import { type Reason, reason } from './reason.ts'

export function creditReasons(credit: CreditExplained): Reason[] {
  if (credit.stops.length === 0) return [reason('no-stops', credit.window)]
  return credit.stops.map((stop) => stopReason(stop, credit))
}

function stopReason(explained: StopExplained, { perStop, counts }: CreditExplained): Reason {
  const { counted, notCounted, ...stop } = explained
  return counted
    ? reason('stop-counted', { ...stop, perStop })
    : reason('stop-not-counted', { ...stop, mismatches: notCounted, counts })
}
