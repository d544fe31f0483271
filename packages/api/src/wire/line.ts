import type { LineState } from '@dipper/entitlement'
import { SERVICE_KINDS, STOP_CAUSES, STOP_KINDS } from '@dipper/policy'
import { z } from 'zod'
import type { LineOfCustomer } from '../benefit-ports.ts'
import { dayText } from './day.ts'
import { fenOf } from './entitlement.ts'
import { whole } from './integer.ts'
import { customerId } from './text.ts'

const stateBody = z
  .strictObject({
    is: z.enum(['in-service', 'stopped']),
    cause: z.enum(STOP_CAUSES).nullable(),
    stopKind: z.enum(STOP_KINDS).nullable(),
    stoppedOn: dayText.nullable(),
    arrearsFen: whole.nullable().describe('What is owed on the line; null where not known.'),
  })
  .meta({ id: 'LineState', description: 'What the network or billing said last of a line.' })

const lineBody = z
  .strictObject({
    line: z.string(),
    kind: z.enum(SERVICE_KINDS),
    number: z.string().nullable().describe('In full; null where none is kept.'),
    heldFrom: dayText.nullable().describe('Null where only an event says whose line it is.'),
    state: stateBody.nullable().describe('Null where no event says whether it is stopped.'),
    known: z.literal('event').nullable().describe('How the state is known; null with `state`.'),
  })
  .meta({
    id: 'Line',
    description: 'A line that is the customer’s today.',
    examples: [
      {
        line: 'M-1',
        kind: 'mobile',
        number: '13800000000',
        heldFrom: '2019-03-05',
        state: {
          is: 'stopped',
          cause: 'arrears',
          stopKind: 'single',
          stoppedOn: '2026-11-20',
          arrearsFen: 5600,
        },
        known: 'event',
      },
    ],
  })

export const linesBody = z
  .strictObject({ customerId, lines: z.array(lineBody) })
  .meta({ id: 'Lines', description: 'The lines of a customer.' })

export function toLinesBody(
  customer: string,
  lines: readonly LineOfCustomer[],
): z.output<typeof linesBody> {
  return { customerId: customer, lines: lines.map(toLineBody) }
}

function toLineBody({ line, kind, number, heldFrom, state }: LineOfCustomer) {
  const known = state === null ? null : ('event' as const)
  return { line, kind, number, heldFrom, state: state && toStateBody(state), known }
}

function toStateBody(state: LineState): z.output<typeof stateBody> {
  const arrearsFen = fenOf(state.arrearsFen)
  if (state.is === 'in-service') {
    return { is: state.is, cause: null, stopKind: null, stoppedOn: null, arrearsFen }
  }
  const { is, cause, kind: stopKind, stoppedOn } = state
  return { is, cause, stopKind, stoppedOn, arrearsFen }
}
