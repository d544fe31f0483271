import { formatMonth } from '@dipper/policy'
import { z } from 'zod'
import { USE_ENDINGS, USE_STATES, type UseRecord } from '../benefit-ports.ts'
import { benefitCode, statedBody } from './asked-use.ts'
import { localTime } from './day.ts'
import { billed, entitlementBody, fenOf, until } from './entitlement.ts'
import { toWhole, whole } from './integer.ts'
import { monthText } from './month.ts'
import { says } from './says.ts'
import { orderBody, toOrderBody } from './service-order.ts'
import { customerId } from './text.ts'

export const useRequest = z
  .strictObject(
    {
      benefit: benefitCode,
      ...statedBody,
      atPrice: z
        .boolean(says('wrong'))
        .default(false)
        .describe('Beyond the quota, at the price that the document names.'),
    },
    says('not-an-object'),
  )
  .meta({
    id: 'UseRequest',
    description: 'A benefit to be used now, and the line it is used for.',
    wire: { examples: [{ benefit: 'mobile-restore', line: 'M-1', lineKind: 'mobile' }] },
  })

export const useBody = z
  .strictObject({
    customerId,
    number: z.int().min(1).describe('Of the customer, from 1.'),
    benefit: benefitCode,
    title: z.string().describe('In the language of the caller; the code where it has no title.'),
    line: z.string().nullable(),
    at: localTime,
    state: z.enum(USE_STATES).describe('`given-back`: it takes nothing of the quota.'),
    endsAt: localTime.nullable().describe('First moment in which it no longer runs.'),
    until,
    ceilingFen: whole.nullable(),
    endedAt: localTime.nullable(),
    endedBecause: z.enum(USE_ENDINGS).nullable(),
    chargeFen: whole.describe('What it costs; 0 within the quota.'),
    billed: billed.nullable(),
    star: z.int().min(0).max(99),
    month: monthText.describe('The published month that the star rests on.'),
    document: z.string(),
    overlay: z.string().nullable(),
    by: z.string().describe('Subject of the token.'),
    orders: z.array(orderBody).describe('What the network was asked for.'),
  })
  .meta({
    id: 'Use',
    description: 'One act of using a benefit.',
    examples: [
      {
        customerId: 'C1748713559',
        number: 4,
        benefit: 'mobile-restore',
        title: 'Emergency mobile restore',
        line: 'M-1',
        at: '2026-11-22T09:30:00',
        state: 'running',
        endsAt: '2026-11-24T09:30:00',
        until: ['paid', 'ceiling-passed'],
        ceilingFen: 10_000,
        endedAt: null,
        endedBecause: null,
        chargeFen: 0,
        billed: null,
        star: 5,
        month: '2026-11',
        document: '2016-01.yaml',
        overlay: null,
        by: 'u-17',
        orders: [],
      },
    ],
  })

export const useAnswer = z
  .strictObject({
    outcome: z.enum(['begun', 'refused']),
    use: useBody.nullable().describe('Null where it is refused.'),
    entitlement: entitlementBody.describe('The answer at the moment of the use.'),
  })
  .meta({ id: 'UseAnswer', description: 'A use that began, or why none did.' })

export function toUseBody(record: UseRecord, title: string): z.output<typeof useBody> {
  return {
    customerId: record.customerId,
    number: record.number,
    benefit: record.benefit,
    title,
    line: record.line,
    at: record.at,
    state: record.state,
    endsAt: record.endsAt,
    until: [...record.until],
    ceilingFen: fenOf(record.ceilingFen),
    endedAt: record.endedAt,
    endedBecause: record.endedBecause,
    chargeFen: toWhole(record.chargeFen),
    billed: record.billed,
    star: record.star,
    month: formatMonth(record.month),
    document: record.document,
    overlay: record.overlay,
    by: record.by,
    orders: record.orders.map((each) => toOrderBody(each, true)),
  }
}
