import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import type { OrderAbout, OrderRecord, ToOrder } from './record.ts'
import { ORDER_COLUMNS, type OrderRow, toOrderRecord } from './rows.ts'

/** Channel on which orders that are to be sent are announced. */
export const ORDER_CHANNEL = 'dipper_order'

const PLACE = {
  name: 'order-place',
  text: `with placed as (
  insert into dipper.service_order ("order", customer_id, use, what, payload)
  values ($1, $2, $3, $4, $5) returning ${ORDER_COLUMNS}),
noted as (
  insert into dipper.order_event ("order", number, what, details)
  values ($1, 1, 'created', '{}'))
select placed.*, pg_notify('${ORDER_CHANNEL}', '') from placed`,
}

/** Writes an order of a use, in the transaction of the caller, from whose commit on it is sent. */
export async function placeOrder(
  client: PoolClient,
  toOrder: ToOrder,
  about: Omit<OrderAbout, 'order'>,
): Promise<OrderRecord> {
  const order = randomUUID()
  const payload = JSON.stringify(toOrder({ ...about, order }))
  const values = [order, about.customerId, about.use, about.what, payload]
  const { rows } = await client.query<OrderRow>({ ...PLACE, values })
  return toOrderRecord(rows[0] as OrderRow)
}
