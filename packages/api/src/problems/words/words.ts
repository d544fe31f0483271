import type { TokenFault } from '../../identity/identity.ts'
import type { FieldCode, ProblemCode, ProblemParams } from '../catalogue.ts'

/** Everything the API says in one language. */
export interface Words {
  readonly problems: { readonly [C in ProblemCode]: ProblemWords<ProblemParams[C]> }
  readonly fields: Readonly<Record<FieldCode, string>>
  readonly faults: Readonly<Record<TokenFault, string>>
}

export interface ProblemWords<P> {
  /** A few words, the same for every occurrence. */
  readonly title: string
  /** What, and what to do. */
  readonly detail: (params: P) => string
}
