import type { Caller } from './identity/caller.ts'
import { Problem } from './problems/problem.ts'

/** The longest that a timer takes, milliseconds. */
const LONGEST = 2 ** 31 - 1

/** Streams of events that are open: a few for each caller, all ended together when the server stops. */
export class Streams {
  readonly #open = new Map<string, Set<AbortController>>()
  readonly #most: number
  readonly #now: () => number

  constructor(options: { readonly most: number; readonly now: () => number }) {
    this.#most = options.most
    this.#now = options.now
  }

  /**
   * Makes room for one more of a caller, which ends with the token at the latest; aborting it gives
   * the room back. Throws `too-many-streams`.
   */
  open({ subject, until }: Caller): AbortController {
    const own = this.#open.get(subject) ?? new Set()
    if (own.size >= this.#most) throw new Problem('too-many-streams', { streams: this.#most })
    const controller = new AbortController()
    this.#open.set(subject, own.add(controller))
    const expiry = setTimeout(() => controller.abort(), Math.min(until - this.#now(), LONGEST))
    controller.signal.addEventListener('abort', () => {
      clearTimeout(expiry)
      this.#closed(subject, controller)
    })
    return controller
  }

  /** How many are open. */
  get size(): number {
    return [...this.#open.values()].reduce((sum, own) => sum + own.size, 0)
  }

  endAll(): void {
    for (const own of this.#open.values()) {
      for (const controller of own) controller.abort()
    }
  }

  #closed(subject: string, controller: AbortController): void {
    const own = this.#open.get(subject)
    own?.delete(controller)
    if (own?.size === 0) this.#open.delete(subject)
  }
}
