import type { Month } from '../month.ts'
import type { Decimal, ServiceKind, StopCause, StopKind } from '../policy.ts'
import type { Billing, CountedOf, Day, Ending, Gift, Period } from './benefits.ts'

/**
 * The executable form of the documents that answer for a month: plain data without functions.
 * `digest` is over everything else in it; titles and sources are not in it, so words never change a
 * digest.
 */
export interface CompiledBenefits {
  readonly policy: string
  /** First month that the national document answers for. */
  readonly effectiveFrom: Month
  /** The highest star. */
  readonly stars: number
  /** Rules of customers whose region has no overlay in force. */
  readonly national: BenefitRules
  /** Rules of the regions that have one, by region. */
  readonly regions: Readonly<Record<string, BenefitRules>>
  /** SHA-256 in hex. */
  readonly digest: string
}

export interface BenefitRules {
  /** File of the document or overlay. */
  readonly document: string
  readonly points: { readonly multiplier: readonly Decimal[]; readonly years: number }
  /** By code; an offer by that of its benefit and its own, `offers/spring-data`. */
  readonly benefits: Readonly<Record<string, BenefitRule>>
  /** The codes of the offers of each benefit that is given by offers. */
  readonly offers: Readonly<Record<string, readonly string[]>>
}

/** What applies to one benefit or offer. What is by star has a value for each of `stars`. */
export interface BenefitRule {
  readonly stars: readonly number[]
  readonly line: LineRule | null
  readonly limit: LimitRule | null
  readonly lasts: LastingRule | null
  readonly ceilingFen: Readonly<Record<number, number>> | null
  /** The balance that those need who do not have it. */
  readonly balanceFen: number | null
  /** Whether a use hands the network a service order. */
  readonly order: boolean
  readonly offer: OfferRule | null
}

export interface LineRule {
  readonly kinds: readonly ServiceKind[]
  readonly stopped: {
    readonly causes: readonly StopCause[]
    readonly kinds: readonly StopKind[] | null
    readonly withinDays: number | null
  } | null
}

export interface LimitRule {
  /** Null: without limit. */
  readonly uses: Readonly<Record<number, number | null>>
  readonly per: Period
  readonly of: CountedOf
  readonly beyond: { readonly priceFen: number; readonly billed: Billing } | null
}

interface LastingRule {
  readonly days: number | null
  readonly hours: number | null
  readonly until: readonly Ending[]
}

interface OfferRule {
  readonly gives: Gift
  readonly from: Day
  readonly through: Day | null
  readonly stock: number | null
}

/** The rules for a customer of this region (null: none). */
export function benefitRulesFor(policy: CompiledBenefits, region: string | null): BenefitRules {
  const own = region !== null && Object.hasOwn(policy.regions, region)
  return (own ? policy.regions[region] : undefined) ?? policy.national
}
