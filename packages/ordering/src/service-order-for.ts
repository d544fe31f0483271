import type { LocalDateTime } from '@dipper/entitlement'
import type { ServiceOrder } from './service-order.ts'

/** What an order is about. */
export interface OrderAbout {
  /** Uuid of ours, by which the network's answers are known again. */
  readonly order: string
  /** `stop-again`: a line that was restored for a while is to be stopped. */
  readonly what: 'start' | 'stop-again'
  readonly customerId: string
  /** Number of the use among the customer's. */
  readonly use: number
  readonly benefit: string
  /** `kind` as the policy writes it. */
  readonly line: { readonly id: string; readonly kind: string } | null
  /** When the use began, or ended. */
  readonly at: LocalDateTime
  /** Of the use; null where it does not last. */
  readonly endsAt: LocalDateTime | null
  readonly ceilingFen: bigint | null
}

type Item = ServiceOrder['serviceOrderItem'][0]
type Service = Item['service']
type Characteristics = Service['serviceCharacteristic']

/**
 * What the network is asked for. It has the customer's id and the line's; no name and no number.
 * `offset` is that of the operator's local time, as `+08:00`.
 */
export function serviceOrderFor(about: OrderAbout, offset: string): ServiceOrder {
  const { order, what, customerId, benefit, at } = about
  return {
    externalId: order,
    category: 'star-benefit',
    description: `${benefit}: ${what}`,
    requestedStartDate: at + offset,
    serviceOrderItem: [{ id: '1', action: actionOf(about), service: serviceOf(about, offset) }],
    relatedParty: [
      {
        id: customerId,
        role: 'customer',
        '@type': 'RelatedParty',
        '@referredType': 'Customer',
      },
    ],
  }
}

/**
 * A line is there already, so it is modified: to `add` it would make a second one, and to `delete` it,
 * when a restored line is stopped again, would cease the customer's service for good.
 */
function actionOf({ line, what }: OrderAbout): Item['action'] {
  if (line !== null) return 'modify'
  return what === 'start' ? 'add' : 'delete'
}

function serviceOf(about: OrderAbout, offset: string): Service {
  const { line, benefit } = about
  const state = stateOf(about)
  return {
    ...(line === null ? {} : { id: line.id }),
    serviceType: line?.kind ?? benefit,
    ...(state === null ? {} : { state }),
    serviceCharacteristic: characteristicsOf(about, offset),
  }
}

/** A use of a line that lasts is one that puts it back into service for so long. */
function stateOf({ line, what, endsAt }: OrderAbout): Service['state'] | null {
  if (line === null) return null
  if (what === 'stop-again') return 'inactive'
  return endsAt === null ? null : 'active'
}

/** An order that stops says what it stops; how long it would have held matters no more. */
function characteristicsOf(
  { what, benefit, use, endsAt, ceilingFen }: OrderAbout,
  offset: string,
): Characteristics {
  const named: Characteristics = [
    { name: 'benefit', valueType: 'string', value: benefit },
    { name: 'use', valueType: 'integer', value: use },
  ]
  if (what === 'stop-again') return named
  if (endsAt !== null)
    named.push({ name: 'endsAt', valueType: 'date-time', value: endsAt + offset })
  if (ceilingFen !== null) {
    named.push({ name: 'ceilingFen', valueType: 'integer', value: Number(ceilingFen) })
  }
  return named
}
