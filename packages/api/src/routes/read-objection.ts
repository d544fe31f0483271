import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { inLanguage } from '../titles.ts'
import {
  objectionNumber,
  objectionWithEvidence,
  toObjectionWithEvidence,
} from '../wire/objection.ts'
import { customerId, reason } from '../wire/text.ts'

export const readObjection = endpoint({
  method: 'GET',
  path: '/v1/customers/{id}/objections/{objection}',
  operation: 'readObjection',
  tag: 'objections',
  summary: 'An objection, and what it rests on',
  description:
    'With the explanation that the customer could be given when it was taken, in the language of `Accept-Language`.',
  about: 'customer',
  act: 'objection.read',
  params: { id: customerId, objection: objectionNumber },
  query: { reason: reason.optional() },
  answer: { status: 200, description: 'The objection.', schema: objectionWithEvidence },
  problems: ['reason-missing', 'objection-missing', 'audit-unavailable'],
  async handle({ params, language, context }) {
    const { id, objection } = params
    const found = await context.ports.objections.of(id, BigInt(objection))
    if (found === null) throw new Problem('objection-missing', { objection })
    return { body: toObjectionWithEvidence(found, language), headers: inLanguage(language) }
  },
})
