import { CATEGORIES, SERVICE_KINDS, STOP_CAUSES, STOP_KINDS } from '@dipper/policy'
import { z } from 'zod'
import { whole } from '../integer.ts'
import { monthText, span } from '../month.ts'

const kind = z.enum(SERVICE_KINDS)
const NOT_COUNTED = ['category', 'kind'] as const

/** A decimal as it is written, exact. */
export const decimal = z.string()
export const day = z.string().describe('Local date, YYYY-MM-DD.')

const line = z.strictObject({
  kind,
  category: z.enum(CATEGORIES),
  fen: whole,
  charges: z.int(),
  counted: z.boolean(),
  notCounted: z.enum(NOT_COUNTED).nullable(),
})

const period = z.strictObject({
  period: monthText,
  countedFen: whole,
  notCountedFen: whole,
  exactGrowth: decimal,
  lines: z.array(line),
})

export const spend = z
  .strictObject({
    window: span,
    windowMonths: z.int(),
    periods: z.array(period),
    charges: z.int(),
    countedFen: whole,
    notCountedFen: z.record(z.enum(NOT_COUNTED), whole),
    perYuan: z.partialRecord(kind, decimal),
    weighted: z.boolean(),
    exactGrowth: decimal,
    growth: whole,
    floored: z.boolean(),
  })
  .meta({ id: 'SpendExplained', description: 'Growth from spend, period by period. Money in fen.' })

export const tenure = z
  .strictObject({
    line: z.strictObject({ serviceId: z.string(), date: day }).nullable(),
    kind,
    counts: z.enum(['opened', 'held']),
    months: z.int(),
    countedMonths: z.int(),
    capMonths: z.int().nullable(),
    capped: z.boolean(),
    rule: z.union([
      z.strictObject({ perMonth: z.number() }),
      z.strictObject({
        brackets: z.array(z.strictObject({ months: z.number(), growth: z.number() })),
      }),
    ]),
    growth: whole,
  })
  .meta({ id: 'TenureExplained', description: 'Growth from time in net.' })

const stop = z.strictObject({
  serviceId: z.string(),
  serviceKind: kind,
  kind: z.enum(STOP_KINDS),
  cause: z.enum(STOP_CAUSES),
  stoppedOn: day,
  counted: z.boolean(),
  notCounted: z.array(z.enum(['kind', 'cause', 'service-kind'])),
})

export const credit = z
  .strictObject({
    window: span,
    perStop: z.number(),
    counts: z.strictObject({
      kind: z.enum(STOP_KINDS),
      causes: z.array(z.enum(STOP_CAUSES)),
      of: kind,
    }),
    stops: z.array(stop),
    growth: whole,
  })
  .meta({ id: 'CreditExplained', description: 'Growth lost by stops.' })

export const growth = z
  .strictObject({
    spend: whole,
    tenure: whole,
    credit: whole,
    sum: whole,
    value: whole,
    floored: z.boolean(),
  })
  .meta({ id: 'GrowthExplained', description: 'The three parts; value is their sum, 0 at least.' })
