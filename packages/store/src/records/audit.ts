import type { Pool } from 'pg'
import { type Tabled, tablesOf } from '../tables.ts'

/** One act, allowed or not. */
export interface AuditEntry {
  /** Subject of the token. */
  readonly who: string
  readonly role: string
  /** Such as `star.read`, `month.publish`. */
  readonly act: string
  readonly customerId: string | null
  readonly why: string | null
  /** Address of the caller. */
  readonly from: string
  readonly outcome: 'allowed' | 'denied' | 'failed'
  readonly details: Readonly<Record<string, unknown>>
}

export interface AuditRecord extends AuditEntry {
  readonly number: bigint
  readonly at: Date
}

export interface AuditFilter {
  readonly customerId?: string
  readonly who?: string
}

const APPEND = {
  name: 'audit',
  text: `insert into dipper.audit (who, role, act, customer_id, why, "from", outcome, details)
values ($1, $2, $3, $4, $5, $6, $7, $8)`,
}

/** Append-only: the database refuses any change. */
export class Audit {
  readonly #pool: Pool
  readonly #tables: Tabled

  constructor(pool: Pool) {
    this.#pool = pool
    this.#tables = tablesOf(pool)
  }

  async append(entry: AuditEntry): Promise<void> {
    const { who, role, act, customerId, why, from, outcome, details } = entry
    const values = [who, role, act, customerId, why, from, outcome, JSON.stringify(details)]
    await this.#pool.query({ ...APPEND, values })
  }

  /** Newest first, at most `limit` before number `before`. */
  async list(
    { customerId, who }: AuditFilter,
    { before, limit }: { before?: bigint; limit: number },
  ): Promise<AuditRecord[]> {
    const rows = await this.#tables
      .selectFrom('dipper.audit')
      .selectAll()
      .$if(customerId !== undefined, (q) => q.where('customer_id', '=', customerId as string))
      .$if(who !== undefined, (q) => q.where('who', '=', who as string))
      .$if(before !== undefined, (q) => q.where('number', '<', before as bigint))
      .orderBy('number', 'desc')
      .limit(limit)
      .execute()
    return rows.map(({ customer_id, ...rest }) => ({ ...rest, customerId: customer_id }))
  }
}
