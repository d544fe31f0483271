import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { decodeCursor } from '../http/cursor.ts'
import { linkOf, pageOf } from '../http/page.ts'
import { next, pageQuery } from '../wire/page.ts'
import { runBody, toRunBody } from '../wire/run.ts'

const LIST = 'runs'

export const listRuns = endpoint({
  method: 'GET',
  path: '/v1/runs',
  operation: 'listRuns',
  tag: 'runs',
  summary: 'Assessments',
  description: 'Newest first.',
  about: 'nobody',
  query: pageQuery,
  answer: {
    status: 200,
    description: 'A page of runs.',
    schema: z.strictObject({ items: z.array(runBody), next }),
    headers: ['Link'],
  },
  problems: ['cursor-invalid'],
  async handle({ query: { limit, cursor }, url, context }) {
    const before = cursor === undefined ? {} : { before: decodeCursor(LIST, cursor) }
    const rows = await context.ports.runs.list({ ...before, limit: limit + 1 })
    const page = pageOf(rows, {
      list: LIST,
      limit,
      url,
      positionOf: ({ run }) => run,
      toBody: toRunBody,
    })
    return { body: page, headers: linkOf(page) }
  },
})
