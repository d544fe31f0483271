import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { decodeBigCursor } from '../http/cursor.ts'
import { linkOf, pageOf } from '../http/page.ts'
import { objectionBody, toObjectionBody } from '../wire/objection.ts'
import { next, pageQuery } from '../wire/page.ts'
import { customerId, reason } from '../wire/text.ts'

const LIST = 'objections-of-customer'

export const listObjections = endpoint({
  method: 'GET',
  path: '/v1/customers/{id}/objections',
  operation: 'listObjections',
  tag: 'objections',
  summary: 'What a customer has objected to',
  description: 'Newest first, with what was answered. The evidence is with each one.',
  about: 'customer',
  act: 'objection.read',
  params: { id: customerId },
  query: { ...pageQuery, reason: reason.optional() },
  answer: {
    status: 200,
    description: 'A page of objections.',
    schema: z.strictObject({ items: z.array(objectionBody), next }),
    headers: ['Link'],
  },
  problems: ['reason-missing', 'cursor-invalid', 'audit-unavailable'],
  async handle({ params, query, url, context }) {
    const { limit, cursor } = query
    const before = cursor === undefined ? {} : { before: decodeBigCursor(LIST, cursor) }
    const { objections } = context.ports
    const rows = await objections.ofCustomer(params.id, { ...before, limit: limit + 1 })
    const page = pageOf(rows, {
      list: LIST,
      limit,
      url,
      positionOf: ({ objection }) => objection,
      toBody: toObjectionBody,
    })
    return { body: page, headers: linkOf(page) }
  },
})
