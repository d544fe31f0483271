import type { Decimal, Month, Programme, Segment } from '@dipper/policy'
import type { Progress } from '../run/assessing.ts'

export interface SimulateOptions {
  /** What the register was assessed under. */
  readonly against: Programme
  /** One draft, or the drafts of a sweep. */
  readonly drafts: readonly Programme[]
  readonly facts: string
  readonly register: string
  readonly from: Month
  readonly through: Month
  /** Points per qualifying yuan by star from 0; null counts no points. */
  readonly multiplier: readonly Decimal[] | null
  /** Folder that keeps the first draft's rows as a register of its own; null keeps none. */
  readonly keep: string | null
  readonly threads?: number
  /** DuckDB's memory limit, such as `2GB`. */
  readonly memory?: string
  readonly onProgress?: (progress: Progress) => void
}

export interface Simulation {
  /** The day whose knowledge the register's months rest on; null: everything. */
  readonly knownBy: string | null
  readonly drafts: readonly SimulatedDraft[]
  /** Milliseconds by phase. */
  readonly took: Readonly<Record<string, number>>
}

export interface SimulatedDraft {
  readonly months: readonly SimulatedMonth[]
  /** Customers of the last month who hold another star, ten at most in either direction. */
  readonly examples: Readonly<Record<Direction, readonly Example[]>>
  /** Growth values of the last month near each threshold, from 1★. */
  readonly histograms: readonly Histogram[]
}

export interface SimulatedMonth {
  readonly month: Month
  /** Period whose spend earns the month's points: the month's own, or the last there is. */
  readonly pointsPeriod: Month
  readonly groups: readonly SimulatedGroup[]
}

/** Customers in net in a month, of one region and segment. */
export interface SimulatedGroup {
  readonly region: string | null
  readonly segment: Segment
  /** `moves[a][b]`: customers at star a in the register and at b under the draft. */
  readonly moves: readonly (readonly number[])[]
  readonly points: { readonly inForce: bigint; readonly draft: bigint }
}

export type Direction = 'up' | 'down'

export interface Example {
  readonly customerId: string
  readonly region: string | null
  readonly segment: Segment
  readonly inForce: number
  readonly draft: number
}

/** Customers by growth value, in bins of equal width around where a star begins. */
export interface Histogram {
  readonly star: number
  /** National thresholds; null where a policy has no such star. */
  readonly thresholds: { readonly inForce: number | null; readonly draft: number | null }
  /** Growth value of the first bin's lower end. */
  readonly from: number
  readonly width: number
  readonly inForce: readonly number[]
  readonly draft: readonly number[]
}
