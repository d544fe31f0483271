import type { LocalDate, LocalDateTime } from '@dipper/entitlement'
import type { ServiceKind, StopCause, StopKind } from '@dipper/policy'

/** What the network or billing says of a line. */
export interface LineEvent {
  /** The same id with the same content is the same event. */
  readonly id: string
  readonly customerId: string
  readonly line: string
  readonly kind: ServiceKind
  readonly at: LocalDateTime
  readonly what: 'stopped' | 'restored' | 'arrears'
  /** Of a stop, null where not known. */
  readonly cause: StopCause | null
  readonly stopKind: StopKind | null
  /** Null: the day of `at`. */
  readonly stoppedOn: LocalDate | null
  /** What is owed from then on; null where the event does not say. */
  readonly arrearsFen: bigint | null
}

/** `differs`: the id was used with other content. `not-theirs`: the facts say otherwise of that day. */
export type Accepted = 'accepted' | 'repeated' | 'differs' | 'customer-missing' | 'not-theirs'
