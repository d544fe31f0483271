import { Problem } from '../problems/problem.ts'

/** Where a page ends: as a text of digits, so that integers of any size stay exact. */
const POSITION = /^(0|[1-9][0-9]{0,18})$/

/** What a store takes as integer, and as bigint. */
const INTEGER = 2n ** 31n - 1n
const BIGINT = 2n ** 63n - 1n

/**
 * A mark that callers hand back as it is.
 *
 * @param list which list it belongs to: it is refused in any other
 */
export function encodeCursor(list: string, position: number | bigint): string {
  return Buffer.from(`${list}:${position}`).toString('base64url')
}

/** The integer of a cursor. Throws `cursor-invalid`. */
export function decodeCursor(list: string, cursor: string): number {
  return Number(positionOf(list, cursor, INTEGER))
}

/** The bigint of a cursor. Throws `cursor-invalid`. */
export function decodeBigCursor(list: string, cursor: string): bigint {
  return positionOf(list, cursor, BIGINT)
}

function positionOf(list: string, cursor: string, most: bigint): bigint {
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  const colon = text.indexOf(':')
  const position = text.slice(colon + 1)
  if (text.slice(0, colon) !== list || !POSITION.test(position) || BigInt(position) > most) {
    throw new Problem('cursor-invalid', {})
  }
  return BigInt(position)
}
