import { z } from 'zod'
import { endpoint } from '../endpoint.ts'

export const readMetrics = endpoint({
  method: 'GET',
  path: '/metrics',
  operation: 'readMetrics',
  tag: 'service',
  summary: 'Metrics for Prometheus',
  description: 'Text format 0.0.4. Labels hold route patterns, never ids.',
  about: 'nobody',
  answer: {
    status: 200,
    description: 'The metrics.',
    schema: z.string(),
    types: ['text/plain'],
  },
  problems: [],
  async handle({ context }) {
    const { registry } = context.metrics
    return { text: await registry.metrics(), type: registry.contentType }
  },
})
