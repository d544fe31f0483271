import { endpoint } from '../endpoint.ts'
import { requireOrder } from '../orders.ts'
import { Problem } from '../problems/problem.ts'
import { orderBody, orderId, toOrderBody } from '../wire/service-order.ts'

export const replayServiceOrder = endpoint({
  method: 'POST',
  path: '/v1/service-orders/{order}/replay',
  operation: 'replayServiceOrder',
  tag: 'orders',
  summary: 'Send a dead order again',
  description:
    'The network is first asked whether it has the order already. An order whose use is over by now is not sent again.',
  about: 'orders',
  act: 'order.replay',
  params: { order: orderId },
  answer: { status: 200, description: 'It will be sent.', schema: orderBody },
  problems: ['not-yours', 'order-missing', 'order-not-dead', 'order-use-ended'],
  async handle(call) {
    const { params, caller, context } = call
    const { orders } = context.ports
    const { order } = params
    const { state } = await requireOrder(call)
    const outcome = await orders.replay(order, caller.subject)
    if (outcome === 'not-dead') throw new Problem('order-not-dead', { order, state })
    if (outcome === 'use-ended') throw new Problem('order-use-ended', { order })
    if (outcome === 'order-missing') throw new Problem('order-missing', { order })
    return { body: toOrderBody(await requireOrder(call), true) }
  },
})
