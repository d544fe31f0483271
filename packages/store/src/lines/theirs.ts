import type { Holding } from '@dipper/assessment'
import type { LocalDate } from '@dipper/entitlement'
import type { ServiceKind } from '@dipper/policy'
import type { LineKnown } from './state.ts'

/**
 * The kind of a line if it is the customer's: the published facts say that it is held today, unless
 * a later event names somebody else; or else the last event of the line names the customer, unless
 * the facts say that it was given up since. `known`: of everybody whom its events name. Null where it
 * is not.
 */
export function theirKind(
  customerId: string,
  {
    holdings,
    known,
  }: { readonly holdings: readonly Holding[]; readonly known: readonly LineKnown[] },
  today: LocalDate,
): ServiceKind | null {
  const last = known.toSorted(byHeard).at(-1)
  const held = holdings.find((holding) => isHeldOn(holding, today))
  if (held) return isOthersSince(customerId, last, held) ? null : held.kind
  if (last?.customerId !== customerId) return null
  const day = last.heard.at.slice(0, 10)
  const givenUp = holdings.some(({ heldTo }) => heldTo !== null && heldTo >= day)
  return givenUp ? null : last.kind
}

function isOthersSince(customerId: string, last: LineKnown | undefined, held: Holding): boolean {
  if (!last || last.customerId === customerId) return false
  return last.heard.at.slice(0, 10) >= held.heldFrom
}

export function isHeldOn({ heldFrom, heldTo }: Holding, day: LocalDate): boolean {
  return heldFrom <= day && (heldTo === null || day <= heldTo)
}

function byHeard({ heard: left }: LineKnown, { heard: right }: LineKnown): number {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1
  return left.event < right.event ? -1 : 1
}
