import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { customerBody, toCustomerBody } from '../wire/customer.ts'
import { customerId, reason } from '../wire/text.ts'

export const readCustomer = endpoint({
  method: 'GET',
  path: '/v1/customers/{id}',
  operation: 'readCustomer',
  tag: 'customers',
  summary: 'Who a customer is',
  description: 'Name and numbers in full, for those who serve the customer.',
  about: 'customer',
  act: 'customer.read',
  params: { id: customerId },
  query: { reason: reason.optional() },
  answer: { status: 200, description: 'The customer.', schema: customerBody },
  problems: ['reason-missing', 'customer-missing', 'audit-unavailable'],
  async handle({ params, context }) {
    const found = await context.ports.people.byId(params.id)
    if (found === null) throw new Problem('customer-missing', {})
    return { body: toCustomerBody(found) }
  },
})
