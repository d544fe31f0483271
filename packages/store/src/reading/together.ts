/** Statements under way at once; whoever asks meanwhile waits for the next, together. */
const UNDER_WAY = 4
/** Customers in one statement. */
const TOGETHER = 100

interface Asked<Row> {
  readonly answer: (row: Row | null) => void
  readonly fail: (error: unknown) => void
}

/** One statement for the customers asked for: a row each, or none. */
export type Look<Row> = (ids: readonly string[]) => Promise<readonly Of<Row>[]>

/** A row with the id that was asked for. */
export type Of<Row> = Row & { readonly asked: string }

/**
 * Customers asked for at the same time as one statement: under load a question costs a fraction of a
 * round trip. Nothing is kept: each statement reads what is there when it begins.
 */
export class Together<Row> {
  readonly #look: Look<Row>
  #waiting = new Map<string, Asked<Row>[]>()
  #underWay = 0
  #called = false

  constructor(look: Look<Row>) {
    this.#look = look
  }

  of(customerId: string): Promise<Row | null> {
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
      void this.#lookFor(this.#take())
      this.#call()
    })
  }

  #take(): Map<string, Asked<Row>[]> {
    if (this.#waiting.size <= TOGETHER) {
      const all = this.#waiting
      this.#waiting = new Map()
      return all
    }
    const some = new Map([...this.#waiting].slice(0, TOGETHER))
    for (const id of some.keys()) this.#waiting.delete(id)
    return some
  }

  async #lookFor(asked: Map<string, Asked<Row>[]>): Promise<void> {
    this.#underWay += 1
    try {
      for (const row of await this.#look([...asked.keys()])) {
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
  async #lookApart(asked: Map<string, Asked<Row>[]>): Promise<void> {
    await Promise.all([...asked].map((one) => this.#lookFor(new Map([one]))))
  }
}

/** PostgreSQL's class 22, such as a NUL in a text. */
function isOfOneValue(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('22')
}
