import type { Allowance, HeldStar, LocalDateTime, Use } from '@dipper/entitlement'
import type { Balance } from '@dipper/ledger'
import type { BenefitsInForce } from '@dipper/policy'
import type { UseRecord } from './record.ts'

/** What a customer has now beside the star, all as of one moment. */
export interface Standing {
  readonly now: LocalDateTime
  /** Null where the last published month has no row of the customer. */
  readonly held: HeldStar | null
  readonly region: string | null
  /** Null where no document answers for the month; nothing is allowed then. */
  readonly policy: BenefitsInForce | null
  readonly allowances: readonly Allowance[]
  /** Those that count, of any benefit. */
  readonly uses: readonly Use[]
  readonly running: readonly UseRecord[]
  readonly points: Balance
}
