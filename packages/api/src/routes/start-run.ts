import { endpoint } from '../endpoint.ts'
import { runBody, runRequest, toRunBody } from '../wire/run.ts'

export const startRun = endpoint({
  method: 'POST',
  path: '/v1/runs',
  operation: 'startRun',
  tag: 'runs',
  summary: 'Assess months',
  description:
    'Starts an assessment, and answers before it is done: watch it at /v1/runs/{run}/events. Readers see nothing of it until the month is published.',
  about: 'nobody',
  act: 'run.start',
  body: runRequest,
  answer: { status: 202, description: 'It was taken.', schema: runBody, headers: ['Location'] },
  problems: ['run-busy'],
  async handle({ body, caller, context }) {
    const state = await context.ports.runs.start(body, caller.subject)
    context.metrics.started()
    return { body: toRunBody(state), headers: { location: `/v1/runs/${state.run}` } }
  },
})
