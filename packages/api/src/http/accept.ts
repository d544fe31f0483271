import { weighted } from './weighted.ts'

/**
 * The media type among those on offer that an `Accept` header wants most; the first on offer where
 * it does not care, undefined where it takes none.
 */
export function acceptable<T extends string>(
  header: string | undefined,
  offers: readonly T[],
): T | undefined {
  if (header === undefined || header.trim() === '') return offers[0]
  const ranges = weighted(header)
  const refused = ranges.filter(({ weight }) => weight === 0).map(({ range }) => range)
  for (const { range, weight } of ranges) {
    const taken = offers.find((offer) => covers(range, offer) && !refused.includes(offer))
    if (weight > 0 && taken !== undefined) return taken
  }
  return undefined
}

/** Whether a range such as `text/*` covers a media type. */
function covers(range: string, type: string): boolean {
  if (range === '*/*' || range === type) return true
  return range.endsWith('/*') && type.startsWith(range.slice(0, -1))
}
