import type { AttemptError } from './errors.ts'

/** An order whose turn it is, as it was taken. */
export interface TakenOrder {
  /** Our uuid: `externalId` in the network. */
  readonly order: string
  /** What is posted, as it was written when the use began. */
  readonly payload: unknown
  /** Whether it was sent; one that was replayed is `waiting`, and may have an id all the same. */
  readonly state: string
  /** The network's own id, once it is known. */
  readonly networkId: string | null
  /**
   * How often it has been taken since it was made, sent or replayed, this time included. Counted when
   * it is taken: a process that dies with an order has tried it.
   */
  readonly attempts: number
  /** Whether it has never been taken before this: nothing of it can have reached the network. */
  readonly untried: boolean
  /** When it was first sent since it was made or replayed; null before. */
  readonly sentAt: Date | null
}

/**
 * What delivery needs of the store. Each of the outcomes ends the lease and writes the history, in one
 * transaction with what follows for the use; of an order that has ended meanwhile they change nothing.
 */
export interface Outbox {
  /** Orders that are due and that nobody else has, the longest due first; they are ours for the lease. */
  take(limit: number, leaseSeconds: number): Promise<readonly TakenOrder[]>
  /** The network has it; to be looked at in so many seconds. False: the id is another order's. */
  sent(order: string, networkId: string, seconds: number): Promise<boolean>
  /** It is still under way in the network; to be looked at in so many seconds. */
  stillOpen(order: string, seconds: number): Promise<void>
  /** To be tried again in so many seconds. */
  tryLater(order: string, error: AttemptError, seconds: number): Promise<void>
  /** The network does not know it any more: as before it was sent, but for `sentAt`; due at once. */
  lost(order: string): Promise<void>
  completed(order: string): Promise<void>
  failed(order: string, error: AttemptError): Promise<void>
  dead(order: string, error: AttemptError): Promise<void>
}
