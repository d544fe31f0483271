/** Something the operator can mend, as code and parameters; the words are where they are shown. */
export class ServerProblem extends Error {
  readonly code: ServerProblemCode
  readonly params: Readonly<Record<string, string | number>>

  constructor(code: ServerProblemCode, params: Readonly<Record<string, string | number>> = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.name = 'ServerProblem'
    this.code = code
    this.params = params
  }
}

export const SERVER_PROBLEM_CODES = [
  /** In production no issuer of tokens is named. */
  'issuer-missing',
  /** A variable of the environment cannot be used: `why` names it. */
  'setting-invalid',
  /** Nothing can listen on `host` and `port`: `why`. */
  'port-taken',
  /** The programme in `folder` has mistakes. */
  'programme-mistakes',
  /** The embedded database in `folder` runs: stop the server first. */
  'backup-running',
  /** `folder` is there already and holds something. */
  'backup-exists',
  /** `folder` is no backup. */
  'backup-missing',
  /** A program that the step needs is not installed or failed: `program`, `why`. */
  'program-failed',
] as const
export type ServerProblemCode = (typeof SERVER_PROBLEM_CODES)[number]
