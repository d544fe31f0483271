import { z } from 'zod'
import { says } from './says.ts'

/** Any alphabet, without U+0000, which no store keeps. */
const ID = /^[^\0]{1,64}$/u

/** JSON Schema counts code points, as facts do; patterns are counted otherwise here and there. */
const DESCRIBED = { wire: { minLength: 1, maxLength: 64 } }

/** Ids, regions, numbers: text of 1 to 64 code points, as facts have it. */
export const shortText = z.string(says('not-an-id')).regex(ID, 'not-an-id').meta(DESCRIBED)

export const customerId = shortText.meta({
  ...DESCRIBED,
  id: 'CustomerId',
  description: 'Id of a customer: 1 to 64 characters of any alphabet, compared byte by byte.',
  examples: ['C1748713559'],
})

export const region = shortText.meta({
  ...DESCRIBED,
  id: 'Region',
  description: 'A region of the operator.',
  examples: ['anhui'],
})

/** Without control characters. */
const REASON = /^\P{Cc}{3,200}$/u

/** Why a customer is looked up: goes into the audit. */
export const reason = z
  .string(says('not-a-reason'))
  .regex(REASON, 'not-a-reason')
  .refine((text) => text.trim() !== '', 'not-a-reason')
  .meta({
    wire: { minLength: 3, maxLength: 200 },
    id: 'Reason',
    description: 'Why the customer is looked up, in 3 to 200 characters. Goes into the audit.',
    examples: ['customer asks at the counter'],
  })

/** SHA-256 in hex. */
export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ id: 'Digest', description: 'SHA-256 in hex.' })

/** The register's digest of a month, docs/digest.md. */
export const rowsDigest = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .meta({ id: 'RowsDigest', description: 'Digest of the rows of a month, 32 hex digits.' })
