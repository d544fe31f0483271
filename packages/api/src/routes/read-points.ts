import { endpoint } from '../endpoint.ts'
import { requireCustomer } from '../points.ts'
import { pointsBody, toPointsBody } from '../wire/points.ts'
import { customerId, reason } from '../wire/text.ts'

export const readPoints = endpoint({
  method: 'GET',
  path: '/v1/customers/{id}/points',
  operation: 'readPoints',
  tag: 'points',
  summary: 'The points of a customer',
  description:
    'The balance, what of it expires this year, and by which year. Who has never had any has none.',
  about: 'customer',
  act: 'points.read',
  params: { id: customerId },
  query: { reason: reason.optional() },
  answer: { status: 200, description: 'The points.', schema: pointsBody },
  problems: ['reason-missing', 'customer-missing', 'audit-unavailable'],
  async handle(call) {
    const { params, context } = call
    await requireCustomer(call)
    return { body: toPointsBody(params.id, await context.ports.points.balance(params.id)) }
  },
})
