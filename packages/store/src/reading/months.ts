import type { Month } from '@dipper/policy'
import type { Pool } from 'pg'
import type { PublishedTotals } from '../publishing/request.ts'

/** A month that readers see. */
export interface PublishedMonth extends PublishedTotals {
  readonly month: Month
  readonly publication: number
  readonly publishedAt: Date
  /** Name of the programme. */
  readonly policy: string
  readonly policyDigest: string
  /** Register digest of the month. */
  readonly digest: string
}

interface Row {
  readonly month: number
  readonly publication: number
  readonly live_at: Date
  readonly policy: string
  readonly policy_digest: string
  readonly digest: string
  readonly totals: PublishedTotals
}

const COLUMNS = `select l.month, l.publication, p.live_at, compiled ->> 'policy' as policy,
  p.policy_digest, p.digest, p.totals
from dipper.live l join dipper.publication p using (publication)
join dipper.policy c on c.digest = p.policy_digest`

const PUBLISHED = {
  name: 'months',
  text: `${COLUMNS} where ($1::integer is null or l.month < $1) order by l.month desc limit $2`,
}
const ONE = { name: 'month', text: `${COLUMNS} where l.month = $1` }

/** Months that readers see, with their totals. */
export class Months {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Newest first, at most `limit` months before `before`. */
  async published(page: { before?: Month; limit: number }): Promise<PublishedMonth[]> {
    const values = [page.before ?? null, page.limit]
    const { rows } = await this.#pool.query<Row>({ ...PUBLISHED, values })
    return rows.map(toMonth)
  }

  async of(month: Month): Promise<PublishedMonth | null> {
    const { rows } = await this.#pool.query<Row>({ ...ONE, values: [month] })
    return rows[0] === undefined ? null : toMonth(rows[0])
  }
}

function toMonth(row: Row): PublishedMonth {
  const { month, publication, live_at: publishedAt, policy, policy_digest: policyDigest } = row
  const { digest, totals } = row
  return { month, publication, publishedAt, policy, policyDigest, digest, ...totals }
}
