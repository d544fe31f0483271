import type { Pool, PoolClient } from 'pg'
import type { OrderAct, OrderRecord, OrderState } from './record.ts'

export interface OrderRow {
  readonly order: string
  readonly number: bigint
  readonly customer_id: string
  readonly use: number
  readonly what: OrderAct
  readonly state: OrderState
  readonly attempts: number
  readonly next_at: Date
  readonly network_id: string | null
  readonly error: string | null
  readonly created_at: Date
  readonly ended_at: Date | null
}

export const ORDER_COLUMNS = `"order", number, customer_id, use, what, state, attempts, next_at,
  network_id, error, created_at, ended_at`

export function toOrderRecord(row: OrderRow): OrderRecord {
  const { order, number, customer_id: customerId, use, what, state, attempts, error } = row
  const isOpen = state === 'waiting' || state === 'sent'
  return {
    order,
    number,
    customerId,
    use,
    what,
    state,
    attempts,
    nextAt: isOpen ? row.next_at : null,
    networkId: row.network_id,
    error,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  }
}

const OF_USES = {
  name: 'orders-of-uses',
  text: `select ${ORDER_COLUMNS} from dipper.service_order
where (customer_id, use) in (select * from unnest($1::text[], $2::integer[])) order by number`,
}

/** Of each use, the first one first; a use is told by its customer and number. */
export async function ordersOf(
  connection: Pool | PoolClient,
  uses: readonly { readonly customerId: string; readonly number: number }[],
): Promise<(use: { readonly customerId: string; readonly number: number }) => OrderRecord[]> {
  const values = [uses.map(({ customerId }) => customerId), uses.map(({ number }) => number)]
  const { rows } =
    uses.length === 0 ? { rows: [] } : await connection.query<OrderRow>({ ...OF_USES, values })
  const orders = rows.map(toOrderRecord)
  return ({ customerId, number }) =>
    orders.filter((order) => order.customerId === customerId && order.use === number)
}
