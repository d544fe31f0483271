import { endpoint } from '../endpoint.ts'
import { publicationBody, publicationRequest, toPublicationBody } from '../wire/publication.ts'

export const publishMonth = endpoint({
  method: 'POST',
  path: '/v1/publications',
  operation: 'publishMonth',
  tag: 'publications',
  summary: 'Publish a month',
  description:
    'Readers see the whole month from one moment on, and the one before until then. Takes as long as loading does; sent again with the same Idempotency-Key it is 409 `key-running` until it is done. What was broken off is resumed.',
  about: 'nobody',
  act: 'month.publish',
  body: publicationRequest,
  answer: { status: 201, description: 'It is published.', schema: publicationBody },
  problems: ['publish-month-missing', 'publish-busy', 'publish-refused'],
  async handle({ body, caller, context }) {
    const state = await context.ports.publications.publish(body.month, caller.subject)
    context.metrics.published('publish')
    return { body: toPublicationBody(state) }
  },
})
