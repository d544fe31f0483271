import type { Gap, Leaving, StarExplained } from '../explanation.ts'
import { type Reason, reason } from './reason.ts'

export function gapReasons(gap: Gap | null, { star }: StarExplained): Reason[] {
  if (gap === null) return [reason('top-star', { star })]
  const { star: next, threshold, missing, cap } = gap
  const short = missing > 0n ? [reason('gap', { star: next, threshold, missing })] : []
  if (cap === null) return short
  const { stops: least, atMost } = cap
  return [...short, reason('gap-held-by-cap', { star: next, least, atMost })]
}

export function leavingReasons(leaving: Leaving | null): Reason[] {
  if (leaving === null) return []
  const { period, countedFen: fen } = leaving
  return [reason('leaving', { period, fen })]
}
