import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { runNumber } from '../wire/run-number.ts'

export const watchRun = endpoint({
  method: 'GET',
  path: '/v1/runs/{run}/events',
  operation: 'watchRun',
  tag: 'runs',
  summary: 'Watch an assessment',
  description:
    'Server-sent events: `state` with a Run as data, the present state first; a comment as a sign of life in between. Ends with the run, with the token, or when the server stops; then ask again.',
  about: 'nobody',
  params: { run: runNumber },
  answer: {
    status: 200,
    description: 'Events as they come.',
    schema: z.string(),
    types: ['text/event-stream'],
  },
  problems: ['run-missing', 'too-many-streams'],
  async handle({ params, context }) {
    const { runs } = context.ports
    if ((await runs.of(params.run)) === null) throw new Problem('run-missing', { run: params.run })
    return { watch: (signal) => runs.watch(params.run, signal) }
  },
})
