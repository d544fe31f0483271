/**
 * Something the operator can mend: what is wrong as a code with its numbers and names; the words are
 * where they are shown. A broken invariant of ours stays a plain Error.
 */
export class StoreProblem extends Error {
  readonly code: StoreProblemCode
  readonly params: Readonly<Record<string, string | number>>

  constructor(code: StoreProblemCode, params: Readonly<Record<string, string | number>> = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.name = 'StoreProblem'
    this.code = code
    this.params = params
  }
}

export const STORE_PROBLEM_CODES = [
  /** No PostgreSQL for this platform among the installed packages: `package`. */
  'embedded-missing',
  /** PostgreSQL refuses root, and root may not make a user namespace here. */
  'embedded-root',
  /** The cluster could not be made: `folder`, `why`. */
  'embedded-initdb',
  /** The server ended before it was ready: `folder`, `log`, `why`. */
  'embedded-start',
  /** A server runs on the folder and does not answer: `folder`, `why`. */
  'embedded-unreachable',
  /** The embedded server is for development, demonstration and tests. */
  'embedded-in-production',
  /** The database was migrated by a later version: `found`, `known`. */
  'schema-newer',
  /** The owner lacks a right that migrating needs: `why`. */
  'migrate-forbidden',
  /** Another process is publishing or taking back. */
  'publish-busy',
  /** A part has other rows than announced: `table`, `range`, `announced`, `found`. */
  'publish-part-differs',
  /** A part cannot be read as the table it is for: `table`, `range`, `line` (0: not known), `why`. */
  'publish-part-unreadable',
  /** A part has rows of customers who are not in its range: `table`, `range`, `found`. */
  'publish-part-outside',
  /** The rows loaded do not add up to the totals of the month: `what`, `announced`, `found`. */
  'publish-totals-differ',
] as const
export type StoreProblemCode = (typeof STORE_PROBLEM_CODES)[number]
