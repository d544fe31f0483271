import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { decodeBigCursor } from '../http/cursor.ts'
import { linkOf, pageOf } from '../http/page.ts'
import { OBJECTION_STATES } from '../objection-ports.ts'
import { regionsSeen } from '../objections.ts'
import { objectionSummary, toSummary } from '../wire/objection.ts'
import { next, pageQuery } from '../wire/page.ts'
import { says } from '../wire/says.ts'
import { region } from '../wire/text.ts'

const LIST = 'objections'

export const listOpenObjections = endpoint({
  method: 'GET',
  path: '/v1/objections',
  operation: 'listOpenObjections',
  tag: 'objections',
  summary: 'Objections to be answered',
  description:
    'Newest first, of customers who are of the caller’s regions now, or of one of these. What the customer says is shown where the objection is read, which is recorded.',
  about: 'region',
  act: 'objection.list',
  query: {
    ...pageQuery,
    state: z
      .enum(OBJECTION_STATES, says('not-a-word'))
      .default('open')
      .describe('`open`, or those that were `answered`.'),
    region: region.optional(),
  },
  answer: {
    status: 200,
    description: 'A page of objections.',
    schema: z.strictObject({ items: z.array(objectionSummary), next }),
    headers: ['Link'],
  },
  problems: ['not-yours', 'cursor-invalid', 'audit-unavailable'],
  async handle({ query, url, grant, context }) {
    const { limit, cursor, state } = query
    const rows = await context.ports.objections.list({
      state,
      regions: regionsSeen({ grant }, query.region),
      ...(cursor === undefined ? {} : { before: decodeBigCursor(LIST, cursor) }),
      limit: limit + 1,
    })
    const page = pageOf(rows, {
      list: LIST,
      limit,
      url,
      positionOf: ({ objection }) => objection,
      toBody: toSummary,
    })
    return { body: page, headers: linkOf(page) }
  },
})
