import { OUTCOMES } from '@dipper/assessment'
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

export const gap = z
  .strictObject({ star, threshold: z.number(), missing: whole, cap: cap.nullable() })
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
