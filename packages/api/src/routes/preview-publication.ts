import { endpoint } from '../endpoint.ts'
import { month } from '../wire/month.ts'
import { changesBody, toChangesBody } from '../wire/publication.ts'

export const previewPublication = endpoint({
  method: 'GET',
  path: '/v1/publications/preview',
  operation: 'previewPublication',
  tag: 'publications',
  summary: 'What publishing a month would change',
  description: 'Compares the assessed month with what readers see now. Changes nothing.',
  about: 'nobody',
  query: { month },
  answer: { status: 200, description: 'The changes.', schema: changesBody },
  problems: ['publish-month-missing', 'publish-refused'],
  async handle({ query, context }) {
    return { body: toChangesBody(await context.ports.publications.preview(query.month)) }
  },
})
