import type { Decimal, Localized, Sources } from '../policy.ts'

/** Unit costs for what-if: what points and benefits cost the operator. Lists go by star, from 0. */
export interface Costs {
  /** The path of its file. */
  readonly file: string
  /** Its name, `illustrative-2026`. */
  readonly costs: string
  readonly title: Localized<string>
  readonly points: {
    /** What one point costs, in fen. */
    readonly fenPerPoint: Decimal
    /** Points per yuan of qualifying spend; at most two decimal places. */
    readonly multiplier: readonly Decimal[]
  }
  /** By code of the benefit: fen per customer and month. Each list is as long as `multiplier`. */
  readonly benefits: Readonly<Record<string, readonly Decimal[]>>
  readonly sources: Sources
}
