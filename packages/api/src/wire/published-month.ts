import { formatMonth } from '@dipper/policy'
import { z } from 'zod'
import type { PublishedMonth } from '../ports.ts'
import { monthText } from './month.ts'
import { digest, rowsDigest } from './text.ts'

const count = z.int().min(0)

export const moves = z
  .array(z.array(count))
  .describe('`moves[a][b]`: customers who went from star a to star b.')

export const monthSummary = z
  .strictObject({
    month: monthText,
    publication: z.int(),
    publishedAt: z.iso.datetime(),
    policy: z.string(),
    customers: count,
    stars: z.array(count).describe('`stars[n]`: customers with n stars; 0 is unrated.'),
  })
  .meta({
    id: 'PublishedMonth',
    description: 'A month that readers see.',
    examples: [
      {
        month: '2026-11',
        publication: 12,
        publishedAt: '2026-11-02T03:04:05.678Z',
        policy: 'china-telecom/star',
        customers: 100000,
        stars: [41000, 22000, 15000, 10000, 6000, 3500, 1500, 1000],
      },
    ],
  })

export const monthTotals = z
  .strictObject({
    ...monthSummary.shape,
    policyDigest: digest,
    digest: rowsDigest,
    outcomes: z.record(z.string(), count),
    moves,
  })
  .meta({ id: 'MonthTotals', description: 'A published month with its totals and moves.' })

export function toMonthSummary(published: PublishedMonth): z.output<typeof monthSummary> {
  return {
    month: formatMonth(published.month),
    publication: published.publication,
    publishedAt: published.publishedAt.toISOString(),
    policy: published.policy,
    customers: published.customers,
    stars: [...published.stars],
  }
}

export function toMonthTotals(published: PublishedMonth): z.output<typeof monthTotals> {
  return {
    ...toMonthSummary(published),
    policyDigest: published.policyDigest,
    digest: published.digest,
    outcomes: { ...published.outcomes },
    moves: published.moves.map((row) => [...row]),
  }
}
