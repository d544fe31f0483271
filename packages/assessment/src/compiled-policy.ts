import type {
  Bracket,
  Cap,
  Category,
  Decimal,
  Month,
  Segment,
  ServiceKind,
  StopCause,
  StopKind,
} from '@dipper/policy'

/**
 * The executable form of the documents that answer for a month: plain data without functions, the
 * only door between the policy language and the engines. Stored with every run; `digest` is over
 * everything else in it.
 */
export interface CompiledPolicy {
  readonly policy: string
  /** First month that the national document answers for. */
  readonly effectiveFrom: Month
  readonly transition: 'keep' | 'reassess'
  /** Rules of customers whose region has no overlay in force. */
  readonly national: Rules
  /** Rules of the regions that have one, by region. */
  readonly regions: Readonly<Record<string, Rules>>
  /** SHA-256 in hex. */
  readonly digest: string
}

/** What applies to one customer: everything between their facts and their star. */
export interface Rules {
  /** File of the document or overlay, `2016-01.yaml`, `overlays/anhui/2020-01.yaml`. */
  readonly document: string
  readonly segments: readonly Segment[]
  readonly spend: SpendRule
  readonly tenure: TenureRule
  readonly credit: CreditRule
  readonly star: StarRule
}

export interface SpendRule {
  /** Growth per yuan of each kind that counts. */
  readonly perYuan: Readonly<Partial<Record<ServiceKind, Decimal>>>
  readonly exclude: readonly Category[]
  readonly months: number
}

export interface TenureRule {
  readonly of: ServiceKind
  readonly from: 'opened' | 'held'
  readonly capMonths: number | null
  readonly growth: { readonly perMonth: number } | { readonly brackets: readonly Bracket[] }
}

export interface CreditRule {
  readonly perStop: number
  readonly kind: StopKind
  readonly causes: readonly StopCause[]
  readonly of: ServiceKind
  readonly months: number
}

export interface StarRule {
  readonly thresholds: readonly number[]
  readonly caps: readonly Cap[]
  readonly validityMonths: number
  readonly atExpiry: 'reassess' | 'one-step'
}

/** The rules for a customer of this region (null: none). */
export function rulesFor(policy: CompiledPolicy, region: string | null): Rules {
  const own = region !== null && Object.hasOwn(policy.regions, region)
  return (own ? policy.regions[region] : undefined) ?? policy.national
}
