import type { CompiledPolicy } from '@dipper/assessment'
import type { Month, PolicyAnswer } from '@dipper/policy'
import type { Range } from './plan.ts'

/** What the rows of a month add up to, as its manifest in the register says. */
export interface PublishedTotals {
  /** Rows: everybody assessed, and the last rows. */
  readonly customers: number
  /** Rows by star, from 0. */
  readonly stars: readonly number[]
  readonly outcomes: Readonly<Record<string, number>>
  /** `moves[a][b]`: rows at star a in the month before (0 without one) and at b now. */
  readonly moves: readonly (readonly number[])[]
}

/** Digests of what the tables that are not of a month are loaded from. */
export interface Masters {
  readonly customer: string
  readonly profile: string
  readonly number: string
}

/** A month of the register to be published. */
export interface PublishRequest {
  readonly month: Month
  /** Register digest of the month. */
  readonly digest: string
  readonly policy: CompiledPolicy
  /** What `policy` was compiled from. */
  readonly answer: PolicyAnswer
  readonly totals: PublishedTotals
  /** Digest of the charges of each period that the month's window reads. */
  readonly bills: ReadonlyMap<Month, string>
  readonly masters: Masters
  /** How to divide the customers; a load that was broken off goes on with its own ranges. */
  readonly ranges: readonly Range[]
  /** Who publishes. */
  readonly by: string
}
