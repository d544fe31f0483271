import { z } from 'zod'

/** RFC 3339 with an offset. */
const instant = z.iso.datetime({ offset: true })

const text = z.string().min(1)

const characteristic = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('benefit'), valueType: z.literal('string'), value: text }),
  /** Number of the use among the customer's: the same in the order that stops what it began. */
  z.strictObject({
    name: z.literal('use'),
    valueType: z.literal('integer'),
    value: z.int().min(1),
  }),
  /** First moment in which it no longer holds. */
  z.strictObject({ name: z.literal('endsAt'), valueType: z.literal('date-time'), value: instant }),
  /** Arrears above which the line is to be stopped, existing ones included. */
  z.strictObject({
    name: z.literal('ceilingFen'),
    valueType: z.literal('integer'),
    value: z.int().min(0),
  }),
])

const service = z.strictObject({
  /** The line; left out: a service of its own. */
  id: text.optional(),
  /** Kind of the line; of a service of its own, the benefit. */
  serviceType: text,
  /** What the line is to be; left out: as it is. */
  state: z.enum(['active', 'inactive']).optional(),
  serviceCharacteristic: z.array(characteristic).min(2),
})

const item = z.strictObject({
  id: z.literal('1'),
  action: z.enum(['add', 'modify', 'delete']),
  service,
})

const customer = z.strictObject({
  id: text,
  role: z.literal('customer'),
  '@type': z.literal('RelatedParty'),
  '@referredType': z.literal('Customer'),
})

/** Exactly what is sent: a ServiceOrder_Create of TMF641 v4.1.0. */
export const serviceOrderSchema = z.strictObject({
  externalId: z.uuid(),
  category: z.literal('star-benefit'),
  description: text,
  requestedStartDate: instant,
  serviceOrderItem: z.tuple([item]),
  relatedParty: z.tuple([customer]),
})
export type ServiceOrder = z.infer<typeof serviceOrderSchema>
