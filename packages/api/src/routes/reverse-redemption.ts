import { endpoint } from '../endpoint.ts'
import { actOf, postedOr, requireCustomer } from '../points.ts'
import { postedBody } from '../wire/points.ts'
import { postingNumber } from '../wire/posting-number.ts'
import { customerId, reason } from '../wire/text.ts'

export const reverseRedemption = endpoint({
  method: 'POST',
  path: '/v1/customers/{id}/points/redemptions/{posting}/reversal',
  operation: 'reverseRedemption',
  tag: 'points',
  summary: 'Take a redemption back',
  description:
    'Whole and once, into the lots it came from; what has expired since expires at once. `posting` is its number.',
  about: 'customer',
  act: 'points.reverse',
  params: { id: customerId, posting: postingNumber },
  query: { reason: reason.optional() },
  answer: { status: 200, description: 'It is taken back.', schema: postedBody },
  problems: ['reason-missing', 'customer-missing', 'points-refused'],
  async handle(call) {
    const { params, context } = call
    await requireCustomer(call)
    const act = { ...actOf(call), names: params.posting }
    return { body: postedOr(params.id, await context.ports.points.reverse(params.id, act)) }
  },
})
