import type { PolicyCode, PolicyParams } from '../mistakes.ts'

/** One sentence per code: what is wrong, and what to write instead. */
type Sentences = {
  readonly [C in PolicyCode]: (params: PolicyParams[C]) => string
}

export interface Catalogue {
  readonly sentences: Sentences
  /** Opens a sentence on an overlay that is wrong only together with the documents named. */
  readonly over: (documents: string) => string
}

/** The dotted path of a key. */
export function keyPath({ path, key }: { path: string; key: string }): string {
  return path === '' ? key : `${path}.${key}`
}
