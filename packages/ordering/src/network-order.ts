import { z } from 'zod'
import { ORDER_STATES, type OrderState } from './state.ts'

/** The network's order, as far as anything follows from it. */
export interface NetworkOrder {
  /** The network's own id. */
  readonly id: string
  /** Our uuid, if it is ours. */
  readonly externalId: string
  readonly state: OrderState
  /** The network's code for what went wrong, where it gave one short enough to be a code. */
  readonly said: string | null
}

/** `ServiceOrderStateChangeEvent`, as far as anything follows from it. */
export interface StateChangeEvent {
  /** The network's id of the event; null where it gave none. */
  readonly eventId: string | null
  readonly order: NetworkOrder
}

const id = z.string().min(1).max(200)

/** Anything longer, or with spaces, is prose, which may have names in it. */
const CODE = /^[\w.:-]{1,64}$/

const networkOrderSchema = z.object({
  id,
  externalId: id,
  state: z.enum(ORDER_STATES),
  errorMessage: z.array(z.object({ code: z.unknown().optional() })).nullish(),
})

/** Exactly what is read of a state change; members beside these are let be. */
export const stateChangeEventSchema = z.object({
  eventId: id.nullish(),
  eventType: z.literal('ServiceOrderStateChangeEvent').nullish(),
  event: z.object({ serviceOrder: networkOrderSchema }),
})

/** Null for what is no order, or lacks what is needed of one. */
export function readNetworkOrder(json: unknown): NetworkOrder | null {
  const { data } = networkOrderSchema.safeParse(json)
  return data === undefined ? null : orderOf(data)
}

/** Null for any other event, and for one without an order that can be read. */
export function readStateChangeEvent(json: unknown): StateChangeEvent | null {
  const { data } = stateChangeEventSchema.safeParse(json)
  if (data === undefined) return null
  return { eventId: data.eventId ?? null, order: orderOf(data.event.serviceOrder) }
}

function orderOf({
  id,
  externalId,
  state,
  errorMessage,
}: z.infer<typeof networkOrderSchema>): NetworkOrder {
  const said = errorMessage?.map(({ code }) => code).find(isCode) ?? null
  return { id, externalId, state, said }
}

function isCode(code: unknown): code is string {
  return typeof code === 'string' && CODE.test(code)
}
