import type { Finding, FindingCode } from '../check/finding.ts'
import type { RefusalParams } from '../refusal.ts'

/** Everything that the ledger says in one language, in sentences without a full stop. */
export interface Words {
  readonly refusals: { readonly [C in keyof RefusalParams]: (params: RefusalParams[C]) => string }
  readonly findings: { readonly [C in FindingCode]: (finding: Said) => string }
}

interface Said extends Pick<Finding, 'kept' | 'recomputed'> {
  /** The customer's id, empty where it is about everybody. */
  readonly customer: string
  /** A posting's number, the year of a lot, or a period as `YYYY-MM`. */
  readonly at: string
}
