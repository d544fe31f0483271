import { formatMonth } from '@dipper/policy'
import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { month } from '../wire/month.ts'
import { publicationBody, toPublicationBody } from '../wire/publication.ts'

export const takeBackMonth = endpoint({
  method: 'POST',
  path: '/v1/publications/{month}/take-back',
  operation: 'takeBackMonth',
  tag: 'publications',
  summary: 'Take a published month back',
  description:
    'Readers see what was published before: the publication before of this month, or the month before.',
  about: 'nobody',
  act: 'month.take-back',
  params: { month },
  answer: { status: 200, description: 'It was taken back.', schema: publicationBody },
  problems: ['month-unpublished', 'publish-busy'],
  async handle({ params, caller, context }) {
    const state = await context.ports.publications.takeBack(params.month, caller.subject)
    if (state === null) {
      throw new Problem('month-unpublished', { month: formatMonth(params.month) })
    }
    context.metrics.published('take-back')
    return { body: toPublicationBody(state) }
  },
})
