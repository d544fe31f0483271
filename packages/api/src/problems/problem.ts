import { type FieldCode, type ProblemCode, type ProblemParams, STATUS } from './catalogue.ts'

/** One part of a request that is wrong. */
export interface FieldError {
  readonly in: 'path' | 'query' | 'header' | 'body'
  /** Name of the parameter, or the dotted path within the body; empty for the whole. */
  readonly path: string
  readonly code: FieldCode
}

/** An answer that is a problem: a code of the catalogue with its parameters. */
export class Problem<C extends ProblemCode = ProblemCode> extends Error {
  readonly code: C
  readonly params: ProblemParams[C]
  readonly errors: readonly FieldError[]

  constructor(code: C, params: ProblemParams[C], errors: readonly FieldError[] = []) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.params = params
    this.errors = errors
  }

  get status(): number {
    return STATUS[this.code]
  }
}

/** A request of which these parts are wrong. */
export function invalid(...errors: readonly FieldError[]): Problem<'invalid-request'> {
  return new Problem('invalid-request', {}, errors)
}
