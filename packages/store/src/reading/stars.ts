import type { Month } from '@dipper/policy'
import type { Pool } from 'pg'
import {
  EXPLAINABLE,
  EXPLAINABLE_LAST,
  type Explainable,
  type ExplainableRow,
  toExplainable,
} from './explainable.ts'
import { PublishedPolicies } from './policies.ts'
import { starLooks } from './star-looks.ts'
import {
  ALL_MONTHS,
  IS_THERE,
  MONTH_GIVEN,
  type PublishedStar,
  STAR_COLUMNS,
  type StarRow,
  starsIn,
  toPublishedStar,
} from './star-row.ts'
import type { Together } from './together.ts'

const star = (months: string) => `select ${STAR_COLUMNS} from ${starsIn(months)} where ${IS_THERE}`

const STAR = { name: 'star', text: star(MONTH_GIVEN) }
const HISTORY = {
  name: 'history',
  text: `select ${STAR_COLUMNS} from ${starsIn(ALL_MONTHS)}
where ($2::integer is null or l.month < $2) and ${IS_THERE} order by l.month desc limit $3`,
}

/** Published months of one customer, as `live` has them. Needs a pool of `openPool`. */
export class Stars {
  readonly #pool: Pool
  readonly #policies: PublishedPolicies
  readonly #looks: Together<StarRow>

  constructor(pool: Pool) {
    this.#pool = pool
    this.#looks = starLooks(pool)
    this.#policies = new PublishedPolicies(pool)
  }

  /** Of the month, or of the last one that is published; null without a row. */
  async starOf(customerId: string, month?: Month): Promise<PublishedStar | null> {
    const row =
      month === undefined ? await this.#looks.of(customerId) : await this.#in(month, customerId)
    return row === null ? null : toPublishedStar(row, await this.#policies.of(row.live))
  }

  async #in(month: Month, customerId: string): Promise<StarRow | null> {
    const { rows } = await this.#pool.query<StarRow>({ ...STAR, values: [customerId, month] })
    return rows[0] ?? null
  }

  /** Newest first, at most `limit` months before `before`. */
  async historyOf(
    customerId: string,
    page: { before?: Month; limit: number },
  ): Promise<PublishedStar[]> {
    const values = [customerId, page.before ?? null, page.limit]
    const { rows } = await this.#pool.query<StarRow>({ ...HISTORY, values })
    await this.#policies.load(rows.map(({ live }) => live))
    return Promise.all(
      rows.map(async (row) => toPublishedStar(row, await this.#policies.of(row.live))),
    )
  }

  /** All that an explanation is made of; null without a row. */
  async explainable(customerId: string, month?: Month): Promise<Explainable | null> {
    const { rows } = await this.#pool.query<ExplainableRow>(
      month === undefined
        ? { ...EXPLAINABLE_LAST, values: [customerId] }
        : { ...EXPLAINABLE, values: [customerId, month] },
    )
    const [row] = rows
    return row === undefined ? null : toExplainable(row, await this.#policies.of(row.live))
  }
}
