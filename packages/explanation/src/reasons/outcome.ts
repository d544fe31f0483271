import type { AssessedExplanation, HeldBefore, StarExplained } from '../explanation.ts'
import { type Reason, reason } from './reason.ts'

type Told = Pick<AssessedExplanation, 'month' | 'held' | 'membership' | 'star' | 'policy'>

/** What the assessed star did to the star held, and why it could. */
export function outcomeReasons(told: Told): Reason[] {
  const { star, membership, held } = told
  const before = membership.rejoined ? 0 : (held?.star ?? 0)
  if (star.outcome === 'renewed' || star.outcome === 'fell') {
    return [endedReason(told), ...settledReasons(star, before)]
  }
  return [movedReason(star, before)]
}

/** Why the star was open to a fall. */
function endedReason({ month, held, policy }: Told): Reason {
  const { validity, star } = held as HeldBefore
  if (validity === null) return reason('validity-none', { star })
  const { through } = validity
  if (through < month) return reason('validity-ended', { through })
  const { effectiveFrom } = policy
  return reason('validity-ended-by-transition', { effectiveFrom, through })
}

function settledReasons({ star, validity, assessed, stepped }: StarExplained, before: number) {
  if (validity === null) return [reason('fell-to-unrated', { before })]
  if (star === before) return [reason('renewed', { star, ...validity })]
  const fell = reason('fell', { before, star, ...validity })
  return stepped ? [fell, reason('stepped', { assessed, star })] : [fell]
}

function movedReason({ star, validity, assessed, outcome }: StarExplained, before: number): Reason {
  if (validity === null) return reason('unrated', {})
  if (outcome === 'awarded') return reason('awarded', { star, ...validity })
  if (outcome === 'rose') return reason('rose', { before, star, ...validity })
  const { through } = validity
  return assessed === star
    ? reason('kept', { star, through })
    : reason('kept-above', { star, assessed, through })
}
