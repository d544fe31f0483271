/** Something wrong with what is brought for everybody, as a code with its numbers. */
export class PointsProblem extends Error {
  readonly code: PointsProblemCode
  readonly params: Readonly<Record<string, string | number>>

  constructor(code: PointsProblemCode, params: Readonly<Record<string, string | number>> = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.name = 'PointsProblem'
    this.code = code
    this.params = params
  }
}

export const POINTS_PROBLEM_CODES = [
  /** Another process is earning or expiring for everybody. */
  'points-busy',
  /** Other customers or points came than announced: `what`, `announced`, `found`. */
  'points-differ',
  /** A row cannot be read: `line` (0: not known), `why`. */
  'points-unreadable',
  /** The revision was brought before with other points: `period`, `revision`. */
  'points-revision-differs',
  /** `period` begins after the day. */
  'points-period-not-begun',
] as const
export type PointsProblemCode = (typeof POINTS_PROBLEM_CODES)[number]
