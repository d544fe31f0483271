import { endpoint } from '../endpoint.ts'
import { postedOr, reasonedActOf, requireCustomer } from '../points.ts'
import { freezeRequest, postedBody } from '../wire/points.ts'
import { customerId, reason } from '../wire/text.ts'

export const freezePoints = endpoint({
  method: 'POST',
  path: '/v1/customers/{id}/points/freeze',
  operation: 'freezePoints',
  tag: 'points',
  summary: 'Freeze an account of points',
  description:
    'It can earn, and not spend, until each cause is lifted. A reason is needed of everybody.',
  about: 'customer',
  act: 'points.freeze',
  params: { id: customerId },
  query: { reason: reason.optional() },
  body: freezeRequest,
  answer: { status: 200, description: 'It is frozen.', schema: postedBody },
  problems: ['reason-missing', 'customer-missing', 'points-refused'],
  async handle(call) {
    const { params, body, context } = call
    const act = { ...reasonedActOf(call), cause: body.cause }
    await requireCustomer(call)
    return { body: postedOr(params.id, await context.ports.points.freeze(params.id, act)) }
  },
})
