import type { Billing, Ending } from '@dipper/policy'
import type { LocalDateTime } from './local-time.ts'

/** One act of using a benefit, as far as later answers depend on it. */
export interface Use {
  readonly benefit: string
  readonly line: string | null
  readonly at: LocalDateTime
  /** `given-back`: its order failed and it counts no more. A use without duration has ended. */
  readonly state: 'running' | 'ended' | 'given-back'
  /** What it costs; a use at a price takes nothing of the quota. */
  readonly chargeFen: bigint
  /** The first moment in which it no longer runs; null for a use without duration. */
  readonly endsAt: LocalDateTime | null
}

/** A use as it begins, with what its end depends on; later stars and documents do not change it. */
export interface BegunUse extends Use {
  readonly until: readonly Ending[]
  readonly ceilingFen: bigint | null
  /** Of the line when the use began; null where not known. */
  readonly arrearsFen: bigint | null
  /** When the charge is asked for; null without one. */
  readonly billed: Billing | null
}

/** Whether a use is running at a time, whatever has been noted of it since. */
export function isRunning({ state, endsAt }: Use, now: LocalDateTime): boolean {
  return state === 'running' && (endsAt === null || now < endsAt)
}
