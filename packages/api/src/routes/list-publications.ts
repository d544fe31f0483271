import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { decodeCursor } from '../http/cursor.ts'
import { linkOf, pageOf } from '../http/page.ts'
import { next, pageQuery } from '../wire/page.ts'
import { publicationBody, toPublicationBody } from '../wire/publication.ts'

const LIST = 'publications'

export const listPublications = endpoint({
  method: 'GET',
  path: '/v1/publications',
  operation: 'listPublications',
  tag: 'publications',
  summary: 'Publications',
  description: 'Every time a month was published, newest first.',
  about: 'nobody',
  query: pageQuery,
  answer: {
    status: 200,
    description: 'A page of publications.',
    schema: z.strictObject({ items: z.array(publicationBody), next }),
    headers: ['Link'],
  },
  problems: ['cursor-invalid'],
  async handle({ query: { limit, cursor }, url, context }) {
    const before = cursor === undefined ? {} : { before: decodeCursor(LIST, cursor) }
    const rows = await context.ports.publications.list({ ...before, limit: limit + 1 })
    const page = pageOf(rows, {
      list: LIST,
      limit,
      url,
      positionOf: ({ publication }) => publication,
      toBody: toPublicationBody,
    })
    return { body: page, headers: linkOf(page) }
  },
})
