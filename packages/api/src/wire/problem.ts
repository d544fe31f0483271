import { z } from 'zod'
import { FIELD_CODES, PROBLEM_CODES } from '../problems/catalogue.ts'

/** RFC 9457. */
export const problemBody = z
  .strictObject({
    type: z.string().describe('`urn:dipper:problem:` and the code.'),
    title: z.string().describe('A few words, the same for every occurrence.'),
    status: z.int(),
    detail: z.string().describe('What, and what to do.'),
    code: z.enum(PROBLEM_CODES as [string, ...string[]]).describe('Decide by this.'),
    params: z.record(z.string(), z.unknown()).describe('Numbers and names of the detail.'),
    requestId: z.string().describe('Of the header `X-Request-Id`, for a report.'),
    errors: z
      .array(
        z.strictObject({
          in: z.enum(['path', 'query', 'header', 'body']),
          path: z.string().describe('Name, or dotted path within the body.'),
          code: z.enum(FIELD_CODES),
          detail: z.string(),
        }),
      )
      .optional()
      .describe('With `invalid-request`: each part that is wrong.'),
  })
  .meta({
    id: 'Problem',
    description: 'What was refused or failed, and what to do. The codes are in docs/problems.md.',
    examples: [
      {
        type: 'urn:dipper:problem:month-unpublished',
        title: 'The month is not published',
        status: 404,
        detail: '2026-12 is not published. GET /v1/months lists those that are.',
        code: 'month-unpublished',
        params: { month: '2026-12' },
        requestId: 'k3v9-1a',
      },
    ],
  })
