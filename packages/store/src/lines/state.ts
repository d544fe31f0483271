import type { AskedLine, LineState, LocalDate, LocalDateTime } from '@dipper/entitlement'
import type { ServiceKind, StopCause, StopKind } from '@dipper/policy'
import type { LineEvent } from './event.ts'

interface Heard {
  readonly at: LocalDateTime
  readonly event: string
}

/** What the events of a line come to that name one customer, in whatever order they arrived. */
export interface LineKnown {
  readonly customerId: string
  readonly line: string
  readonly kind: ServiceKind
  /** The last event of any kind. */
  readonly heard: Heard
  readonly stop:
    | (Heard & {
        readonly stopped: boolean
        readonly cause: StopCause | null
        readonly stopKind: StopKind | null
        readonly stoppedOn: LocalDate | null
      })
    | null
  readonly arrears: (Heard & { readonly fen: bigint }) | null
}

/** The last by time decides each part; of two at the same moment the one with the greater id. */
export function lineAfter(known: LineKnown | null, event: LineEvent): LineKnown {
  const { customerId, line } = event
  const heard = { at: event.at, event: event.id }
  const isLast = isLater(heard, known?.heard)
  return {
    customerId,
    line,
    kind: isLast ? event.kind : (known?.kind ?? event.kind),
    heard: isLast ? heard : (known?.heard ?? heard),
    stop:
      event.what !== 'arrears' && isLater(heard, known?.stop)
        ? stopOf(event)
        : (known?.stop ?? null),
    arrears:
      event.arrearsFen !== null && isLater(heard, known?.arrears)
        ? { ...heard, fen: event.arrearsFen }
        : (known?.arrears ?? null),
  }
}

function stopOf({ id, at, what, cause, stopKind, stoppedOn }: LineEvent): LineKnown['stop'] {
  const heard = { at, event: id }
  if (what === 'restored') {
    return { ...heard, stopped: false, cause: null, stopKind: null, stoppedOn: null }
  }
  return { ...heard, stopped: true, cause, stopKind, stoppedOn: stoppedOn ?? at.slice(0, 10) }
}

function isLater(heard: Heard, than: Heard | null | undefined): boolean {
  if (!than) return true
  return heard.at === than.at ? heard.event > than.event : heard.at > than.at
}

/** Points are frozen while any line of the customer is stopped so. */
export function isDoubleStopped(known: LineKnown | null): boolean {
  const stop = known?.stop
  return stop?.stopped === true && stop.cause === 'arrears' && stop.stopKind === 'double'
}

/** The state to judge by. What is stated fills in the part that no event says, and is then named. */
export function stateOf(
  known: LineKnown | null,
  stated: LineState | null,
): Pick<AskedLine, 'state' | 'known'> {
  const { stop = null, arrears = null } = known ?? {}
  if (!stop) {
    const state = stated && arrears ? { ...stated, arrearsFen: arrears.fen } : stated
    return { state, known: 'stated' }
  }
  const owed = stated?.arrearsFen ?? null
  const arrearsFen = arrears ? arrears.fen : owed
  const { cause, stopKind: kind, stoppedOn } = stop
  return {
    state: stop.stopped
      ? { is: 'stopped', cause, kind, stoppedOn, arrearsFen }
      : { is: 'in-service', arrearsFen },
    known: arrears || owed === null ? 'event' : 'stated',
  }
}
