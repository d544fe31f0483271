import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { JSON_TYPE } from '../http/send.ts'

export const openapiDocument = endpoint({
  method: 'GET',
  path: '/openapi.json',
  operation: 'describe',
  tag: 'service',
  summary: 'This description',
  description: 'OpenAPI 3.1, made from the schemas that validate.',
  about: 'nobody',
  answer: {
    status: 200,
    description: 'The document.',
    schema: z.record(z.string(), z.unknown()),
  },
  problems: [],
  conditional: true,
  handle: async ({ context }) => ({ text: context.document(), type: JSON_TYPE }),
})
