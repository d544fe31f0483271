import type { BegunUse, LocalDateTime, Use } from '@dipper/entitlement'
import type { Month, ServiceKind } from '@dipper/policy'
import type { Pool, PoolClient } from 'pg'
import type { OrderRecord } from '../orders/record.ts'
import { ordersOf } from '../orders/rows.ts'
import { localText } from './clock.ts'
import type { UseRecord } from './record.ts'

export interface UseRow {
  readonly customer_id: string
  readonly number: number
  readonly benefit: string
  readonly line: string | null
  readonly line_kind: ServiceKind | null
  readonly at: LocalDateTime
  readonly state: BegunUse['state']
  readonly charge_fen: bigint
  readonly billed: BegunUse['billed']
  readonly ends_at: LocalDateTime | null
  readonly until: BegunUse['until']
  readonly ceiling_fen: bigint | null
  readonly arrears_fen: bigint | null
  readonly ended_at: LocalDateTime | null
  readonly ended_because: UseRecord['endedBecause']
  readonly star: number
  readonly month: Month
  readonly policy_digest: string
  readonly document: string
  readonly overlay: string | null
  readonly by: string
}

export const USE_COLUMNS = `u.customer_id, u.number, u.benefit, u.line, u.line_kind,
  ${localText('u.at')} as at, u.state, u.charge_fen, u.billed, ${localText('u.ends_at')} as ends_at,
  u.until, u.ceiling_fen, u.arrears_fen, ${localText('u.ended_at')} as ended_at, u.ended_because,
  u.star, u.month, u.policy_digest, u.document, u.overlay, u."by"`

export function toUseRecord(row: UseRow, orders: readonly OrderRecord[]): UseRecord {
  const { customer_id: customerId, number, document, overlay, by, star, month } = row
  return {
    customerId,
    number,
    ...toBegunUse(row),
    endedAt: row.ended_at,
    endedBecause: row.ended_because,
    star,
    month,
    policyDigest: row.policy_digest,
    document,
    overlay,
    by,
    orders,
  }
}

export function toBegunUse(row: UseRow): BegunUse {
  const { benefit, line, at, state, charge_fen: chargeFen, billed, ends_at: endsAt } = row
  const { until, ceiling_fen: ceilingFen, arrears_fen: arrearsFen } = row
  return { benefit, line, at, state, chargeFen, billed, endsAt, until, ceilingFen, arrearsFen }
}

/** With their orders. */
export async function toUseRecords(
  connection: Pool | PoolClient,
  rows: readonly UseRow[],
): Promise<UseRecord[]> {
  const uses = rows.map((row) => ({ row, customerId: row.customer_id, number: row.number }))
  const orders = await ordersOf(connection, uses)
  return uses.map((use) => toUseRecord(use.row, orders(use)))
}

/** A use as JSON has it: what later answers depend on. */
export interface UseJson {
  readonly benefit: string
  readonly line: string | null
  readonly at: LocalDateTime
  readonly state: Use['state']
  /** A text, since a number of JSON has no more than 53 bits. */
  readonly chargeFen: string
  readonly endsAt: LocalDateTime | null
}

/** Of a row `u`. */
export const USE_JSON = `json_build_object('benefit', u.benefit, 'line', u.line, 'at', u.at,
  'state', u.state, 'chargeFen', u.charge_fen::text, 'endsAt', u.ends_at)`

export function toUse({ chargeFen, ...use }: UseJson): Use {
  return { ...use, chargeFen: BigInt(chargeFen) }
}
