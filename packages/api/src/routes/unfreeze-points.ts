import { endpoint } from '../endpoint.ts'
import { postedOr, reasonedActOf, requireCustomer } from '../points.ts'
import { freezeRequest, postedBody } from '../wire/points.ts'
import { customerId, reason } from '../wire/text.ts'

export const unfreezePoints = endpoint({
  method: 'POST',
  path: '/v1/customers/{id}/points/unfreeze',
  operation: 'unfreezePoints',
  tag: 'points',
  summary: 'Lift a cause of freezing',
  description:
    'The account can spend again once no cause is left. A reason is needed of everybody.',
  about: 'customer',
  act: 'points.unfreeze',
  params: { id: customerId },
  query: { reason: reason.optional() },
  body: freezeRequest,
  answer: { status: 200, description: 'The cause is lifted.', schema: postedBody },
  problems: ['reason-missing', 'customer-missing', 'points-refused'],
  async handle(call) {
    const { params, body, context } = call
    const act = { ...reasonedActOf(call), cause: body.cause }
    await requireCustomer(call)
    return { body: postedOr(params.id, await context.ports.points.unfreeze(params.id, act)) }
  },
})
