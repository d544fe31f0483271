import type { LastExplained } from '../explanation.ts'
import type { PreviewMonth, TariffPreview } from './preview.ts'
import { type PreviewSaying, saying } from './sayings.ts'

type Unspoken = Omit<TariffPreview, 'headline' | 'notes'>

/** The answer for the caller: the stars with the change, and those without it. */
export function differenceHeadline({ tariff, months, summary }: Unspoken): PreviewSaying {
  const { changed, unchanged } = summary.runs
  const last = months.at(-1) as PreviewMonth
  const ahead = { ...tariff, through: last.month, onlyValid: onlyValidIn(last) }
  return summary.differing.length === 0
    ? saying('same', { ...ahead, runs: changed })
    : saying('differs', { ...ahead, changed, unchanged })
}

/** The fall that comes after the preview: the star is above what the growth value gives. */
function onlyValidIn({ changed }: PreviewMonth) {
  if (!changed?.validThrough || changed.assessedStar >= changed.star) return null
  return { assessed: changed.assessedStar, through: changed.validThrough }
}

/** Why there is nothing to look ahead to. */
export function noneHeadline({ segment, leftOn, startsOn }: LastExplained): PreviewSaying {
  if (segment !== null) return saying('ineligible', { segment })
  if (startsOn !== null) return saying('just-joined', { joinedOn: startsOn })
  return leftOn === null ? saying('no-membership', {}) : saying('ended', { leftOn })
}
