import { z } from 'zod'
import { endpoint } from '../endpoint.ts'

export const healthLive = endpoint({
  method: 'GET',
  path: '/health/live',
  operation: 'isAlive',
  tag: 'service',
  summary: 'The process runs',
  description: 'Answers as long as the process does, whatever the store does.',
  about: 'nobody',
  answer: {
    status: 200,
    description: 'It runs.',
    schema: z.strictObject({ status: z.literal('alive') }),
  },
  problems: [],
  handle: async () => ({ body: { status: 'alive' as const } }),
})
