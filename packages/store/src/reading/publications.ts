import type { Pool } from 'pg'
import { type PublicationState, toState } from '../publishing/state.ts'
import { type Tabled, tablesOf } from '../tables.ts'

/** Publications that are, were or are about to be seen. */
export class Publications {
  readonly #tables: Tabled

  constructor(pool: Pool) {
    this.#tables = tablesOf(pool)
  }

  /** Newest first, at most `limit` before number `before`. */
  async list(page: { before?: number; limit: number }): Promise<PublicationState[]> {
    const { before, limit } = page
    const rows = await this.#tables
      .selectFrom('dipper.publication')
      .select([
        'publication',
        'month',
        'state',
        'totals',
        'digest',
        'created_by',
        'created_at',
        'live_at',
      ])
      .where('state', '<>', 'discarded')
      .$if(before !== undefined, (query) => query.where('publication', '<', before as number))
      .orderBy('publication', 'desc')
      .limit(limit)
      .execute()
    return rows.map(toState)
  }
}
