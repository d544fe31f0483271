import {
  type Customer,
  type FullAssessment,
  type Rules,
  type Stop,
  within,
} from '@dipper/assessment'
import { monthOf } from '@dipper/policy'
import type { CreditExplained, StopExplained, StopMismatch } from './explanation.ts'
import { toSpan } from './row.ts'

/** Each stop begun in the window that names the customer, counted or not. */
export function explainCredit(
  { credit, rules }: FullAssessment,
  { stops }: Customer,
): CreditExplained {
  const { perStop, kind, causes, of } = rules.credit
  return {
    window: toSpan(credit.window),
    perStop,
    counts: { kind, causes, of },
    stops: stops
      .filter((stop) => within(credit.window, monthOf(stop.stoppedOn)))
      .toSorted(byDate)
      .map((stop) => explainStop(rules.credit, stop, credit.stops.includes(stop))),
    growth: credit.growth,
  }
}

function explainStop(rule: Rules['credit'], stop: Stop, counted: boolean): StopExplained {
  const mismatches: readonly [StopMismatch, boolean][] = [
    ['kind', stop.kind !== rule.kind],
    ['cause', !rule.causes.includes(stop.cause)],
    ['service-kind', stop.serviceKind !== rule.of],
  ]
  const notCounted = mismatches.flatMap(([mismatch, found]) => (found ? [mismatch] : []))
  const { serviceId, serviceKind, kind, cause, stoppedOn } = stop
  return { serviceId, serviceKind, kind, cause, stoppedOn, counted, notCounted }
}

/** By date, then by line and kind, so that the order of the facts does not show. */
function byDate(a: Stop, b: Stop): number {
  const [before, after] = [a, b].map((stop) => `${stop.stoppedOn} ${stop.serviceId} ${stop.kind}`)
  return (before as string) < (after as string) ? -1 : before === after ? 0 : 1
}
