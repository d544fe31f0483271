import type { CompiledPolicy } from '@dipper/assessment'
import type { Pool } from 'pg'

interface Row {
  readonly publication: number
  readonly compiled: CompiledPolicy
}

/** The policy of each publication. It never changes, so that it is read once in a process. */
export class PublishedPolicies {
  readonly #pool: Pool
  readonly #ofPublication = new Map<number, CompiledPolicy>()
  readonly #ofDigest = new Map<string, CompiledPolicy>()

  constructor(pool: Pool) {
    this.#pool = pool
  }

  async of(publication: number): Promise<CompiledPolicy> {
    if (!this.#ofPublication.has(publication)) await this.load([publication])
    const policy = this.#ofPublication.get(publication)
    if (policy === undefined) throw new Error(`publication ${publication} is not there`)
    return policy
  }

  /** Reads those that are not known yet, at once. */
  async load(publications: readonly number[]): Promise<void> {
    const unknown = publications.filter((publication) => !this.#ofPublication.has(publication))
    if (unknown.length === 0) return
    const { rows } = await this.#pool.query<Row>(
      `select publication, compiled from dipper.publication p
      join dipper.policy c on c.digest = p.policy_digest where publication = any($1)`,
      [unknown],
    )
    for (const { publication, compiled } of rows) {
      const known = this.#ofDigest.get(compiled.digest) ?? compiled
      this.#ofDigest.set(compiled.digest, known)
      this.#ofPublication.set(publication, known)
    }
  }
}
