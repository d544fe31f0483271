import { type Log, whyOf } from './log.ts'
import { Waking } from './waking.ts'

export interface UseEndsOptions {
  /** Ends some of what has run out, and says how many. */
  readonly uses: { endDue(limit?: number): Promise<number> }
  readonly log: Log
  readonly everyMs?: number
}

const EVERY_MS = 5000

/** Ends uses whose time has come, also those whose time came while nothing ran. */
export class UseEnds {
  readonly #options: UseEndsOptions
  readonly #waking = new Waking()
  #running: Promise<void> | null = null
  #stopping = false
  #away = false

  constructor(options: UseEndsOptions) {
    this.#options = options
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** Ends no more; what it is at is finished. */
  async stop(): Promise<void> {
    this.#stopping = true
    this.#waking.wake()
    await this.#running
  }

  async #run(): Promise<void> {
    const { everyMs = EVERY_MS } = this.#options
    while (!this.#stopping) {
      if ((await this.#endSome()) === 0) await this.#waking.wait(everyMs)
    }
  }

  /** A store that is away is waited for. */
  async #endSome(): Promise<number> {
    const { uses, log } = this.#options
    try {
      const ended = await uses.endDue()
      this.#away = false
      if (ended > 0) log('info', 'uses-ended', { ended })
      return ended
    } catch (error) {
      if (!this.#away) log('warn', 'uses-not-ended', { why: whyOf(error) })
      this.#away = true
      return 0
    }
  }
}
