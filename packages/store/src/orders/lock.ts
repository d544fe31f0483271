import type { PoolClient } from 'pg'
import type { OrderEventWhat } from './record.ts'
import { ORDER_COLUMNS, type OrderRow } from './rows.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Only what is written as one can be an order of ours. */
export function isOrderId(text: string): boolean {
  return UUID.test(text)
}

const CUSTOMER = {
  name: 'order-customer',
  text: 'select customer_id from dipper.service_order where "order" = $1',
}
const LOCK = {
  name: 'order-lock',
  text: `select ${ORDER_COLUMNS} from dipper.service_order where "order" = $1 for update`,
}
const OF_NETWORK = {
  name: 'order-of-network',
  text: 'select "order" from dipper.service_order where network_id = $1',
}
const NOTE = {
  name: 'order-note',
  text: `insert into dipper.order_event ("order", number, what, details)
select $1, number + 1, $2::text, $3::text::json from (
  select * from dipper.order_event where "order" = $1 order by number desc limit 1) last
where not (last.what = $2 and last.details::text = $3::text)`,
}

/** Whose it is; null where there is none. */
export async function customerOf(client: PoolClient, order: string): Promise<string | null> {
  const { rows } = await client.query<{ customer_id: string }>({ ...CUSTOMER, values: [order] })
  return rows[0]?.customer_id ?? null
}

/**
 * The order, which nobody else changes until the end of the transaction. Where anything of the use may
 * follow, its customer is locked before it.
 */
export async function lockOrder(client: PoolClient, order: string): Promise<OrderRow | null> {
  const { rows } = await client.query<OrderRow>({ ...LOCK, values: [order] })
  return rows[0] ?? null
}

/** Our id of the order that the network has under its own. */
export async function orderOfNetwork(
  client: PoolClient,
  networkId: string,
): Promise<string | null> {
  const { rows } = await client.query<{ order: string }>({ ...OF_NETWORK, values: [networkId] })
  return rows[0]?.order ?? null
}

export type Details = Readonly<Record<string, string | number | null>>

/** Adds to the history of an order that is locked; the same twice in a row is one. */
export async function note(
  client: PoolClient,
  order: string,
  what: OrderEventWhat,
  details: Details = {},
): Promise<void> {
  await client.query({ ...NOTE, values: [order, what, JSON.stringify(details)] })
}
