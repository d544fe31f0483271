import { OUTCOMES } from '@dipper/assessment'
import { formatMonth, type Language } from '@dipper/policy'
import { z } from 'zod'
import type { Standing } from '../benefit-ports.ts'
import type { PublishedStar } from '../ports.ts'
import { allowanceBody, toAllowanceBody } from './entitlement.ts'
import { toWhole, whole } from './integer.ts'
import { monthText, span } from './month.ts'
import { pointsBrief, toPointsBrief } from './points.ts'
import { customerId, region } from './text.ts'
import { toUseBody, useBody } from './use.ts'

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
  .meta({ id: 'PublishedStar', description: 'The star of one customer in a published month.' })

export const starAnswer = z
  .strictObject({
    ...starBody.shape,
    benefits: z
      .array(allowanceBody)
      .nullable()
      .describe(
        'All that the star gives now; null with `month`, and where no benefits are in force.',
      ),
    uses: z.array(useBody).nullable().describe('Those that run; null with `month`.'),
    points: pointsBrief.nullable().describe('Null with `month`.'),
  })
  .meta({
    id: 'Star',
    description: 'The published star of one customer, and what it gives now.',
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
        benefits: [
          {
            benefit: 'sim-replacement',
            title: 'Free SIM replacement',
            order: true,
            limit: { uses: 2, per: 'calendar-year', of: 'customer' },
            left: 1,
            lines: [],
            until: '2026-12-31',
            running: 0,
            assumed: [],
          },
        ],
        uses: [],
        points: { balance: 1180, expiringThisYear: 180, frozen: [] },
      },
    ],
  })

/** A star with what goes with it; `standing` is null where an earlier month was asked for. */
export function toStarAnswer(
  row: PublishedStar,
  standing: Standing | null,
  {
    language,
    titleOf,
  }: { readonly language: Language; readonly titleOf: (code: string) => string },
): z.output<typeof starAnswer> {
  const { policy = null, allowances = [], running, points } = standing ?? {}
  return {
    ...toStarBody(row),
    benefits: policy && allowances.map((each) => toAllowanceBody(each, { policy, language })),
    uses: running?.map((each) => toUseBody(each, titleOf(each.benefit))) ?? null,
    points: points ? toPointsBrief(points) : null,
  }
}

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
