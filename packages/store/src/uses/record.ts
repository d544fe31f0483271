import type { BegunUse, LocalDateTime } from '@dipper/entitlement'
import type { Month } from '@dipper/policy'
import type { OrderRecord } from '../orders/record.ts'

/** A use as it is kept. */
export interface UseRecord extends BegunUse {
  readonly customerId: string
  /** Of the customer, from 1. */
  readonly number: number
  readonly endedAt: LocalDateTime | null
  /** Null while it runs, and for a use that does not last. */
  readonly endedBecause: 'time' | 'paid' | 'ceiling-passed' | 'failed' | null
  /** The star it rests on, and the month that this was published for. */
  readonly star: number
  readonly month: Month
  readonly policyDigest: string
  readonly document: string
  readonly overlay: string | null
  /** Who asked for it. */
  readonly by: string
  /** The first is what it began with. */
  readonly orders: readonly OrderRecord[]
}
