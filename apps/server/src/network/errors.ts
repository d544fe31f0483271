/** Why an attempt did not do, or why an order ended without success. */
export const ERROR_CODES = [
  /** No connection: refused, name unknown, dropped. */
  'network-unreachable',
  /** No whole answer in time. */
  'network-timeout',
  /** `status` says that it will not: of this order, or (401, 403, 404, 405) of us. */
  'network-refused',
  /** `status` says that it cannot now. */
  'network-failed',
  /** No order that we can read, or longer than an answer may be. */
  'answer-unreadable',
  /** Another order's externalId, or an id that another order has. */
  'answer-of-another-order',
  /** Accepted, and a moment later not known by the id that it was given. */
  'order-unknown',
  /** Accepted, and without an end for too long. */
  'order-silent',
  /** What the network made of it. */
  'order-rejected',
  'order-failed',
  'order-cancelled',
  'order-partial',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** What an attempt came to, where it did not do. */
export interface AttemptError {
  readonly code: ErrorCode
  /** HTTP status, where there was one. */
  readonly status: number | null
  /** The network's own code, where it gave a short one. */
  readonly said: string | null
}

/** Thrown while the network is asked. */
export class NetworkError extends Error {
  readonly error: AttemptError
  /** Whether it was an order that was posted, and may have been taken all the same. */
  readonly posting: boolean

  constructor(
    code: ErrorCode,
    { status = null, posting = false }: { status?: number | null; posting?: boolean } = {},
  ) {
    super(status === null ? code : `${code} ${status}`)
    this.name = 'NetworkError'
    this.error = { code, status, said: null }
    this.posting = posting
  }
}
