import type { BySpend, Gap, Leaving, StarExplained } from '../explanation.ts'
import { type Reason, reason } from './reason.ts'

export function gapReasons(gap: Gap | null, { star }: StarExplained): Reason[] {
  if (gap === null) return [reason('top-star', { star })]
  const { star: next, threshold, missing, cap, bySpend } = gap
  return [
    ...(missing > 0n ? [reason('gap', { star: next, threshold, missing })] : []),
    ...(cap === null
      ? []
      : [reason('gap-held-by-cap', { star: next, least: cap.stops, atMost: cap.atMost })]),
    ...bySpendReasons(next, bySpend),
  ]
}

function bySpendReasons(star: number, bySpend: BySpend | null): Reason[] {
  if (bySpend === null || bySpend.yuanPerMonth === 0n) return []
  const { kind, ...more } = bySpend
  return kind === null
    ? [reason('gap-by-spend', { star, ...more })]
    : [reason('gap-by-spend-on', { star, ...more, kind })]
}

export function leavingReasons(leaving: Leaving | null): Reason[] {
  if (leaving === null) return []
  const { period, countedFen: fen } = leaving
  return [reason('leaving', { period, fen })]
}
