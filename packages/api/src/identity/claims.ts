import type { JWTPayload } from 'jose'
import { z } from 'zod'
import { type Caller, ROLES } from './caller.ts'
import { TokenRefused } from './identity.ts'

/** Names of the claims, where an issuer calls them otherwise. */
export interface ClaimNames {
  /** `roles`: a list of roles. */
  readonly roles: string
  /** `regions`: a list of regions. */
  readonly regions: string
  /** `customer_id`. */
  readonly customerId: string
}

export const CLAIM_NAMES: ClaimNames = {
  roles: 'roles',
  regions: 'regions',
  customerId: 'customer_id',
}

const texts = z.array(z.string().min(1).max(256)).max(256)

const claims = z.object({
  subject: z.string().min(1).max(256),
  until: z.number(),
  roles: texts.optional(),
  regions: texts.optional(),
  customerId: z.string().min(1).max(256).optional(),
})

/** Whom the claims of a verified token speak for. Throws TokenRefused where they have another form. */
export function callerOf(payload: JWTPayload, names: ClaimNames): Caller {
  const read = claims.safeParse({
    subject: payload.sub,
    until: payload.exp,
    roles: payload[names.roles],
    regions: payload[names.regions],
    customerId: payload[names.customerId],
  })
  if (!read.success) throw new TokenRefused('claims')
  const { subject, until, roles = [], regions, customerId } = read.data
  return {
    subject,
    roles: ROLES.filter((role) => roles.includes(role)),
    regions: regions ?? null,
    customerId: customerId ?? null,
    until: until * 1000,
  }
}
