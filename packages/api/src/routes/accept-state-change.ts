import { hash } from 'node:crypto'
import { progressOf, readStateChangeEvent, stateChangeEventSchema } from '@dipper/ordering'
import { z } from 'zod'
import type { NetworkReport } from '../benefit-ports.ts'
import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { orderId } from '../wire/service-order.ts'

const stateChange = stateChangeEventSchema
  // No store keeps U+0000.
  .refine(({ event }) => !event.serviceOrder.id.includes('\0'), {
    error: 'wrong',
    path: ['event', 'serviceOrder', 'id'],
  })
  .meta({
    id: 'ServiceOrderStateChangeEvent',
    description: 'TMF641 v4.1.0, as far as it is read; members beside these are let be.',
  })

export const acceptStateChange = endpoint({
  method: 'POST',
  path: '/v1/service-orders/state-changes',
  operation: 'acceptStateChange',
  tag: 'orders',
  summary: 'The network says how far an order is',
  description:
    'Listener of the TMF641 `ServiceOrderStateChangeEvent`. The same news may come more than once and in any order; what comes after the end changes nothing. Without an Idempotency-Key the `eventId` counts as one.',
  about: 'orders',
  act: 'order.state-change',
  body: stateChange,
  keyIn: ({ eventId }) => (eventId ? `event-${hash('sha256', eventId)}` : null),
  answer: {
    status: 200,
    description: 'It is known.',
    schema: z.strictObject({ accepted: z.enum(['accepted', 'repeated', 'late']) }),
  },
  problems: ['order-missing', 'other-order'],
  async handle({ body, context }) {
    const report = reportOf(body)
    const order = report.externalId
    if (!orderId.safeParse(order).success) throw new Problem('order-missing', { order })
    const accepted = await context.ports.orders.answered(report)
    if (accepted === 'order-missing') throw new Problem('order-missing', { order })
    if (accepted === 'other-order') throw new Problem('other-order', { order })
    return { body: { accepted } }
  },
})

function reportOf(event: unknown): NetworkReport {
  const { id, externalId, state, said } = (
    readStateChangeEvent(event) as NonNullable<ReturnType<typeof readStateChangeEvent>>
  ).order
  const progress = progressOf(state)
  return {
    networkId: id,
    externalId,
    state: progress,
    ...(progress === 'failed' ? { error: { code: `order-${state}`, status: null, said } } : {}),
  }
}
