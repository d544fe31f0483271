import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { customerId, reason } from '../wire/text.ts'

export const eraseCustomer = endpoint({
  method: 'POST',
  path: '/v1/customers/{id}/erasure',
  operation: 'eraseCustomer',
  tag: 'customers',
  summary: 'Erase the personal data of a customer',
  description:
    'Takes profile, numbers, contact data and the words of objections away for good; later publications do not bring them back. Stars and audit keep the customer id.',
  about: 'customer',
  act: 'customer.erase',
  params: { id: customerId },
  query: { reason: reason.optional() },
  answer: {
    status: 200,
    description: 'They are gone.',
    schema: z.strictObject({ customerId, erased: z.literal(true) }),
  },
  problems: ['reason-missing', 'customer-missing'],
  async handle({ params, context }) {
    if (!(await context.ports.people.erase(params.id))) throw new Problem('customer-missing', {})
    return { body: { customerId: params.id, erased: true as const } }
  },
})
