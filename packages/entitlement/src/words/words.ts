import type { ReasonParams } from '../reason.ts'

/** One sentence for each code, made from its parameters and the benefit's name. */
export type Words = {
  readonly [C in keyof ReasonParams]: (params: ReasonParams[C], name: string) => string
}
