import { z } from 'zod'
import { ORDER_ACTS, type OrderNews, type OrderRecord, OUTBOX_STATES } from '../benefit-ports.ts'
import { json, toJsonValue } from './json.ts'
import { says } from './says.ts'
import { customerId } from './text.ts'

/** Id of an order, in a path. */
export const orderId = z
  .string(says('not-a-uuid'))
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'not-a-uuid')
  .meta({ id: 'OrderId', description: 'UUID of an order; its `externalId` in the network.' })

export const orderState = z.enum(OUTBOX_STATES, says('not-a-word'))

export const orderBody = z
  .strictObject({
    order: orderId,
    customerId: customerId.nullable().describe('Null: of a region that is not the caller’s.'),
    use: z.int().min(1).describe('Number of the use among the customer’s.'),
    what: z.enum(ORDER_ACTS),
    state: orderState.describe('`dead`: nothing is tried until it is replayed or given up.'),
    attempts: z.int().min(0),
    nextAt: z.iso.datetime().nullable().describe('When it is tried next.'),
    networkId: z.string().nullable().describe('The network’s id of it.'),
    error: z.string().nullable().describe('Code of what went wrong last.'),
    createdAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({
    id: 'ServiceOrder',
    description: 'What the network was asked for, and how far it is.',
    examples: [
      {
        order: '0b6f2c3e-8d1f-4a52-9c47-6a5a5e0f8a11',
        customerId: 'C1748713559',
        use: 4,
        what: 'start',
        state: 'completed',
        attempts: 1,
        nextAt: null,
        networkId: 'SO-20261122-17',
        error: null,
        createdAt: '2026-11-22T01:30:00.123Z',
        endedAt: '2026-11-22T01:30:02.456Z',
      },
    ],
  })

export const orderWithHistory = z
  .strictObject({
    ...orderBody.shape,
    history: z.array(
      z.strictObject({
        number: z.int().min(1),
        at: z.iso.datetime(),
        what: z.string(),
        details: z.record(z.string(), json),
      }),
    ),
  })
  .meta({ id: 'ServiceOrderWithHistory', description: 'An order, and all that happened to it.' })

/** @param shown whether the caller may see whose it is */
export function toOrderBody(record: OrderRecord, shown: boolean): z.output<typeof orderBody> {
  return {
    order: record.order,
    customerId: shown ? record.customerId : null,
    use: record.use,
    what: record.what,
    state: record.state,
    attempts: record.attempts,
    nextAt: record.nextAt?.toISOString() ?? null,
    networkId: record.networkId,
    error: record.error,
    createdAt: record.createdAt.toISOString(),
    endedAt: record.endedAt?.toISOString() ?? null,
  }
}

export function toOrderWithHistory(
  record: OrderRecord,
  history: readonly OrderNews[],
): z.output<typeof orderWithHistory> {
  return {
    ...toOrderBody(record, true),
    history: history.map(({ number, at, what, details }) => ({
      number,
      at: at.toISOString(),
      what,
      details: toJsonValue(details),
    })),
  }
}
