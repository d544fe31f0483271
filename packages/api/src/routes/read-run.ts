import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { runBody, toRunBody } from '../wire/run.ts'
import { runNumber } from '../wire/run-number.ts'

export const readRun = endpoint({
  method: 'GET',
  path: '/v1/runs/{run}',
  operation: 'readRun',
  tag: 'runs',
  summary: 'An assessment',
  description: 'Its state, progress, and what went wrong.',
  about: 'nobody',
  params: { run: runNumber },
  answer: { status: 200, description: 'The run.', schema: runBody },
  problems: ['run-missing'],
  async handle({ params, context }) {
    const state = await context.ports.runs.of(params.run)
    if (state === null) throw new Problem('run-missing', { run: params.run })
    return { body: toRunBody(state) }
  },
})
