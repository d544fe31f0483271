import type { BegunUse, Entitlement } from '@dipper/entitlement'
import type { PoolClient } from 'pg'
import type { ToOrder } from '../orders/record.ts'
import { placeOrder } from '../orders/place.ts'
import type { UseAsked } from './asked.ts'
import { toJson } from './answer.ts'
import type { Judgeable } from './question.ts'
import type { UseRecord } from './record.ts'
import { takeFromStock } from './stock.ts'

const KEEP = {
  name: 'use-keep',
  text: `insert into dipper.use (customer_id, number, benefit, line, at, state, charge_fen, billed,
  ends_at, until, ceiling_fen, arrears_fen, star, month, policy_digest, document, overlay, "by",
  line_kind, stock_said_by, key, answer)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
  $22)`,
}

interface Began {
  readonly customerId: string
  readonly number: number
  readonly asked: UseAsked
  readonly judgeable: Judgeable
  readonly use: BegunUse
  readonly entitlement: Entitlement
}

/** Writes a use that begins, what it takes and the order that it makes. */
export async function keepUse(
  client: PoolClient,
  began: Began,
  toOrder: ToOrder,
): Promise<UseRecord> {
  const { customerId, number, asked, judgeable, use, entitlement } = began
  const { stock, rule, question } = judgeable
  if (!entitlement.star) throw new Error(`a use of ${asked.benefit} that rests on no star`)
  const { digest: policyDigest, document, overlay } = question.policy
  const record: UseRecord = {
    customerId,
    number,
    ...use,
    endedAt: null,
    endedBecause: null,
    ...entitlement.star,
    policyDigest,
    document,
    overlay,
    by: asked.by,
    orders: [],
  }
  const line = question.line && { id: question.line.id, kind: question.line.kind }
  const beside = [stock?.saidBy, asked.key, toJson(entitlement)]
  await client.query({ ...KEEP, values: [...cellsOf(record), line?.kind, ...beside] })
  if (stock) await takeFromStock(client, stock)
  if (!rule?.order) return record
  const { benefit, at, endsAt, ceilingFen, star } = record
  const about = { customerId, use: number, benefit, line, at, endsAt, ceilingFen, star }
  return { ...record, orders: [await placeOrder(client, toOrder, { what: 'start', ...about })] }
}

function cellsOf(record: UseRecord): unknown[] {
  const { customerId, number, benefit, line, at, state, chargeFen, billed } = record
  const { endsAt, until, ceilingFen, arrearsFen, star, month, policyDigest } = record
  const what = [customerId, number, benefit, line, at, state, chargeFen, billed, endsAt, until]
  const rest = [ceilingFen, arrearsFen, star, month, policyDigest, record.document, record.overlay]
  return [...what, ...rest, record.by]
}
