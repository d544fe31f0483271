import type { BenefitsParams } from '../benefits/mistakes.ts'
import type { CostsParams } from '../costs/mistakes.ts'
import type { ProgrammeParams } from '../mistakes.ts'
import type { VariationParams } from '../variation/mistakes.ts'

/** One sentence per code: what is wrong, and what to write instead. */
export type Sentences<Params> = {
  readonly [C in keyof Params]: (params: Params[C]) => string
}

export interface Catalogue {
  /** Of a policy check. */
  readonly sentences: Sentences<ProgrammeParams>
  /** Of cost files, where they are not those of a policy check. */
  readonly costs: Sentences<CostsParams>
  /** Of benefits, where they are not those of a policy check. */
  readonly benefits: Sentences<BenefitsParams>
  /** Of variations. */
  readonly variations: Sentences<VariationParams>
  /** Opens a sentence on an overlay that is wrong only together with the documents named. */
  readonly over: (documents: string) => string
}

/** The dotted path of a key. */
export function keyPath({ path, key }: { path: string; key: string }): string {
  return path === '' ? key : `${path}.${key}`
}
