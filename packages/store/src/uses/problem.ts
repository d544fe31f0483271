/** What keeps a benefit from being judged, as a code with its numbers and names. */
export class UsesProblem extends Error {
  readonly code: UsesProblemCode
  readonly params: Readonly<Record<string, string | number>>

  constructor(code: UsesProblemCode, params: Readonly<Record<string, string | number>> = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.name = 'UsesProblem'
    this.code = code
    this.params = params
  }
}

export const USES_PROBLEM_CODES = [
  /** No document of benefits answers: `month`. */
  'benefits-missing',
] as const
export type UsesProblemCode = (typeof USES_PROBLEM_CODES)[number]
