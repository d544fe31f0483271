import type { PoolClient } from 'pg'
import { inTransaction } from '../pool.ts'
import { StoreProblem } from '../problem.ts'
import { discard, type Loading } from './begin.ts'
import { copyPart } from './copy.ts'
import { stagePart, writeDifference } from './difference.ts'
import { unlockPublishing } from './lock.ts'
import { writePeople } from './people.ts'
import { type Part, type PartContent, partKey, partsOf } from './plan.ts'
import type { PublishedTotals } from './request.ts'
import { type PublicationState, stateOf } from './state.ts'
import { makeLive } from './switch.ts'
import { countTotals, requireTotals } from './totals.ts'

/**
 * A publication that is loading. It holds one connection and the lock on publishing until `close`;
 * a process that ends without it, or is killed, loses nothing but the part it was at.
 */
export class Load {
  readonly publication: number
  /** The live publication of the month, from which only differences are written; null: there is none. */
  readonly against: number | null
  /** It goes on where it was broken off, with the ranges of that time. */
  readonly resumed: boolean
  readonly #client: PoolClient
  readonly #loading: Loading
  readonly #missing: Map<string, Part>
  /** Nobody was published before: there are no customers to differ from. */
  readonly #first: boolean

  private constructor(
    client: PoolClient,
    loading: Loading,
    missing: readonly Part[],
    first: boolean,
  ) {
    this.publication = loading.publication
    this.against = loading.against
    this.resumed = loading.resumed
    this.#client = client
    this.#loading = loading
    this.#missing = new Map(missing.map((part) => [partKey(part), part]))
    this.#first = first
  }

  /** `client` holds the lock on publishing. */
  static async open(client: PoolClient, loading: Loading): Promise<Load> {
    const { publication, ranges, loads, masters } = loading
    const { rows } = await client.query<Pick<Part, 'table' | 'period' | 'range'>>(
      'select "table", period, range from dipper.part where publication = $1',
      [publication],
    )
    const done = new Set(rows.map(partKey))
    const parts = partsOf({ ranges, periods: [...loads.keys()], masters })
    const missing = parts.filter((part) => !done.has(partKey(part)))
    const earlier = await client.query(
      'select from dipper.publication where publication < $1 limit 1',
      [publication],
    )
    return new Load(client, loading, missing, earlier.rowCount === 0)
  }

  /** What is still to be brought, in any order. */
  get missing(): readonly Part[] {
    return [...this.#missing.values()]
  }

  /**
   * Loads a missing part and marks it, or neither. Gives the rows written: all, or those that differ.
   * Throws `publish-part-differs`, `publish-part-unreadable`, `publish-part-outside`; after any of
   * them the part is still missing and may be brought again.
   */
  async accept(part: Part, content: PartContent): Promise<number> {
    const missing = this.#missing.get(partKey(part))
    if (missing === undefined) throw new Error(`${partKey(part)} is not missing`)
    const written = await inTransaction(this.#client, async () => {
      await this.#setConstants(missing)
      const rows = await this.#write(missing, content)
      await this.#mark(missing, rows)
      return rows
    })
    this.#missing.delete(partKey(part))
    return written
  }

  /**
   * Counts the month as readers will see it and makes it live. Throws `publish-totals-differ`: then
   * the load is given up, and the next one begins anew.
   */
  async finish(): Promise<PublicationState> {
    if (this.#missing.size > 0) throw new Error(`${this.#missing.size} parts are missing`)
    try {
      await inTransaction(this.#client, () => this.#verify(), 'read only')
    } catch (error) {
      if (error instanceof StoreProblem) await discard(this.#client, this.publication)
      throw error
    }
    await inTransaction(this.#client, () => makeLive(this.#client, this.#loading))
    return stateOf(this.#client, this.publication)
  }

  /** Gives the connection and the lock back; what is loaded stays for `begin` to go on with. */
  async close(): Promise<void> {
    await unlockPublishing(this.#client)
  }

  /**
   * Values that are the same for all rows of a part, which the tables take as their defaults. Its
   * commit need not wait for the disk: rows and mark survive together or not at all, and the commit
   * that makes the month live does wait for all that was written before.
   */
  async #setConstants({ period }: Part): Promise<void> {
    const { publication, month, loads } = this.#loading
    const load = period === null ? '' : String(loads.get(period))
    await this.#client.query(
      `select set_config('dipper.publication', $1, true), set_config('dipper.month', $2, true),
        set_config('dipper.load', $3, true), set_config('synchronous_commit', 'off', true)`,
      [String(publication), String(month), load],
    )
  }

  async #write(part: Part, content: PartContent): Promise<number> {
    const { table } = part
    if (this.#isWhole(part)) {
      await copyPart(this.#client, `dipper.${table}`, part, content)
      return content.count
    }
    await stagePart(this.#client, part, content)
    if (table === 'profile' || table === 'number')
      return writePeople(this.#client, { ...part, table })
    if (table === 'customer')
      return writeDifference(this.#client, { ...part, table }, [this.publication - 1])
    const against = this.against as number
    return writeDifference(this.#client, { ...part, table: 'star' }, [against, this.#loading.month])
  }

  /** There is nothing that its rows could differ from. */
  #isWhole({ table }: Part): boolean {
    if (table === 'star') return this.against === null
    return table === 'bill' || (table === 'customer' && this.#first)
  }

  async #mark({ table, period, range }: Part, written: number): Promise<void> {
    await this.#client.query(
      `insert into dipper.part (publication, "table", period, range, written)
      values ($1, $2, $3, $4, $5)`,
      [this.publication, table, period ?? 0, range, written],
    )
  }

  async #verify(): Promise<void> {
    const { rows } = await this.#client.query<{ totals: PublishedTotals }>(
      'select totals from dipper.publication where publication = $1',
      [this.publication],
    )
    const announced = (rows[0] as { totals: PublishedTotals }).totals
    requireTotals(announced, await countTotals(this.#client, this.#loading))
  }
}
