export const ROLES = [
  'customer',
  'agent',
  'shop',
  'data-operator',
  'policy-reader',
  'auditor',
  'system',
] as const
export type Role = (typeof ROLES)[number]

/** Whom a verified token speaks for. */
export interface Caller {
  /** Subject of the token. */
  readonly subject: string
  /** Without roles that this program does not know. */
  readonly roles: readonly Role[]
  /** Null: the token does not say. */
  readonly regions: readonly string[] | null
  /** Who a caller is as a customer. */
  readonly customerId: string | null
  /** When the token ends, milliseconds since 1970. */
  readonly until: number
}
