import type {
  Allowance,
  BegunUse,
  Entitlement,
  HeldStar,
  LineState,
  LocalDate,
  LocalDateTime,
} from '@dipper/entitlement'
import type { Balance, Cause, Posting, Refusal, Statement } from '@dipper/ledger'
import type { Progress } from '@dipper/ordering'
import type {
  BenefitsInForce,
  Localized,
  Month,
  ServiceKind,
  StopCause,
  StopKind,
} from '@dipper/policy'

/** What a star gives, and how it is used. */
export interface Benefits {
  /** All that a customer has now beside the star; null where nobody has the id. */
  standingOf(customerId: string): Promise<Standing | null>
  /**
   * Uses nothing and remembers nothing; null where nobody has the id. Throws PortProblem
   * `benefits-missing`.
   */
  mayUse(customerId: string, asked: AskedUse): Promise<MayUseOutcome | null>
  /**
   * One act: judges, takes the quota, records the use and its order. Null where nobody has the id.
   * Throws PortProblem `benefits-missing`.
   */
  use(customerId: string, asked: UseRequest): Promise<UseOutcome | null>
  /** Newest first, those with a number below `before`. */
  usesOf(customerId: string, page: { before?: number; limit: number }): Promise<UseRecord[]>
  /** As the newest document names it; null for a code that there is not. */
  titleOf(benefit: string): Localized<string> | null
}

/** As of one moment. */
export interface Standing {
  readonly now: LocalDateTime
  /** Null where the last published month has no row of the customer. */
  readonly held: HeldStar | null
  /** Null where no document answers for the month; nothing is allowed then. */
  readonly policy: BenefitsInForce | null
  readonly allowances: readonly Allowance[]
  readonly running: readonly UseRecord[]
  readonly points: Balance
}

/** What is to be used, and what the asker states of the line; an event of the line wins over it. */
export interface AskedUse {
  readonly benefit: string
  readonly line: {
    readonly id: string
    readonly kind: ServiceKind | null
    readonly state: LineState | null
  } | null
}

export interface UseRequest extends AskedUse {
  /** The same act has the same key; no two callers have one in common. */
  readonly key: string
  /** Subject of the token. */
  readonly by: string
  /** Beyond the quota, at the price that the document names. */
  readonly atPrice: boolean
}

export type MayUseOutcome =
  | { readonly outcome: 'answered'; readonly entitlement: Entitlement }
  /** The line is none of the customer's, or nobody says of what kind it is. */
  | { readonly outcome: 'line-missing' }

export type UseOutcome =
  /** `repeated`: it began before, under the same key; the answer is that of then. */
  | {
      readonly outcome: 'begun' | 'repeated'
      readonly use: UseRecord
      readonly entitlement: Entitlement
    }
  | { readonly outcome: 'refused'; readonly entitlement: Entitlement }
  /** The key belongs to another act of the customer. */
  | { readonly outcome: 'key-used' }
  | { readonly outcome: 'line-missing' }

export const USE_STATES = ['running', 'ended', 'given-back'] as const
export const USE_ENDINGS = ['time', 'paid', 'ceiling-passed', 'failed'] as const

export interface UseRecord extends BegunUse {
  /** Of the customer, from 1. */
  readonly number: number
  readonly customerId: string
  readonly endedAt: LocalDateTime | null
  /** Null while it runs, and for a use that does not last. */
  readonly endedBecause: (typeof USE_ENDINGS)[number] | null
  /** The star it rests on, and the month that this was published for. */
  readonly star: number
  readonly month: Month
  readonly document: string
  readonly overlay: string | null
  readonly by: string
  readonly orders: readonly OrderRecord[]
}

/** Lines of customers, and what the network and billing say of them. */
export interface Lines {
  /** Those held today, by kind, the oldest first; null where nobody has the id. */
  of(customerId: string): Promise<LineOfCustomer[] | null>
  accept(
    event: LineEvent,
  ): Promise<'accepted' | 'repeated' | 'differs' | 'customer-missing' | 'not-theirs'>
}

export interface LineOfCustomer {
  readonly line: string
  readonly kind: ServiceKind
  /** Null where none is kept, or it was erased. */
  readonly number: string | null
  /** Null where only events say whose it is. */
  readonly heldFrom: LocalDate | null
  /** By the last events; null where none says whether it is stopped. */
  readonly state: LineState | null
}

