import { endpoint } from '../endpoint.ts'
import { rowMissing } from '../published.ts'
import { inLanguage, titlesFor } from '../titles.ts'
import { month } from '../wire/month.ts'
import { starAnswer, toStarAnswer } from '../wire/star.ts'
import { customerId, reason } from '../wire/text.ts'

export const readStar = endpoint({
  method: 'GET',
  path: '/v1/customers/{id}/star',
  operation: 'readStar',
  tag: 'customers',
  summary: 'The star of a customer',
  description:
    'Star, growth value with its three parts, validity, and what is missing for the next star. Without `month` the last published month answers; until a new month is published its star holds. `month` of the answer says which month it rests on. What the star gives now, the uses that run and the points go with it, unless a month was asked for; titles are in the language of `Accept-Language`.',
  about: 'customer',
  act: 'star.read',
  params: { id: customerId },
  query: { month: month.optional(), reason: reason.optional() },
  answer: { status: 200, description: 'The star.', schema: starAnswer },
  problems: ['reason-missing', 'star-missing', 'month-unpublished', 'audit-unavailable'],
  conditional: true,
  async handle(call) {
    const { params, query, language, context } = call
    const { stars, benefits, months } = context.ports
    const [star, standing] = await Promise.all([
      stars.starOf(params.id, query.month),
      query.month === undefined ? benefits.standingOf(params.id) : null,
    ])
    if (star === null) throw await rowMissing(months, query.month)
    const body = toStarAnswer(star, standing, { language, titleOf: titlesFor(call) })
    return { body, headers: inLanguage(language) }
  },
})
