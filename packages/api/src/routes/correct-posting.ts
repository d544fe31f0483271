import { endpoint } from '../endpoint.ts'
import { postedOr, reasonedActOf, requireCustomer } from '../points.ts'
import { correctionRequest, postedBody } from '../wire/points.ts'
import { postingNumber } from '../wire/posting-number.ts'
import { customerId, reason } from '../wire/text.ts'

export const correctPosting = endpoint({
  method: 'POST',
  path: '/v1/customers/{id}/points/postings/{posting}/correction',
  operation: 'correctPosting',
  tag: 'points',
  summary: 'Correct what was earned',
  description:
    'A new posting that names the old one, which stays as it is. What cannot be taken back is carried as a debt. A reason is needed of everybody.',
  about: 'customer',
  act: 'points.correct',
  params: { id: customerId, posting: postingNumber },
  query: { reason: reason.optional() },
  body: correctionRequest,
  answer: { status: 200, description: 'It is corrected.', schema: postedBody },
  problems: ['reason-missing', 'customer-missing', 'points-refused'],
  async handle(call) {
    const { params, body, context } = call
    const act = { ...reasonedActOf(call), names: params.posting, points: BigInt(body.points) }
    await requireCustomer(call)
    return { body: postedOr(params.id, await context.ports.points.correct(params.id, act)) }
  },
})
