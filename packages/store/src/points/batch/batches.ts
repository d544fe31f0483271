import { isUsable, type LocalDate, lotOf, monthOf } from '@dipper/ledger'
import type { Pool, PoolClient } from 'pg'
import { todayIn } from '../account.ts'
import { PointsProblem } from '../problem.ts'
import { CHANGES, CHUNK, type Chunk, inChunks, makeChanges } from './changes.ts'
import { COMPARE, EARNED, GIVE, SEAL, TAKE } from './earn-sql.ts'
import { expireIn, isOver } from './expire.ts'
import { withBatchLock } from './lock.ts'
import { beginMonth, endMonth, type Revision, sealOf } from './months.ts'
import { type Brought, stage } from './stage.ts'

export interface EarnRequest extends Revision, Brought {
  /** Left out: today. */
  readonly on?: LocalDate
}

export interface EarnedForAll {
  /** `superseded`: a later revision was brought before, nothing is done. */
  readonly state: 'earned' | 'superseded'
  /** Customers whose points changed now: 0 where the revision was brought before. */
  readonly changed: number
  /** A number over all postings of the revision and, by their hashes, all that was before them. */
  readonly seal: string
}

/** Points of everybody at once, through a pool of the owner. */
export class PointsBatches {
  readonly #pool: Pool
  readonly #timeZone: string
  readonly #chunk: number

  /** `timeZone`: of the operator, says which day is today. `chunk`: accounts locked at once. */
  constructor(pool: Pool, options: { readonly timeZone?: string; readonly chunk?: number } = {}) {
    this.#pool = pool
    this.#timeZone = options.timeZone ?? 'Asia/Shanghai'
    this.#chunk = options.chunk ?? CHUNK
  }

  /**
   * Posts what a period has earned, or the differences of a new revision. Where it was broken off, the
   * same again goes on; what is done is done once. Throws `points-busy`, `points-differ`,
   * `points-unreadable`, `points-revision-differs`, `points-period-not-begun`.
   */
  earn(request: EarnRequest): Promise<EarnedForAll> {
    return withBatchLock(this.#pool, async (client) => {
      const on = request.on ?? (await todayIn(client, this.#timeZone))
      const { period } = request
      if (period > monthOf(on)) throw new PointsProblem('points-period-not-begun', { period })
      const { digest } = await stage(client, request)
      const newer = await beginMonth(client, { ...request, digest })
      if (newer) return { state: 'superseded', changed: 0, seal: await sealOf(client, request) }
      await this.#expireDue(client, on)
      const changed = await this.#earnStaged(client, { ...request, on })
      await endMonth(client, request)
      return { state: 'earned', changed, seal: await sealOf(client, request) }
    })
  }

  /** Posts what has expired by a day. Gives the accounts that had any. Throws `points-busy`. */
  expire(on?: LocalDate): Promise<number> {
    return withBatchLock(this.#pool, async (client) =>
      this.#expireDue(client, on ?? (await todayIn(client, this.#timeZone))),
    )
  }

  async #expireDue(client: PoolClient, on: LocalDate): Promise<number> {
    await makeChanges(client)
    await client.query(
      `insert into ${CHANGES} (customer_id) select distinct customer_id from dipper.points_lot
      where points > 0 and ${isOver('year', '$1::date')} order by customer_id`,
      [on],
    )
    return inChunks(client, this.#chunk, async (chunk) => {
      await expireIn(client, chunk, on)
    })
  }

  async #earnStaged(client: PoolClient, request: Dated): Promise<number> {
    await makeChanges(client)
    await client.query(COMPARE, [request.period])
    return inChunks(client, this.#chunk, async (chunk, last) => {
      await earnChunk(client, request, chunk)
      // Into a lot that is over: it expires at once. Accounts may be ahead of the day.
      const day = last === null || last < request.on ? request.on : last
      if (!isUsable(lotOf(request.period), day)) await expireIn(client, chunk, request.on)
    })
  }
}

type Dated = Revision & { readonly on: LocalDate }

async function earnChunk(client: PoolClient, request: Dated, chunk: Chunk): Promise<void> {
  const { on, period, revision } = request
  const values = [...chunk, on, period, revision, lotOf(period)]
  for (const [name, text] of Object.entries({ GIVE, TAKE })) {
    const { rows } = await client.query<{ seal: string }>({ name: `points-${name}`, text, values })
    await client.query(SEAL, [period, revision, rows[0]?.seal])
  }
  await client.query(EARNED, [...chunk, period, revision])
}
