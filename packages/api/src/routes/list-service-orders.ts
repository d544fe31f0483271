import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { decodeBigCursor } from '../http/cursor.ts'
import { linkOf, pageOf } from '../http/page.ts'
import { reachedBy } from '../orders.ts'
import { next, pageQuery } from '../wire/page.ts'
import { orderBody, orderState, toOrderBody } from '../wire/service-order.ts'

const LIST = 'service-orders'

export const listServiceOrders = endpoint({
  method: 'GET',
  path: '/v1/service-orders',
  operation: 'listServiceOrders',
  tag: 'orders',
  summary: 'Service orders',
  description:
    'Newest first, all or those in one state: `dead` are those that somebody has to look at. Whose an order is, is not shown to those who see other regions alone.',
  about: 'orders',
  act: 'order.list',
  query: { ...pageQuery, state: orderState.optional() },
  answer: {
    status: 200,
    description: 'A page of orders.',
    schema: z.strictObject({ items: z.array(orderBody), next }),
    headers: ['Link'],
  },
  problems: ['cursor-invalid', 'audit-unavailable'],
  async handle(call) {
    const { query, url, context } = call
    const { limit, cursor, state } = query
    const rows = await context.ports.orders.list({
      ...(cursor === undefined ? {} : { before: decodeBigCursor(LIST, cursor) }),
      ...(state === undefined ? {} : { state }),
      limit: limit + 1,
    })
    const reached = await reachedBy(call, rows)
    const page = pageOf(rows, {
      list: LIST,
      limit,
      url,
      positionOf: ({ number }) => number,
      toBody: (record) => toOrderBody(record, reached.has(record.customerId)),
    })
    return { body: page, headers: linkOf(page) }
  },
})
