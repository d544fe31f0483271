import { endpoint } from '../endpoint.ts'
import { evidenceOf, requireExplainable } from '../explanation.ts'
import { Problem } from '../problems/problem.ts'
import { objectionRequest, objectionSummary, toSummary } from '../wire/objection.ts'
import { customerId, reason } from '../wire/text.ts'

export const takeObjection = endpoint({
  method: 'POST',
  path: '/v1/customers/{id}/objections',
  operation: 'takeObjection',
  tag: 'objections',
  summary: 'Take an objection',
  description:
    'Kept with the explanation that the customer can be given at this moment, as evidence. The words of the customer are not repeated in the answer. Sent again with the same Idempotency-Key it is the same objection.',
  about: 'customer',
  act: 'objection.take',
  params: { id: customerId },
  query: { reason: reason.optional() },
  body: objectionRequest,
  answer: { status: 201, description: 'It is taken.', schema: objectionSummary },
  problems: ['reason-missing', 'star-missing', 'month-unpublished'],
  async handle({ params, body, context, caller, key }) {
    const found = await requireExplainable(context, params.id, body.month)
    const taken = await context.ports.objections.take({
      customerId: params.id,
      class: body.class,
      label: body.label,
      about: body.class === 'dissatisfied' ? body.about : null,
      text: body.text,
      month: found.row.month,
      star: found.row.star,
      evidence: evidenceOf(found),
      key,
      by: caller.subject,
    })
    if (taken.outcome === 'key-used') throw new Problem('key-used', {})
    return { body: toSummary(taken.objection) }
  },
})
