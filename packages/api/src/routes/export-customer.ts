import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { json, toJsonValue } from '../wire/json.ts'
import { customerId, reason } from '../wire/text.ts'

export const exportCustomer = endpoint({
  method: 'GET',
  path: '/v1/customers/{id}/export',
  operation: 'exportCustomer',
  tag: 'customers',
  summary: 'Everything kept of a customer',
  description:
    'For the customer, and for a data operator who carries out the customer’s request. Always recorded.',
  about: 'customer',
  act: 'customer.export',
  recorded: 'always',
  params: { id: customerId },
  query: { reason: reason.optional() },
  answer: {
    status: 200,
    description: 'Profile, numbers, facts, stars and audit of the customer.',
    schema: z.record(z.string(), json),
  },
  problems: ['reason-missing', 'customer-missing', 'audit-unavailable'],
  async handle({ params, context }) {
    const kept = await context.ports.people.exportOf(params.id)
    if (kept === null) throw new Problem('customer-missing', {})
    return { body: toJsonValue(kept) }
  },
})
