import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { decodeBigCursor } from '../http/cursor.ts'
import { linkOf, pageOf } from '../http/page.ts'
import { auditBody, toAuditBody } from '../wire/audit.ts'
import { next, pageQuery } from '../wire/page.ts'
import { says } from '../wire/says.ts'
import { customerId } from '../wire/text.ts'

const LIST = 'audit'

const who = z
  .string(says('wrong'))
  .regex(/^[^\0]{1,256}$/u, 'wrong')
  .meta({ wire: { minLength: 1, maxLength: 256 } })
  .describe('Subject of a token.')

export const readAudit = endpoint({
  method: 'GET',
  path: '/v1/audit',
  operation: 'readAudit',
  tag: 'audit',
  summary: 'Who looked up or changed what',
  description: 'Newest first. Reading the audit is recorded too.',
  about: 'nobody',
  act: 'audit.read',
  recorded: 'always',
  query: { ...pageQuery, customer: customerId.optional(), who: who.optional() },
  answer: {
    status: 200,
    description: 'A page of entries.',
    schema: z.strictObject({ items: z.array(auditBody), next }),
    headers: ['Link'],
  },
  problems: ['cursor-invalid', 'audit-unavailable'],
  async handle({ query, url, context }) {
    const { limit, cursor, customer, who } = query
    const filter = {
      ...(customer === undefined ? {} : { customerId: customer }),
      ...(who === undefined ? {} : { who }),
    }
    const before = cursor === undefined ? {} : { before: decodeBigCursor(LIST, cursor) }
    const rows = await context.ports.audit.list(filter, { ...before, limit: limit + 1 })
    const page = pageOf(rows, {
      list: LIST,
      limit,
      url,
      positionOf: ({ number }) => number,
      toBody: toAuditBody,
    })
    return { body: page, headers: linkOf(page) }
  },
})
