import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { decodeCursor } from '../http/cursor.ts'
import { linkOf, pageOf } from '../http/page.ts'
import { next, pageQuery } from '../wire/page.ts'
import { monthSummary, toMonthSummary } from '../wire/published-month.ts'

const LIST = 'months'

export const listMonths = endpoint({
  method: 'GET',
  path: '/v1/months',
  operation: 'listMonths',
  tag: 'months',
  summary: 'Published months',
  description: 'Newest first, with how many customers have each star.',
  about: 'nobody',
  query: pageQuery,
  answer: {
    status: 200,
    description: 'A page of months.',
    schema: z.strictObject({ items: z.array(monthSummary), next }),
    headers: ['Link'],
  },
  problems: ['cursor-invalid'],
  conditional: true,
  async handle({ query: { limit, cursor }, url, context }) {
    const before = cursor === undefined ? {} : { before: decodeCursor(LIST, cursor) }
    const rows = await context.ports.months.published({ ...before, limit: limit + 1 })
    const page = pageOf(rows, {
      list: LIST,
      limit,
      url,
      positionOf: ({ month }) => month,
      toBody: toMonthSummary,
    })
    return { body: page, headers: linkOf(page) }
  },
})
