import type { Direction, Example, Histogram, SimulatedMonth } from '@dipper/engine'
import type { Deciding, Explanation } from '@dipper/explanation'
import type { Costs, Decimal, Month, Setting } from '@dipper/policy'

export type { Deciding }

/** What a draft would have done, with all that a reader is shown of it. */
export interface WhatIf {
  readonly draft: string
  readonly against: string
  /** The month whose rules of the draft are taken for all months; null: each month its own. */
  readonly asOf: Month | null
  readonly from: Month
  readonly through: Month
  readonly knownBy: string | null
  /** Settings that differ in some of the months. */
  readonly changes: readonly Change[]
  readonly months: readonly SimulatedMonth[]
  readonly histograms: readonly Histogram[]
  readonly examples: Readonly<Record<Direction, readonly ExplainedExample[]>>
  readonly costs: CostsCompared | null
}

/** A setting as the policy in force has it and as the draft does. */
export interface Change {
  /** Null: national. */
  readonly region: string | null
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** A customer whose star differs in the last month. */
export interface ExplainedExample extends Example {
  /** Null where the customer gets no row, such as in a segment that is not eligible. */
  readonly inForceExplanation: Explanation | null
  readonly draftExplanation: Explanation | null
  /** The settings that made the difference. */
  readonly deciding: Deciding
}

/** Exact decimals of yuan. */
export interface Pair {
  readonly inForce: Decimal
  readonly draft: Decimal
}

export interface CostsCompared {
  readonly costs: Costs
  /** By benefit, in the order of the file, over all months; then `points`. */
  readonly lines: readonly (Pair & { readonly code: string })[]
  readonly byMonth: readonly (Pair & { readonly month: Month })[]
  readonly total: Pair
  /** Points earned over all months. */
  readonly points: { readonly inForce: bigint; readonly draft: bigint }
}

/** A sweep: one draft for each combination of values. */
export interface Sweep {
  readonly draft: string
  readonly against: string
  readonly asOf: Month | null
  readonly from: Month
  readonly through: Month
  readonly knownBy: string | null
  /** What is varied, one or two settings, with their values in the order given. */
  readonly varied: readonly {
    readonly path: string
    readonly values: readonly Setting['value'][]
  }[]
  /** Null without a cost file. */
  readonly costs: Costs | null
  /** Files of overlays that keep what they state themselves. */
  readonly overlaysKept: readonly string[]
  /** The register itself, to compare with. */
  readonly inForce: SweptStars
  readonly points: readonly SweepPoint[]
}

export interface SweptStars {
  /** Customers in net in the last month by star, from 0. */
  readonly stars: readonly number[]
  /** Over all months, in yuan; null without a cost file. */
  readonly cost: Decimal | null
}

export interface SweepPoint extends SweptStars {
  /** One value for each of `varied`. */
  readonly settings: readonly Setting[]
  /** Customers of the last month with a higher or lower star than in the register. */
  readonly up: number
  readonly down: number
}
