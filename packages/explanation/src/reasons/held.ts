import type { HeldBefore, MembershipExplained } from '../explanation.ts'
import { type Reason, reason } from './reason.ts'

export function heldReasons(
  held: HeldBefore | null,
  { joined, rejoined }: MembershipExplained,
): Reason[] {
  if (held === null) return []
  const { star } = held
  if (rejoined && held.joined !== null) {
    return [reason('rejoined', { joined, before: held.joined, star })]
  }
  if (held.outcome !== 'imported') return []
  return [reason('imported-before', { star, through: held.validity?.through ?? null })]
}
