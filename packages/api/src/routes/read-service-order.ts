import { endpoint } from '../endpoint.ts'
import { requireOrder } from '../orders.ts'
import { orderId, orderWithHistory, toOrderWithHistory } from '../wire/service-order.ts'

export const readServiceOrder = endpoint({
  method: 'GET',
  path: '/v1/service-orders/{order}',
  operation: 'readServiceOrder',
  tag: 'orders',
  summary: 'A service order, and all that happened to it',
  description: 'Each attempt, what the network said, and who replayed it or gave it up.',
  about: 'orders',
  act: 'order.read',
  params: { order: orderId },
  answer: { status: 200, description: 'The order.', schema: orderWithHistory },
  problems: ['not-yours', 'order-missing', 'audit-unavailable'],
  async handle(call) {
    const record = await requireOrder(call)
    const history = await call.context.ports.orders.history(record.order)
    return { body: toOrderWithHistory(record, history) }
  },
})
