import { OUTCOMES } from '@dipper/assessment'
import { formatMonth } from '@dipper/policy'
import { z } from 'zod'
import type { PublishedStar } from '../ports.ts'
import { toWhole, whole } from './integer.ts'
import { monthText, span } from './month.ts'
import { customerId, region } from './text.ts'

export const star = z.int().min(0).max(99)

const growth = z.strictObject({
  value: whole.describe('What decides: the sum of the parts, and 0 at least.'),
  spend: whole,
  tenure: whole,
  credit: whole.describe('0 or negative.'),
})

export const starBody = z
  .strictObject({
    customerId,
    month: monthText.describe('The month that the answer rests on.'),
    publication: z.int().describe('The publication that brought this row.'),
    region: region.nullable(),
    star: star.describe('0 is unrated.'),
    assessedStar: star.describe('By this month’s growth alone, whatever is held.'),
    outcome: z.enum(OUTCOMES),
    growth,
    validity: span.nullable().describe('While it lasts the star cannot fall; null at star 0.'),
    nextStar: z
      .strictObject({ star, missing: whole })
      .nullable()
      .describe('Growth missing for the next star; null at the highest.'),
  })
  .meta({
    id: 'Star',
    description: 'The published star of one customer.',
    examples: [
      {
        customerId: 'C1748713559',
        month: '2026-11',
        publication: 12,
        region: 'anhui',
        star: 3,
        assessedStar: 3,
        outcome: 'kept',
        growth: { value: 1668, spend: 1200, tenure: 468, credit: 0 },
        validity: { from: '2026-02', through: '2028-01' },
        nextStar: { star: 4, missing: 632 },
      },
    ],
  })

export function toStarBody(row: PublishedStar): z.output<typeof starBody> {
  const { validFrom, validThrough, nextStar } = row
  return {
    customerId: row.customerId,
    month: formatMonth(row.month),
    publication: row.publication,
    region: row.region,
    star: row.star,
    assessedStar: row.assessedStar,
    outcome: row.outcome,
    growth: {
      value: toWhole(row.growthValue),
      spend: toWhole(row.spendGrowth),
      tenure: toWhole(row.tenureGrowth),
      credit: toWhole(row.creditGrowth),
    },
    validity:
      validFrom === null || validThrough === null
        ? null
        : { from: formatMonth(validFrom), through: formatMonth(validThrough) },
    nextStar: nextStar && { star: nextStar.star, missing: toWhole(nextStar.missing) },
  }
}
