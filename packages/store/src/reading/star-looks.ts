import type { Pool } from 'pg'
import { IS_THERE, LAST_MONTH, STAR_COLUMNS, type StarRow } from './star-row.ts'

/** Statements under way at once; whoever asks meanwhile waits for the next, together. */
const UNDER_WAY = 4
/** Customers in one statement. */
const TOGETHER = 100

/** One look by primary key for each customer asked for, in the last month that is live. */
export const STARS_LAST = {
  name: 'stars-last',
  text: `select asked.id as asked, ${STAR_COLUMNS}
from ${LAST_MONTH} l cross join unnest($1::text[]) asked(id) cross join lateral (
  select * from dipper.star where month = l.month and customer_id = asked.id collate "C"
    and publication <= l.publication order by publication desc limit 1) s
where ${IS_THERE}`,
}

interface Asked {
  readonly answer: (row: StarRow | null) => void
  readonly fail: (error: unknown) => void
}

/**
 * Stars asked for at the same time as one statement: under load a question costs a fraction of a
 * round trip. Nothing is kept: each statement reads what is live when it begins.
 */
export class StarLooks {
  readonly #pool: Pool
  #waiting = new Map<string, Asked[]>()
  #underWay = 0
  #called = false

  constructor(pool: Pool) {
    this.#pool = pool
  }

  of(customerId: string): Promise<StarRow | null> {
    return new Promise((answer, fail) => {
      const alike = this.#waiting.get(customerId)
      if (alike === undefined) this.#waiting.set(customerId, [{ answer, fail }])
      else alike.push({ answer, fail })
      this.#call()
    })
  }

  /** The next statement goes out when everybody of this turn of the event loop has asked. */
  #call(): void {
    if (this.#called || this.#underWay === UNDER_WAY || this.#waiting.size === 0) return
    this.#called = true
    setImmediate(() => {
      this.#called = false
      void this.#look(this.#take())
      this.#call()
    })
  }

  #take(): Map<string, Asked[]> {
    if (this.#waiting.size <= TOGETHER) {
      const all = this.#waiting
      this.#waiting = new Map()
      return all
    }
    const some = new Map([...this.#waiting].slice(0, TOGETHER))
    for (const id of some.keys()) this.#waiting.delete(id)
    return some
  }

  async #look(asked: Map<string, Asked[]>): Promise<void> {
    this.#underWay += 1
    try {
      const values = [[...asked.keys()]]
      const { rows } = await this.#pool.query<StarRow & { asked: string }>({
        ...STARS_LAST,
        values,
      })
      for (const row of rows) {
        for (const { answer } of asked.get(row.asked) ?? []) answer(row)
        asked.delete(row.asked)
      }
      for (const { answer } of [...asked.values()].flat()) answer(null)
    } catch (error) {
      if (asked.size > 1 && isOfOneValue(error)) await this.#lookApart(asked)
      else for (const { fail } of [...asked.values()].flat()) fail(error)
    } finally {
      this.#underWay -= 1
      this.#call()
    }
  }

  /** What the database cannot read in one question is no fault of the others. */
  async #lookApart(asked: Map<string, Asked[]>): Promise<void> {
    await Promise.all([...asked].map((one) => this.#look(new Map([one]))))
  }
}

/** PostgreSQL's class 22, such as a NUL in a text. */
function isOfOneValue(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('22')
}
