import { SERVICE_KINDS, STOP_CAUSES, STOP_KINDS } from '@dipper/policy'
import { z } from 'zod'
import { LINE_NEWS, type LineEvent } from '../benefit-ports.ts'
import { day } from './day.ts'
import { arrearsFen } from './fen.ts'
import { says } from './says.ts'
import { customerId, shortText } from './text.ts'

const INSTANT =
  /^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$/

const instant = z
  .string(says('not-an-instant'))
  .regex(INSTANT, 'not-an-instant')
  .refine((text) => day.safeParse(text.slice(0, 10)).success, 'not-an-instant')
  .meta({ format: 'date-time', examples: ['2026-11-22T09:30:00+08:00'] })
  .describe('RFC 3339, with an offset.')

const ONLY_OF_STOPS = ['cause', 'stopKind', 'stoppedOn'] as const

export const lineEventRequest = z
  .strictObject(
    {
      id: shortText.describe('Of who sends it: the same event has the same id.'),
      customerId,
      line: shortText,
      kind: z.enum(SERVICE_KINDS, says('not-a-word')),
      at: instant,
      what: z.enum(LINE_NEWS, says('not-a-word')),
      cause: z.enum(STOP_CAUSES, says('not-a-word')).nullable().default(null),
      stopKind: z.enum(STOP_KINDS, says('not-a-word')).nullable().default(null),
      stoppedOn: day.nullable().default(null).describe('Null: the day of `at`.'),
      arrearsFen: arrearsFen.nullable().default(null),
    },
    says('not-an-object'),
  )
  .superRefine((event, { addIssue }) => {
    const wrong = (path: string, message: string) =>
      addIssue({ code: 'custom', path: [path], message })
    if (event.what === 'arrears' && event.arrearsFen === null) wrong('arrearsFen', 'missing')
    if (event.what === 'stopped') return
    for (const part of ONLY_OF_STOPS) if (event[part] !== null) wrong(part, 'needs-stop')
  })
  .meta({
    id: 'LineEvent',
    description: 'What the network or billing says of a line. The last one by `at` decides.',
    wire: {
      examples: [
        {
          id: 'billing-20261120-4711',
          customerId: 'C1748713559',
          line: 'M-1',
          kind: 'mobile',
          at: '2026-11-20T02:00:00+08:00',
          what: 'stopped',
          cause: 'arrears',
          stopKind: 'single',
          arrearsFen: 5600,
        },
      ],
    },
  })

export const lineEventAnswer = z.strictObject({ accepted: z.enum(['accepted', 'repeated']) })

export function toLineEvent(event: z.output<typeof lineEventRequest>): LineEvent {
  const { at, arrearsFen: fen } = event
  return { ...event, at: new Date(at), arrearsFen: fen === null ? null : BigInt(fen) }
}
