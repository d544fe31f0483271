/**
 * A map that remembers what was used recently, and no more than so much: the newer half is kept
 * whole, and what was not used since it began is forgotten when the next half begins. Using an entry
 * costs one look-up.
 */
export class Recent<V> {
  #newer = new Map<string, V>()
  #older = new Map<string, V>()
  readonly #half: number

  /** @param most entries that are remembered, 2 at least */
  constructor(most: number) {
    this.#half = Math.max(1, Math.floor(most / 2))
  }

  get(key: string): V | undefined {
    const value = this.#newer.get(key)
    if (value !== undefined) return value
    const older = this.#older.get(key)
    if (older !== undefined) this.set(key, older)
    return older
  }

  set(key: string, value: V): void {
    if (this.#newer.size >= this.#half && !this.#newer.has(key)) {
      this.#older = this.#newer
      this.#newer = new Map()
    }
    this.#older.delete(key)
    this.#newer.set(key, value)
  }

  delete(key: string): void {
    this.#newer.delete(key)
    this.#older.delete(key)
  }

  get size(): number {
    return this.#newer.size + this.#older.size
  }
}
