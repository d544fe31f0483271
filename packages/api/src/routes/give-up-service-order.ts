import { endpoint } from '../endpoint.ts'
import { requireOrder } from '../orders.ts'
import { Problem } from '../problems/problem.ts'
import { orderBody, orderId, toOrderBody } from '../wire/service-order.ts'

export const giveUpServiceOrder = endpoint({
  method: 'POST',
  path: '/v1/service-orders/{order}/give-up',
  operation: 'giveUpServiceOrder',
  tag: 'orders',
  summary: 'Give a dead order up',
  description: 'Ends it without the network. A use that it would have begun is given back.',
  about: 'orders',
  act: 'order.give-up',
  params: { order: orderId },
  answer: { status: 200, description: 'It has ended.', schema: orderBody },
  problems: ['not-yours', 'order-missing', 'order-not-dead'],
  async handle(call) {
    const { params, caller, context } = call
    const { orders } = context.ports
    const { order } = params
    const { state } = await requireOrder(call)
    const outcome = await orders.giveUp(order, caller.subject)
    if (outcome === 'not-dead') throw new Problem('order-not-dead', { order, state })
    if (outcome === 'order-missing') throw new Problem('order-missing', { order })
    return { body: toOrderBody(await requireOrder(call), true) }
  },
})
