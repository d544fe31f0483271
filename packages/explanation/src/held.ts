import type { Held } from '@dipper/assessment'
import { formatMonth } from '@dipper/policy'
import type { HeldBefore } from './explanation.ts'
import { toSpan } from './row.ts'

export function explainHeld(held: Held | null): HeldBefore | null {
  if (held === null) return null
  const { star, validity, joined, outcome } = held
  return {
    star,
    validity: validity === null ? null : toSpan(validity),
    joined: joined === null ? null : formatMonth(joined),
    outcome,
  }
}
