import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { inLanguage, titlesFor } from '../titles.ts'
import { askedUseOf } from '../wire/asked-use.ts'
import { toEntitlementBody } from '../wire/entitlement.ts'
import { customerId, reason } from '../wire/text.ts'
import { toUseBody, useAnswer, useRequest } from '../wire/use.ts'

export const useBenefit = endpoint({
  method: 'POST',
  path: '/v1/customers/{id}/uses',
  operation: 'useBenefit',
  tag: 'benefits',
  summary: 'Use a benefit',
  description:
    'Judges again, takes the quota, records the use and hands the network its order, all at once. Sent again with the same Idempotency-Key it is the same use. Where it may not be used the outcome is `refused`, and `entitlement` says why. With `atPrice` a use beyond the quota begins at the price that the document names.',
  about: 'customer',
  act: 'use.begin',
  params: { id: customerId },
  query: { reason: reason.optional() },
  body: useRequest,
  answer: { status: 200, description: 'The use, or why there is none.', schema: useAnswer },
  problems: ['reason-missing', 'customer-missing', 'line-missing', 'benefits-missing'],
  async handle(call) {
    const { params, body, language, context } = call
    const asked = askedUseOf(body.benefit, body, 'body')
    const outcome = await context.ports.benefits.use(params.id, {
      ...asked,
      key: call.key,
      by: call.caller.subject,
      atPrice: body.atPrice,
    })
    if (outcome === null) throw new Problem('customer-missing', {})
    if (outcome.outcome === 'key-used') throw new Problem('key-used', {})
    if (outcome.outcome === 'line-missing') {
      throw new Problem('line-missing', {})
    }
    const of = { customerId: params.id, language }
    const entitlement = toEntitlementBody(outcome.entitlement, of)
    const headers = inLanguage(language)
    if (outcome.outcome === 'refused') {
      return { body: { outcome: 'refused' as const, use: null, entitlement }, headers }
    }
    const use = toUseBody(outcome.use, titlesFor(call)(outcome.use.benefit))
    return { body: { outcome: 'begun' as const, use, entitlement }, headers }
  },
})
