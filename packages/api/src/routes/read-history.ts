import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { decodeCursor } from '../http/cursor.ts'
import { linkOf, pageOf } from '../http/page.ts'
import { next, pageQuery } from '../wire/page.ts'
import { starBody, toStarBody } from '../wire/star.ts'
import { customerId, reason } from '../wire/text.ts'

const LIST = 'history'

export const readHistory = endpoint({
  method: 'GET',
  path: '/v1/customers/{id}/history',
  operation: 'readHistory',
  tag: 'customers',
  summary: 'The stars of a customer, month by month',
  description: 'Published months, newest first. A customer without any has an empty list.',
  about: 'customer',
  act: 'history.read',
  params: { id: customerId },
  query: { ...pageQuery, reason: reason.optional() },
  answer: {
    status: 200,
    description: 'A page of months.',
    schema: z.strictObject({ items: z.array(starBody), next }),
    headers: ['Link'],
  },
  problems: ['reason-missing', 'cursor-invalid', 'audit-unavailable'],
  conditional: true,
  async handle({ params, query, url, context }) {
    const { limit, cursor } = query
    const before = cursor === undefined ? {} : { before: decodeCursor(LIST, cursor) }
    const rows = await context.ports.stars.historyOf(params.id, { ...before, limit: limit + 1 })
    const page = pageOf(rows, {
      list: LIST,
      limit,
      url,
      positionOf: ({ month }) => month,
      toBody: toStarBody,
    })
    return { body: page, headers: linkOf(page) }
  },
})
