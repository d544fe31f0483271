import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { linesBody, toLinesBody } from '../wire/line.ts'
import { customerId, reason } from '../wire/text.ts'

export const listLines = endpoint({
  method: 'GET',
  path: '/v1/customers/{id}/lines',
  operation: 'listLines',
  tag: 'lines',
  summary: 'The lines of a customer',
  description:
    'Those that the customer holds today, which a benefit may be used for, with numbers in full and what the network or billing said last. By kind, the oldest first. Of somebody who was erased there are no numbers.',
  about: 'customer',
  act: 'lines.read',
  params: { id: customerId },
  query: { reason: reason.optional() },
  answer: { status: 200, description: 'The lines.', schema: linesBody },
  problems: ['reason-missing', 'customer-missing', 'audit-unavailable'],
  async handle({ params, context }) {
    const lines = await context.ports.lines.of(params.id)
    if (lines === null) throw new Problem('customer-missing', {})
    return { body: toLinesBody(params.id, lines) }
  },
})
