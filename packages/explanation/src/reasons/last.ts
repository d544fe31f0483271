import type { LastExplained, LastExplanation } from '../explanation.ts'
import { type Reason, reason } from './reason.ts'

export function lastReasonsOf({
  status,
  last,
}: Pick<LastExplanation, 'status' | 'last'>): Reason[] {
  return [...whyReasons(last), ...(status === 'absent' ? [] : [reason('last-row', {})])]
}

function whyReasons({ leftOn, startsOn, segment, eligible }: LastExplained): Reason[] {
  if (segment !== null) return [reason('ineligible', { segment, eligible })]
  return [
    leftOn === null ? reason('left-no-membership', {}) : reason('left', { leftOn }),
    ...(startsOn === null ? [] : [reason('starts-later', { startsOn })]),
  ]
}
