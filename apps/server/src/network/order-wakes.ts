import { ORDER_CHANNEL, type Pool } from '@dipper/store'
import { Waking } from './waking.ts'

const AGAIN_MS = 1000

/**
 * Calls `wake` when the store has a new order, on a connection of its own, which is made again when it
 * is lost. Whoever is woken looks by a timer too: a notice may be missed.
 */
export class OrderWakes {
  readonly #pool: Pool
  readonly #wake: () => void
  readonly #ended = new Waking()
  #stopping = false
  #running: Promise<void> | null = null

  constructor(pool: Pool, wake: () => void) {
    this.#pool = pool
    this.#wake = wake
  }

  start(): void {
    this.#running ??= this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping = true
    this.#ended.wake()
    await this.#running
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      await this.#listen().catch(() => undefined)
      if (!this.#stopping) await this.#ended.wait(AGAIN_MS)
    }
  }

  /** Until the connection is lost, or stopped. */
  async #listen(): Promise<void> {
    const client = await this.#pool.connect()
    const lost = () => this.#ended.wake()
    try {
      client.once('end', lost)
      client.on('notification', this.#wake)
      await client.query(`listen ${ORDER_CHANNEL}`)
      this.#wake()
      if (!this.#stopping) await this.#ended.wait(FOREVER_MS)
    } finally {
      client.off('end', lost)
      client.release(true)
    }
  }
}

/** The longest that a timer takes; then it listens anew. */
const FOREVER_MS = 2 ** 31 - 1
