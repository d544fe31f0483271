import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { inLanguage } from '../titles.ts'
import { allowancesBody, toAllowancesBody } from '../wire/entitlement.ts'
import { customerId, reason } from '../wire/text.ts'

export const listEntitlements = endpoint({
  method: 'GET',
  path: '/v1/customers/{id}/entitlements',
  operation: 'listEntitlements',
  tag: 'benefits',
  summary: 'All that a customer’s star gives now',
  description:
    'Every benefit that the star has and every offer that is open to it, with what is left. The line that one is used for is not judged: ask for the benefit. Titles are in the language of `Accept-Language`.',
  about: 'customer',
  act: 'benefits.read',
  params: { id: customerId },
  query: { reason: reason.optional() },
  answer: { status: 200, description: 'The benefits.', schema: allowancesBody },
  problems: ['reason-missing', 'customer-missing', 'benefits-missing', 'audit-unavailable'],
  async handle({ params, language, context }) {
    const standing = await context.ports.benefits.standingOf(params.id)
    if (standing === null) throw new Problem('customer-missing', {})
    const { policy, now } = standing
    if (policy === null) throw new Problem('benefits-missing', { month: now.slice(0, 7) })
    const body = toAllowancesBody(standing, { customerId: params.id, policy, language })
    return { body, headers: inLanguage(language) }
  },
})
