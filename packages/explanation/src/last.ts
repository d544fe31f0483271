import type { Customer, Standing } from '@dipper/assessment'
import { type Month, monthOf } from '@dipper/policy'
import type { LastExplained } from './explanation.ts'

/** Why a customer takes no part in a month: no membership that counts, or its segment. */
export function explainLast(
  { memberships }: Customer,
  standing: Standing,
  month: Month,
): LastExplained {
  const ended = memberships
    .flatMap(({ leftOn }) => (leftOn !== null && monthOf(leftOn) < month ? [leftOn] : []))
    .toSorted()
  const beginning = memberships
    .flatMap(({ joinedOn }) => (monthOf(joinedOn) === month ? [joinedOn] : []))
    .toSorted()
  const ineligible = standing.status === 'ineligible' ? standing : null
  return {
    leftOn: ended.at(-1) ?? null,
    startsOn: beginning[0] ?? null,
    segment: ineligible?.segment ?? null,
    eligible: ineligible?.rules.segments ?? [],
  }
}
