import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'

export const healthReady = endpoint({
  method: 'GET',
  path: '/health/ready',
  operation: 'isReady',
  tag: 'service',
  summary: 'Questions can be answered',
  description:
    'Asks the store. 503 `not-ready` while the store does not answer, and from the moment the server is told to stop, so that a load balancer sends nothing more.',
  about: 'nobody',
  answer: {
    status: 200,
    description: 'It is ready.',
    schema: z.strictObject({ status: z.literal('ready') }),
  },
  problems: ['not-ready'],
  async handle({ context }) {
    if (context.stopping()) throw new Problem('not-ready', {})
    await inTime(context.ports.health.ready(), context.limits.readyMs)
    return { body: { status: 'ready' as const } }
  },
})

/** Throws `not-ready` where a promise is rejected, or settles too late. */
async function inTime(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), ms)
  })
  try {
    await Promise.race([promise, late])
  } catch {
    throw new Problem('not-ready', {})
  } finally {
    clearTimeout(timer)
  }
}
