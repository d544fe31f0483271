import type { BenefitRule } from '@dipper/policy'
import { notKnown } from './line.ts'
import type { AskedLine } from './question.ts'
import type { Deciding } from './reason.ts'

/** The ceiling, and what of it is left. */
export interface Credit {
  readonly ceilingFen: bigint
  readonly arrearsFen: bigint
  readonly leftFen: bigint
}

/**
 * How far the customer is trusted: arrears that there are count inside the ceiling, and arrears
 * above it refuse. Undefined where the benefit gives no credit.
 */
export function creditFor(
  rule: BenefitRule,
  star: number,
  line: AskedLine,
): Credit | Deciding | undefined {
  const ceiling = rule.ceilingFen?.[star]
  if (ceiling === undefined) return undefined
  const arrears = arrearsOf(line)
  if (arrears === null) return notKnown('arrears')
  const ceilingFen = BigInt(ceiling)
  if (arrears > ceilingFen) {
    return { code: 'over-ceiling', params: { arrearsFen: arrears, ceilingFen } }
  }
  return { ceilingFen, arrearsFen: arrears, leftFen: ceilingFen - arrears }
}

/** Money paid ahead is no arrears. */
export function arrearsOf({ state }: AskedLine): bigint | null {
  if (!state || state.arrearsFen === null) return null
  return state.arrearsFen < 0n ? 0n : state.arrearsFen
}
