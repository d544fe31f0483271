import { formatMonth } from '@dipper/policy'
import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { month } from '../wire/month.ts'
import { policyBody, toPolicyBody } from '../wire/policy.ts'
import { region } from '../wire/text.ts'

export const readPolicy = endpoint({
  method: 'GET',
  path: '/v1/policies/{month}',
  operation: 'readPolicy',
  tag: 'policies',
  summary: 'The policy in force in a month',
  description:
    'Every value with where it comes from and how certain it is. National without `region`; a region without an overlay has the national values.',
  about: 'region',
  params: { month },
  query: { region: region.optional() },
  answer: { status: 200, description: 'The values.', schema: policyBody },
  problems: ['not-yours', 'policy-missing'],
  conditional: true,
  async handle({ params, query, context }) {
    const answer = context.ports.policies.answering(params.month)
    if (answer === null) {
      throw new Problem('policy-missing', { month: formatMonth(params.month) })
    }
    return { body: toPolicyBody(answer, query.region ?? null) }
  },
})
