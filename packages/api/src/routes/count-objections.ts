import { endpoint } from '../endpoint.ts'
import { regionsSeen } from '../objections.ts'
import { month } from '../wire/month.ts'
import { objectionCounts, toCounts } from '../wire/objection.ts'
import { region } from '../wire/text.ts'

export const countObjections = endpoint({
  method: 'GET',
  path: '/v1/objections/counts',
  operation: 'countObjections',
  tag: 'objections',
  summary: 'How often what is objected to',
  description:
    'Objections to the stars of a month by class and label, for all stars and again for 6 and more; of the caller’s regions, or of one of these.',
  about: 'region',
  query: { month, region: region.optional() },
  answer: { status: 200, description: 'Every kind with its counts.', schema: objectionCounts },
  problems: ['not-yours'],
  async handle({ query, grant, context }) {
    const regions = regionsSeen({ grant }, query.region)
    return {
      body: toCounts(query.month, await context.ports.objections.counts(query.month, regions)),
    }
  },
})
