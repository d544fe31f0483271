import { endpoint } from '../endpoint.ts'
import { actOf, postedOr, requireCustomer } from '../points.ts'
import { postedBody, redemptionRequest } from '../wire/points.ts'
import { customerId, reason } from '../wire/text.ts'

export const redeemPoints = endpoint({
  method: 'POST',
  path: '/v1/customers/{id}/points/redemptions',
  operation: 'redeemPoints',
  tag: 'points',
  summary: 'Spend points',
  description:
    'The oldest go first. 409 `points-refused` where there are not enough, or they are frozen.',
  about: 'customer',
  act: 'points.redeem',
  params: { id: customerId },
  query: { reason: reason.optional() },
  body: redemptionRequest,
  answer: { status: 200, description: 'They are spent.', schema: postedBody },
  problems: ['reason-missing', 'customer-missing', 'points-refused'],
  async handle(call) {
    const { params, body, context } = call
    await requireCustomer(call)
    // What staff look somebody up for is not what the points are spent on.
    const act = { ...actOf(call), why: body.why ?? null, points: BigInt(body.points) }
    return { body: postedOr(params.id, await context.ports.points.redeem(params.id, act)) }
  },
})
