import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'

export interface IdempotencyKey {
  readonly caller: string
  readonly key: string
  /** SHA-256 over method, path and body. */
  readonly request: string
}

/**
 * `new`: the caller does the work; `running`: the first request has not ended; `other`: the key was
 * used with another request; `done`: the stored answer.
 */
export type Claim =
  | { readonly state: 'new' | 'running' | 'other' }
  | { readonly state: 'done'; readonly status: number; readonly body: unknown }

const STALE_AFTER_SECONDS = 120
/** Renewals that may fail before others take a claim for abandoned. */
const RENEWALS = 4

/** A claim whose holder has been silent for `$5` seconds is taken over, for the same request only. */
const CLAIM = `insert into dipper.idempotency as i (caller, key, request, holder)
values ($1, $2, $3, $4)
on conflict (caller, key) do update set holder = excluded.holder, claimed_at = now()
where i.status is null and i.request = excluded.request
  and i.claimed_at < now() - make_interval(secs => $5)
returning 1`

interface Row {
  readonly request: string
  readonly status: number | null
  readonly body: unknown
}

/**
 * Keys under which callers may repeat a request. The process renews the claims it works on until
 * `close`, so that only those of processes that are gone grow old.
 */
export class Idempotency {
  readonly #pool: Pool
  readonly #staleAfterSeconds: number
  readonly #holder = randomUUID()
  readonly #renewing: NodeJS.Timeout

  constructor(pool: Pool, options: { readonly staleAfterSeconds?: number } = {}) {
    this.#pool = pool
    this.#staleAfterSeconds = options.staleAfterSeconds ?? STALE_AFTER_SECONDS
    const every = (this.#staleAfterSeconds * 1000) / RENEWALS
    this.#renewing = setInterval(() => void this.#renew(), every).unref()
  }

  async claim({ caller, key, request }: IdempotencyKey): Promise<Claim> {
    for (;;) {
      const values = [caller, key, request, this.#holder, this.#staleAfterSeconds]
      const claimed = await this.#pool.query(CLAIM, values)
      if (claimed.rowCount === 1) return { state: 'new' }
      const { rows } = await this.#pool.query<Row>(
        'select request, status, body from dipper.idempotency where caller = $1 and key = $2',
        [caller, key],
      )
      // Nothing there: it was released between the two statements.
      if (rows[0] !== undefined) return toClaim(rows[0], request)
    }
  }

  /** Keeps the answer of a claim; nothing where another process has taken it over. */
  async finish(
    { caller, key }: IdempotencyKey,
    answer: { readonly status: number; readonly body: unknown },
  ): Promise<void> {
    await this.#pool.query(
      `update dipper.idempotency set status = $4, body = $5
      where caller = $1 and key = $2 and holder = $3 and status is null`,
      [caller, key, this.#holder, answer.status, JSON.stringify(answer.body)],
    )
  }

  /** Gives a claim back: the same key may be used for another try. */
  async release({ caller, key }: IdempotencyKey): Promise<void> {
    await this.#pool.query(
      `delete from dipper.idempotency
      where caller = $1 and key = $2 and holder = $3 and status is null`,
      [caller, key, this.#holder],
    )
  }

  /** Ends the renewing of what is not finished. */
  close(): void {
    clearInterval(this.#renewing)
  }

  async #renew(): Promise<void> {
    const renewed = this.#pool.query(
      'update dipper.idempotency set claimed_at = now() where holder = $1 and status is null',
      [this.#holder],
    )
    // The next one may get through.
    await renewed.catch(() => {})
  }
}

function toClaim({ request, status, body }: Row, asked: string): Claim {
  if (request !== asked) return { state: 'other' }
  return status === null ? { state: 'running' } : { state: 'done', status, body }
}
