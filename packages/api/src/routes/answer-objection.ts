import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { answerRequest, objectionNumber, objectionSummary, toSummary } from '../wire/objection.ts'
import { customerId, reason } from '../wire/text.ts'

export const answerObjection = endpoint({
  method: 'POST',
  path: '/v1/customers/{id}/objections/{objection}/answer',
  operation: 'answerObjection',
  tag: 'objections',
  summary: 'Answer an objection',
  description: 'Once. 409 `objection-answered` where it has another answer.',
  about: 'customer',
  act: 'objection.answer',
  params: { id: customerId, objection: objectionNumber },
  query: { reason: reason.optional() },
  body: answerRequest,
  answer: { status: 200, description: 'It is answered.', schema: objectionSummary },
  problems: ['reason-missing', 'objection-missing', 'objection-answered'],
  async handle({ params, body, caller, context }) {
    const { id, objection } = params
    const answer = { text: body.text, by: caller.subject }
    const answered = await context.ports.objections.answer(id, BigInt(objection), answer)
    if (answered.outcome === 'objection-missing') {
      throw new Problem('objection-missing', { objection })
    }
    if (answered.outcome === 'other-answer') throw new Problem('objection-answered', { objection })
    return { body: toSummary(answered.objection) }
  },
})
