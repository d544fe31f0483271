import { SEGMENTS } from '@dipper/policy'
import { z } from 'zod'
import { monthText } from '../month.ts'
import { localized, provenValue } from '../policy.ts'
import { customerId, digest, region } from '../text.ts'
import { credit, day, growth, spend, tenure } from './growth.ts'
import { gap, leaving, outlook, starExplained } from './next.ts'
import { difference, heldBefore, row } from './row.ts'

const namesIn = z.array(z.string())

const policyUsed = z
  .strictObject({
    policy: z.string(),
    title: localized,
    effectiveFrom: monthText,
    document: z.string(),
    overlay: z.strictObject({ region, file: z.string() }).nullable(),
    digest,
    names: z.strictObject({ 'zh-CN': namesIn, 'zh-TW': namesIn, en: namesIn }),
    values: z.array(provenValue),
    assumed: z.array(z.string()),
  })
  .meta({ id: 'PolicyUsed', description: 'The values that decided, and where they come from.' })

/** A reason as data: every sentence is made from one. */
const reason = z
  .strictObject({ code: z.string(), params: z.record(z.string(), z.unknown()) })
  .meta({ id: 'ReasonCode', description: 'A reason as data, with its parameters.' })

const common = {
  customerId,
  month: monthText,
  row,
  agrees: z.boolean().describe('The facts still give this row.'),
  differences: z.array(difference),
  held: heldBefore.nullable(),
  policy: policyUsed,
  headline: reason,
  reasons: z.array(reason),
}

export const assessed = z
  .strictObject({
    ...common,
    status: z.literal('assessed'),
    membership: z.strictObject({
      joined: monthText,
      region: region.nullable(),
      segment: z.enum(SEGMENTS),
      rejoined: z.boolean(),
    }),
    spend,
    tenure,
    credit,
    growth,
    star: starExplained,
    gap: gap.nullable(),
    leaving: leaving.nullable(),
    outlook,
  })
  .meta({ id: 'AssessedRecord', description: 'Why this star, stage by stage.' })

export const last = z
  .strictObject({
    ...common,
    status: z.enum(['left', 'ineligible', 'absent']),
    last: z.strictObject({
      leftOn: day.nullable(),
      startsOn: day.nullable(),
      segment: z.enum(SEGMENTS).nullable(),
      eligible: z.array(z.enum(SEGMENTS)),
    }),
  })
  .meta({ id: 'LastRecord', description: 'Why the row is a last one.' })

/** The record of `dipper explain --format json`. */
export const record = z.union([assessed, last])
