import type { Deciding } from './reason.ts'
import type { HeldStar } from './question.ts'

/** The star that counts now, or why there is none. It holds until the next month is published. */
export function starThatCounts(held: HeldStar | null): number | Deciding {
  if (!held) return { code: 'star-unknown', params: {} }
  const { star, validity, month } = held
  if (validity && validity.through < month) {
    return { code: 'star-expired', params: { through: validity.through } }
  }
  return star
}

/** Why a star does not have the benefit, or undefined where it has. */
export function starRefusal(held: HeldStar | null, stars: readonly number[]): Deciding | undefined {
  const star = starThatCounts(held)
  if (typeof star !== 'number') return star
  if (stars.includes(star)) return undefined
  if (star === 0) return { code: 'unrated', params: { stars } }
  return { code: 'star-not-given', params: { star, stars } }
}
