import type { Outlook, OutlookBasis, RatedOutlook, StarExplained } from '../explanation.ts'
import { type Reason, reason } from './reason.ts'

export function outlookReasons(outlook: Outlook, star: StarExplained): Reason[] {
  const basis = basisReason(outlook.basis)
  if (outlook.holds === 'star') return [basis, ratedReason(outlook, star)]
  const { firstStar, months } = outlook
  if (firstStar === null) return [basis, reason('outlook-stays-unrated', { months })]
  const { month, star: first, growthValue: value } = firstStar
  return [basis, reason('outlook-first-star', { month, star: first, value })]
}

function basisReason({ periods, fen, weighted }: OutlookBasis): Reason {
  return reason(weighted ? 'outlook-basis-weighted' : 'outlook-basis', { periods, fen })
}

function ratedReason({ risesBefore, atExpiry }: RatedOutlook, now: StarExplained): Reason {
  if (risesBefore !== null) {
    const { month, star, growthValue: value } = risesBefore
    return reason('outlook-rises', { month, star, value })
  }
  const { month, star, growthValue: value } = atExpiry
  if (star === now.star) return reason('outlook-renews', { month, star, value })
  const before = now.star
  const falls = { month, value, before, needed: now.thresholds[before - 1] as number }
  return star === 0
    ? reason('outlook-falls-to-unrated', falls)
    : reason('outlook-falls', { ...falls, star })
}
