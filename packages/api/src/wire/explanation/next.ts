import { OUTCOMES } from '@dipper/assessment'
import { SERVICE_KINDS } from '@dipper/policy'
import { z } from 'zod'
import { whole } from '../integer.ts'
import { monthText, span } from '../month.ts'
import { star } from '../star.ts'
import { decimal } from './growth.ts'
import { projected } from './row.ts'

const cap = z.strictObject({ stops: z.int(), atMost: star })

export const starExplained = z
  .strictObject({
    thresholds: z.array(z.number()),
    reached: star,
    cap: cap.nullable(),
    assessed: star,
    star,
    validity: span.nullable(),
    outcome: z.enum(OUTCOMES),
    stepped: z.boolean(),
    transition: z.boolean(),
  })
  .meta({ id: 'StarExplained', description: 'From growth value to star.' })

const bySpend = z
  .strictObject({
    yuanPerMonth: whole.describe(
      'Whole yuan on top of the mean of the outlook, in charges that count; 0 where the mean is enough.',
    ),
    kind: z
      .enum(SERVICE_KINDS)
      .nullable()
      .describe(
        'The service that it is spent on: that of most spend, of those that earn growth. Null where a yuan earns the same on each.',
      ),
    from: monthText.describe('First period that brings it.'),
    by: monthText.describe('The month that brings the star.'),
  })
  .meta({
    id: 'BySpend',
    description:
      'The least spend a month that brings the next star before validity ends, or at its end; without a star, within twelve months.',
  })

export const gap = z
  .strictObject({
    star,
    threshold: z.number(),
    missing: whole,
    cap: cap.nullable(),
    bySpend: bySpend.nullable().describe('Null where no spend would bring it.'),
  })
  .meta({ id: 'Gap', description: 'What is missing for the next star.' })

export const leaving = z
  .strictObject({ period: monthText, countedFen: whole, exactGrowth: decimal })
  .meta({ id: 'Leaving', description: 'The period that next month’s window no longer has.' })

const basis = z.strictObject({ periods: z.int(), fen: whole, weighted: z.boolean() })

export const outlook = z
  .union([
    z.strictObject({
      holds: z.literal('star'),
      basis,
      atExpiry: projected,
      risesBefore: projected.nullable(),
    }),
    z.strictObject({
      holds: z.literal('nothing'),
      basis,
      months: z.int(),
      firstStar: projected.nullable(),
    }),
  ])
  .meta({ id: 'Outlook', description: 'What comes if each coming period brings the same.' })
