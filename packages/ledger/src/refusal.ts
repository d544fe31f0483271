import type { Month } from './calendar.ts'
import type { Cause, Kind } from './posting.ts'

/** Why an act is refused, with the numbers and names its sentence needs. */
export interface RefusalParams {
  /** An account that is frozen earns and does not spend. */
  frozen: { readonly causes: readonly Cause[] }
  'not-enough': { readonly points: bigint; readonly balance: bigint }
  'points-out-of-range': { readonly points: bigint; readonly least: bigint; readonly most: bigint }
  /** A correction by nothing. */
  'no-difference': { readonly posting: number }
  'no-such-posting': { readonly posting: number }
  'not-a-redemption': { readonly posting: number; readonly kind: Kind }
  'already-reversed': { readonly posting: number }
  /** Only what was earned or corrected is corrected. */
  'not-correctable': { readonly posting: number; readonly kind: Kind }
  /** The key was used for another act. */
  'key-used': { readonly key: string; readonly posting: number }
  /** The same revision of a period with other points. */
  'revision-differs': { readonly period: Month; readonly revision: number }
  'period-not-begun': { readonly period: Month }
}
export type RefusalCode = keyof RefusalParams

export type Refusal = {
  readonly [C in RefusalCode]: { readonly code: C; readonly params: RefusalParams[C] }
}[RefusalCode]

export interface Refused {
  readonly state: 'refused'
  readonly refusal: Refusal
}

export function refuse<C extends RefusalCode>(code: C, params: RefusalParams[C]): Refused {
  return { state: 'refused', refusal: { code, params } as Refusal }
}

/** More than any customer earns, little enough that sums stay within 64 bits. */
export const POINTS_MOST = 10n ** 15n

/** Refuses points outside of `least` … `POINTS_MOST`; null where they are inside. */
export function outOfRange(points: bigint, least: bigint): Refused | null {
  if (points >= least && points <= POINTS_MOST) return null
  return refuse('points-out-of-range', { points, least, most: POINTS_MOST })
}
