import { formatMonth } from '@dipper/policy'
import { z } from 'zod'
import type { RunState } from '../ports.ts'
import { day } from './day.ts'
import { json, toJsonValue } from './json.ts'
import { month, monthText } from './month.ts'
import { says } from './says.ts'

const STATES = ['queued', 'running', 'done', 'failed', 'stopped', 'interrupted'] as const

export const runRequest = z
  .strictObject(
    {
      from: month,
      through: month,
      knownBy: day
        .nullable()
        .default(null)
        .describe('Leaves out what was recorded after this day; null takes everything.'),
    },
    says('not-an-object'),
  )
  .refine(({ from, through }) => from <= through, {
    error: 'months-reversed',
    path: ['through'],
  })
  .meta({
    id: 'RunRequest',
    description: 'Months to be assessed, both inclusive.',
    wire: { examples: [{ from: '2026-11', through: '2026-11', knownBy: null }] },
  })

export const runBody = z
  .strictObject({
    run: z.int(),
    state: z.enum(STATES).describe('Queued and running runs go on; the others have ended.'),
    from: monthText,
    through: monthText,
    knownBy: z.string().nullable(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    by: z.string().describe('Subject of the token that started it.'),
    progress: z.strictObject({ phase: z.string(), done: z.number(), total: z.number() }).nullable(),
    error: z
      .strictObject({ code: z.string(), params: z.record(z.string(), json) })
      .nullable()
      .describe('What went wrong, a code of docs/errors.md; null where nothing did.'),
  })
  .meta({
    id: 'Run',
    description: 'An assessment of months.',
    examples: [
      {
        run: 7,
        state: 'running',
        from: '2026-11',
        through: '2026-11',
        knownBy: null,
        startedAt: '2026-11-02T01:02:03.456Z',
        endedAt: null,
        by: 'u-17',
        progress: { phase: 'load', done: 3, total: 24 },
        error: null,
      },
    ],
  })

export function toRunBody(state: RunState): z.output<typeof runBody> {
  const { progress, error } = state
  return {
    run: state.run,
    state: state.state,
    from: formatMonth(state.from),
    through: formatMonth(state.through),
    knownBy: state.knownBy,
    startedAt: state.startedAt.toISOString(),
    endedAt: state.endedAt?.toISOString() ?? null,
    by: state.by,
    progress: progress && { phase: progress.phase, done: progress.done, total: progress.total },
    error: error && { code: error.code, params: toJsonValue(error.params) },
  }
}

/** Whether nothing more comes of a run. */
export function hasEnded({ state }: RunState): boolean {
  return state !== 'queued' && state !== 'running'
}
