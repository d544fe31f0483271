import { endpoint } from '../endpoint.ts'
import { Problem } from '../problems/problem.ts'
import { runBody, toRunBody } from '../wire/run.ts'
import { runNumber } from '../wire/run-number.ts'

export const stopRun = endpoint({
  method: 'POST',
  path: '/v1/runs/{run}/stop',
  operation: 'stopRun',
  tag: 'runs',
  summary: 'Stop an assessment',
  description: 'Months that are done stay; the next run goes on after them.',
  about: 'nobody',
  act: 'run.stop',
  params: { run: runNumber },
  answer: { status: 202, description: 'It was told to stop.', schema: runBody },
  problems: ['run-missing', 'run-ended'],
  async handle({ params: { run }, context }) {
    const { runs } = context.ports
    const before = await runs.of(run)
    if (before === null) throw new Problem('run-missing', { run })
    if (!(await runs.stop(run))) throw new Problem('run-ended', { run })
    return { body: toRunBody((await runs.of(run)) ?? before) }
  },
})
