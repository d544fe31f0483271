import { beginUse, type Entitlement, type LocalDateTime, mayUse } from '@dipper/entitlement'
import type { Pool, PoolClient } from 'pg'
import type { ToOrder } from '../orders/record.ts'
import { inTransaction, withClient } from '../pool.ts'
import type { Together } from '../reading/together.ts'
import { countUse, lockUses } from './account.ts'
import { toEntitlement } from './answer.ts'
import type { BenefitAsked, BenefitsPolicies, UseAsked, UseOutcome } from './asked.ts'
import { type Clock, clockOf, timeOf } from './clock.ts'
import { endRunning } from './end.ts'
import { keepUse } from './keep.ts'
import { type Judgeable, toQuestion } from './question.ts'
import type { UseRecord } from './record.ts'
import { toUseRecords, USE_COLUMNS, type UseRow } from './rows.ts'
import { type Situation, situationOf } from './situation.ts'
import type { Standing } from './standing.ts'
import { type StandingRow, standingLooks, toStanding } from './standing-looks.ts'
import { lockStock, readStock, type StockReader } from './stock.ts'
import { kept, undoable, undone } from './undoable.ts'

export interface UsesOptions {
  readonly policies: BenefitsPolicies
  readonly toOrder: ToOrder
  /** Of the operator. */
  readonly timeZone?: string
  /** Left out: the clock of the database. */
  readonly now?: () => LocalDateTime
}

const OF_CUSTOMER = {
  name: 'uses-of-customer',
  text: `select ${USE_COLUMNS} from dipper.use u
where customer_id = $1 and ($2::integer is null or number < $2) order by number desc limit $3`,
}
const DUE = {
  name: 'uses-due',
  text: `select customer_id from dipper.use u where state = 'running' and ends_at <= $1
group by customer_id order by min(ends_at), customer_id limit $2`,
}

/** Benefits that customers use. Each use is one transaction, which holds the customer alone. */
export class Uses {
  readonly #pool: Pool
  readonly #policies: BenefitsPolicies
  readonly #toOrder: ToOrder
  readonly #clock: Clock
  readonly #standings: Together<StandingRow>

  constructor(pool: Pool, options: UsesOptions) {
    this.#pool = pool
    this.#policies = options.policies
    this.#toOrder = options.toOrder
    this.#clock = clockOf(options)
    this.#standings = standingLooks(pool, this.#clock)
  }

  /**
   * Whether a benefit may be used now; nothing is used. Null where nobody has the id, `line-missing`
   * where the line is none of the customer's. Throws `benefits-missing`.
   */
  async mayUse(
    customerId: string,
    asked: BenefitAsked,
  ): Promise<Entitlement | 'line-missing' | null> {
    const situation = await this.#situation(this.#pool, customerId, asked)
    if (!situation.there) return null
    const judgeable = await this.#judgeable(this.#pool, situation, {
      customerId,
      asked,
      stockOf: readStock,
    })
    return judgeable === 'line-missing' ? judgeable : mayUse(judgeable.question)
  }

  /**
   * Uses a benefit if it may be used at this moment: the use, what it takes and the order it makes are
   * there together or not at all, and a refusal leaves nothing. Null where nobody has the id. Throws
   * `benefits-missing`.
   */
  use(customerId: string, asked: UseAsked): Promise<UseOutcome | null> {
    return undoable<UseOutcome | null>(this.#pool, async (client) => {
      const number = await countUse(client, customerId)
      const situation = await this.#situation(client, customerId, asked, asked.key)
      if (!situation.there) return undone(null)
      const { keyed } = situation
      if (keyed) return undone(await this.#again(client, { customerId, asked, keyed }))
      const about = { customerId, asked, stockOf: lockStock }
      const judgeable = await this.#judgeable(client, situation, about)
      if (judgeable === 'line-missing') return undone({ outcome: judgeable })
      const { atPrice } = asked
      const { use, entitlement } = beginUse(judgeable.question, { atPrice })
      if (!use) return undone({ outcome: 'refused', entitlement })
      const began = { customerId, number, asked, judgeable, use, entitlement }
      return kept({
        outcome: 'begun',
        use: await keepUse(client, began, this.#toOrder),
        entitlement,
      })
    })
  }

  /** Newest first, at most `limit` before number `before`. */
  async usesOf(
    customerId: string,
    { before, limit }: { before?: number; limit: number },
  ): Promise<UseRecord[]> {
    const values = [customerId, before ?? null, limit]
    const { rows } = await this.#pool.query<UseRow>({ ...OF_CUSTOMER, values })
    return toUseRecords(this.#pool, rows)
  }

  /** Null where nobody has the id. Asked for many at the same time, it is one statement. */
  async standingOf(customerId: string): Promise<Standing | null> {
    const row = await this.#standings.of(customerId)
    if (!row?.there) return null
    const now = this.#clock.now?.() ?? row.now
    return toStanding(this.#pool, row, { customerId, now, policies: this.#policies })
  }

  /**
   * Ends the uses of at most `limit` customers whose time has run out, and orders that lines be
   * stopped again; gives how many ended. Several processes may do it at once. What fails for one
   * customer is thrown after the others.
   */
  async endDue(limit = 100): Promise<number> {
    const now = await timeOf(this.#pool, this.#clock)
    const values = [now, limit]
    const { rows } = await this.#pool.query<{ customer_id: string }>({ ...DUE, values })
    const errors: unknown[] = []
    let ended = 0
    for (const { customer_id: customerId } of rows) {
      try {
        ended += await this.#end(customerId)
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'uses that did not end')
    return ended
  }

  #end(customerId: string): Promise<number> {
    return withClient(this.#pool, (client) =>
      inTransaction(client, async () => {
        await lockUses(client, customerId)
        const now = await timeOf(client, this.#clock)
        return endRunning(client, { customerId, now, toOrder: this.#toOrder })
      }),
    )
  }

  #situation(
    connection: Pool | PoolClient,
    customerId: string,
    { benefit, line }: BenefitAsked,
    key: string | null = null,
  ): Promise<Situation> {
    const { timeZone } = this.#clock
    return situationOf(connection, customerId, { timeZone, benefit, line: line?.id ?? null, key })
  }

  #judgeable(
    connection: Pool | PoolClient,
    situation: Situation,
    about: { customerId: string; asked: BenefitAsked; stockOf: StockReader },
  ): Promise<Judgeable | 'line-missing'> {
    const now = this.#clock.now?.() ?? situation.now
    return toQuestion(connection, situation, { ...about, now, policies: this.#policies })
  }

  async #again(
    client: PoolClient,
    { customerId, asked, keyed }: { customerId: string; asked: UseAsked; keyed: Keyed },
  ): Promise<UseOutcome> {
    const isSame = keyed.benefit === asked.benefit && keyed.line === (asked.line?.id ?? null)
    if (!isSame) return { outcome: 'key-used' }
    const values = [customerId, keyed.number + 1, 1]
    const { rows } = await client.query<UseRow>({ ...OF_CUSTOMER, values })
    const [use] = await toUseRecords(client, rows)
    if (!use) throw new Error(`use ${keyed.number} of a customer is not there`)
    return { outcome: 'repeated', use, entitlement: toEntitlement(keyed.answer) }
  }
}

type Keyed = NonNullable<Situation['keyed']>