export const LINE_NEWS = ['stopped', 'restored', 'arrears'] as const

export interface LineEvent {
  /** Of who sends it: the same event has the same id. */
  readonly id: string
  readonly customerId: string
  readonly line: string
  readonly kind: ServiceKind
  readonly at: Date
  readonly what: (typeof LINE_NEWS)[number]
  readonly cause: StopCause | null
  readonly stopKind: StopKind | null
  readonly stoppedOn: LocalDate | null
  /** 0 or less where nothing is owed. */
  readonly arrearsFen: bigint | null
}

export const ORDER_ACTS = ['start', 'stop-again'] as const
export const OUTBOX_STATES = ['waiting', 'sent', 'completed', 'failed', 'dead', 'given-up'] as const
export type OutboxState = (typeof OUTBOX_STATES)[number]

/** Service orders: what the network was asked for, and what became of it. */
export interface Orders {
  /** Newest first, those with a number below `before`. */
  list(page: { state?: OutboxState; before?: bigint; limit: number }): Promise<OrderRecord[]>
  of(order: string): Promise<OrderRecord | null>
  /** In the order in which it happened. */
  history(order: string): Promise<OrderNews[]>
  /** Sends a dead order again. */
  replay(
    order: string,
    by: string,
  ): Promise<'replayed' | 'not-dead' | 'use-ended' | 'order-missing'>
  /** Ends a dead order without the network, and gives the use back. */
  giveUp(order: string, by: string): Promise<'given-up' | 'not-dead' | 'order-missing'>
  /** `late`: it had ended otherwise. `other-order`: the ids belong to two orders. */
  answered(
    report: NetworkReport,
  ): Promise<'accepted' | 'repeated' | 'late' | 'order-missing' | 'other-order'>
}

/** What the network says of an order. */
export interface NetworkReport {
  /** The network's id of it. */
  readonly networkId: string
  /** Our id of it. */
  readonly externalId: string
  readonly state: Progress
  /** Why it failed; `said` is the network's own code. */
  readonly error?: {
    readonly code: string
    readonly status: null
    readonly said: string | null
  }
}

export interface OrderRecord {
  /** UUID, our id of it in the network. */
  readonly order: string
  /** Rises with every order. */
  readonly number: bigint
  readonly customerId: string
  /** Number of the use among the customer's. */
  readonly use: number
  readonly what: (typeof ORDER_ACTS)[number]
  readonly state: OutboxState
  readonly attempts: number
  /** When it is tried next; null once it has ended or is dead. */
  readonly nextAt: Date | null
  /** The network's id of it, as far as is known. */
  readonly networkId: string | null
  /** Code of what went wrong last. */
  readonly error: string | null
  readonly createdAt: Date
  readonly endedAt: Date | null
}

export interface OrderNews {
  readonly number: number
  readonly at: Date
  readonly what: string
  readonly details: Readonly<Record<string, unknown>>
}

/** Points of one customer. Whoever has never had any has none. */
export interface PointsLedger {
  balance(customerId: string): Promise<Balance>
  /** Both days included. */
  statement(
    customerId: string,
    days: { readonly from: LocalDate; readonly through: LocalDate },
  ): Promise<Statement>
  redeem(customerId: string, act: PointsAct & { readonly points: bigint }): Promise<PointsOutcome>
  /** `names`: number of the redemption. */
  reverse(customerId: string, act: PointsAct & { readonly names: number }): Promise<PointsOutcome>
  /** `points`: by which the posting named was wrong, below zero where it was too much. */
  correct(
    customerId: string,
    act: PointsAct & { readonly names: number; readonly points: bigint },
  ): Promise<PointsOutcome>
  freeze(customerId: string, act: PointsAct & { readonly cause: Cause }): Promise<PointsOutcome>
  /** Lifts one cause of freezing. */
  unfreeze(customerId: string, act: PointsAct & { readonly cause: Cause }): Promise<PointsOutcome>
}

export interface PointsAct {
  /** The same act has the same key; no two callers have one in common. */
  readonly key: string
  /** Subject of the token. */
  readonly by: string
  readonly why: string | null
}

export type PointsOutcome =
  | { readonly state: 'posted' | 'repeated'; readonly posting: Posting }
  | { readonly state: 'refused'; readonly refusal: Refusal }
