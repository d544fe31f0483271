import type { LocalDateTime } from '@dipper/entitlement'
import type { ServiceKind } from '@dipper/policy'

export const ORDER_STATES = [
  /** To be handed to the network. */
  'waiting',
  /** The network has it. */
  'sent',
  'completed',
  'failed',
  /** Nothing more is tried until somebody has looked. */
  'dead',
  /** It was never completed and will not be. */
  'given-up',
] as const
export type OrderState = (typeof ORDER_STATES)[number]

export type OrderAct = 'start' | 'stop-again'

/** A service order as it is kept. */
export interface OrderRecord {
  /** UUID, our id of it in the network. */
  readonly order: string
  /** Rises with every order. */
  readonly number: bigint
  readonly customerId: string
  /** Number of the use that it follows from. */
  readonly use: number
  readonly what: OrderAct
  readonly state: OrderState
  /** Times it was taken in its state: to be sent, or to be asked about once it is sent. */
  readonly attempts: number
  /** When it is taken next; null once it has ended or is dead. */
  readonly nextAt: Date | null
  /** The network's id of it, as far as is known. */
  readonly networkId: string | null
  /** Code of what went wrong last. */
  readonly error: string | null
  readonly createdAt: Date
  readonly endedAt: Date | null
}

/** One that is to be sent, or asked about, as it was taken. */
export interface OrderToSend extends OrderRecord {
  /** As `ToOrder` made it. */
  readonly payload: unknown
  /** Whether it was never taken before: nothing of it can have reached the network. */
  readonly untried: boolean
  /** When it was sent, or replayed after that; null before. */
  readonly sentAt: Date | null
}

/** What an attempt came to, where it did not do. */
export interface AttemptError {
  readonly code: string
  /** HTTP status, where there was one. */
  readonly status: number | null
  /** The network's own code, where it gave a short one. */
  readonly said: string | null
}

/** What happened to an order. */
export interface OrderEvent {
  /** From 1. */
  readonly number: number
  readonly at: Date
  readonly what: OrderEventWhat
  readonly details: Readonly<Record<string, unknown>>
}

export type OrderEventWhat =
  | 'created'
  | 'sent'
  | 'not-yet'
  | 'lost'
  | 'completed'
  | 'failed'
  | 'dead'
  | 'given-up'
  | 'replayed'
  /** A report that came after the end, or that names two orders: it changed nothing. */
  | 'late'
  | 'other-order'

/** What the network says of an order. */
export interface NetworkReport {
  /** The network's id of it. */
  readonly networkId: string
  /** Our id of it; null where the network leaves it out. */
  readonly externalId: string | null
  readonly state: 'open' | 'completed' | 'failed'
  /** Why it failed. */
  readonly error?: AttemptError
}

/** `late`: it had ended otherwise. `other-order`: the ids belong to two orders. */
export type Reported = 'accepted' | 'repeated' | 'late' | 'order-missing' | 'other-order'

/** What an order to the network is made of. */
export interface OrderAbout {
  readonly order: string
  readonly what: OrderAct
  readonly customerId: string
  /** Number of the use. */
  readonly use: number
  readonly benefit: string
  readonly line: { readonly id: string; readonly kind: ServiceKind } | null
  /** When the use began, or ended. */
  readonly at: LocalDateTime
  /** Of the use; null where it does not last. */
  readonly endsAt: LocalDateTime | null
  readonly ceilingFen: bigint | null
  readonly star: number
}

/** The body that the network is handed, as JSON can hold it. */
export type ToOrder = (about: OrderAbout) => unknown
