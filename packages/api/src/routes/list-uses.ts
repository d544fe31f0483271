import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { decodeCursor } from '../http/cursor.ts'
import { linkOf, pageOf } from '../http/page.ts'
import { inLanguage, titlesFor } from '../titles.ts'
import { next, pageQuery } from '../wire/page.ts'
import { customerId, reason } from '../wire/text.ts'
import { toUseBody, useBody } from '../wire/use.ts'

const LIST = 'uses'

export const listUses = endpoint({
  method: 'GET',
  path: '/v1/customers/{id}/uses',
  operation: 'listUses',
  tag: 'benefits',
  summary: 'What a customer has used',
  description:
    'Newest first, with the orders that the network was handed. A customer without any has an empty list. Titles are in the language of `Accept-Language`.',
  about: 'customer',
  act: 'uses.read',
  params: { id: customerId },
  query: { ...pageQuery, reason: reason.optional() },
  answer: {
    status: 200,
    description: 'A page of uses.',
    schema: z.strictObject({ items: z.array(useBody), next }),
    headers: ['Link'],
  },
  problems: ['reason-missing', 'cursor-invalid', 'audit-unavailable'],
  async handle(call) {
    const { params, query, url, language, context } = call
    const { limit, cursor } = query
    const before = cursor === undefined ? {} : { before: decodeCursor(LIST, cursor) }
    const rows = await context.ports.benefits.usesOf(params.id, { ...before, limit: limit + 1 })
    const titleOf = titlesFor(call)
    const page = pageOf(rows, {
      list: LIST,
      limit,
      url,
      positionOf: ({ number }) => number,
      toBody: (record) => toUseBody(record, titleOf(record.benefit)),
    })
    return { body: page, headers: { ...linkOf(page), ...inLanguage(language) } }
  },
})
