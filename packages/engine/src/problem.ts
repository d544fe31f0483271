/**
 * Something the user can mend: what is wrong as a code with its numbers and names. The words are in
 * `messages/`. A broken invariant of ours stays a plain Error.
 */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly params: Readonly<Record<string, string | number>>

  constructor(code: ProblemCode, params: Readonly<Record<string, string | number>> = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.name = 'Problem'
    this.code = code
    this.params = params
  }
}

export const PROBLEM_CODES = [
  'facts-folder-missing',
  'table-missing',
  'column-missing',
  'column-type',
  'file-unreadable',
  'file-changed',
  'number-too-large',
  'no-charges',
  'period-missing',
  'controls-differ',
  'policy-silent',
  'policy-not-expressible',
  'register-exists',
  'register-missing',
  'register-newer',
  'register-busy',
  'register-damaged',
  'register-gap',
  'register-before-first',
  'month-missing',
  'month-changed',
  'import-row',
  'import-column',
  'months-reversed',
  'customer-not-found',
  'out-not-empty',
  'strict-rejects',
  'disk-full',
  'map-source-form',
  'map-source-unknown',
  'map-left-out',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]
