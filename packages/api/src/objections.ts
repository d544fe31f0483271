import type { Call } from './endpoint.ts'

/**
 * The regions whose objections a caller sees: the one asked for, otherwise all that the grant reaches;
 * null: all there are. Whether the one asked for is reached was decided before.
 */
export function regionsSeen(
  { grant }: Pick<Call, 'grant'>,
  asked: string | undefined,
): readonly string[] | null {
  if (asked !== undefined) return [asked]
  return grant === null ? [] : grant.relation === 'any' ? null : grant.regions
}
