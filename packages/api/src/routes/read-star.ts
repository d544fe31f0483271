import { endpoint } from '../endpoint.ts'
import { rowMissing } from '../published.ts'
import { month } from '../wire/month.ts'
import { starBody, toStarBody } from '../wire/star.ts'
import { customerId, reason } from '../wire/text.ts'

export const readStar = endpoint({
  method: 'GET',
  path: '/v1/customers/{id}/star',
  operation: 'readStar',
  tag: 'customers',
  summary: 'The star of a customer',
  description:
    'Star, growth value with its three parts, validity, and what is missing for the next star. Without `month` the last published month answers; until a new month is published its star holds. `month` of the answer says which month it rests on.',
  about: 'customer',
  act: 'star.read',
  params: { id: customerId },
  query: { month: month.optional(), reason: reason.optional() },
  answer: { status: 200, description: 'The star.', schema: starBody },
  problems: ['reason-missing', 'star-missing', 'month-unpublished', 'audit-unavailable'],
  conditional: true,
  async handle({ params, query, context }) {
    const star = await context.ports.stars.starOf(params.id, query.month)
    if (star === null) throw await rowMissing(context.ports.months, query.month)
    return { body: toStarBody(star) }
  },
})
