import { randomUUID } from 'node:crypto'
import { serviceOrderFor } from '@dipper/ordering'
import type { AttemptError } from '../src/network/errors.ts'
import type { Outbox, TakenOrder } from '../src/network/outbox.ts'

interface Row {
  state: 'waiting' | 'sent' | 'completed' | 'failed' | 'dead'
  payload: unknown
  attempts: number
  tries: number
  networkId: string | null
  sentAt: Date | null
  error: AttemptError | null
  leased: boolean
  readonly history: string[]
}

const OPEN = new Set<string>(['waiting', 'sent'])

/**
 * An outbox in memory. What is to be tried in so many seconds is due at once, so that no test waits;
 * the seconds are kept. Leases end when the test says so.
 */
export class MemoryOutbox implements Outbox {
  readonly rows = new Map<string, Row>()
  readonly waits: number[] = []
  /** Woken when an order is due. */
  wake: () => void = () => undefined
  /** Thrown by everything while it is set. */
  broken: Error | null = null
  readonly #watchers = new Set<() => void>()

  add(order: string = randomUUID()): string {
    const payload = serviceOrderFor(
      {
        order,
        what: 'start',
        customerId: 'C1',
        use: 1,
        benefit: 'mobile-restore',
        line: { id: 'S1', kind: 'mobile' },
        at: '2026-11-22T09:30:00',
        endsAt: '2026-11-24T09:30:00',
        ceilingFen: 10_000n,
      },
      '+08:00',
    )
    this.rows.set(order, {
      state: 'waiting',
      payload,
      attempts: 0,
      tries: 0,
      networkId: null,
      sentAt: null,
      error: null,
      leased: false,
      history: [],
    })
    this.wake()
    return order
  }

  /** Resolves when the order is as asked. */
  async until(order: string, isSo: (row: Row) => boolean): Promise<Row> {
    for (;;) {
      const row = this.#row(order)
      if (isSo(row)) return row
      await new Promise<void>((changed) => {
        this.#watchers.add(changed)
      })
    }
  }

  endLeases(): void {
    for (const row of this.rows.values()) row.leased = false
    this.wake()
  }

  /** As an operator replays it. */
  replay(order: string): void {
    const row = this.#row(order)
    const sentAt = row.sentAt && new Date()
    Object.assign(row, { state: 'waiting', attempts: 0, error: null, sentAt })
    this.wake()
  }

  async take(limit: number): Promise<TakenOrder[]> {
    this.#check()
    const due = [...this.rows].filter(([, row]) => OPEN.has(row.state) && !row.leased)
    return due.slice(0, limit).map(([order, row]) => {
      row.leased = true
      row.attempts++
      row.tries++
      const { payload, state, networkId, attempts, sentAt } = row
      return { order, payload, state, networkId, attempts, sentAt, untried: row.tries === 1 }
    })
  }

  async sent(order: string, networkId: string): Promise<boolean> {
    this.#check()
    if ([...this.rows].some(([other, row]) => other !== order && row.networkId === networkId)) {
      return false
    }
    const sentAt = this.#row(order).sentAt ?? new Date()
    this.#turn(order, 'sent', { state: 'sent', networkId, attempts: 0, sentAt, error: null })
    return true
  }

  async stillOpen(order: string, seconds: number): Promise<void> {
    this.waits.push(seconds)
    this.#turn(order, 'open', {})
  }

  async tryLater(order: string, error: AttemptError, seconds: number): Promise<void> {
    this.waits.push(seconds)
    this.#turn(order, error.code, { error })
  }

  async lost(order: string): Promise<void> {
    this.#turn(order, 'lost', { state: 'waiting', networkId: null, attempts: 0 })
  }

  async completed(order: string): Promise<void> {
    this.#turn(order, 'completed', { state: 'completed' })
  }

  async failed(order: string, error: AttemptError): Promise<void> {
    this.#turn(order, 'failed', { state: 'failed', error })
  }

  async dead(order: string, error: AttemptError): Promise<void> {
    this.#turn(order, 'dead', { state: 'dead', error })
  }

  #turn(order: string, what: string, change: Partial<Row>): void {
    this.#check()
    const row = this.#row(order)
    if (OPEN.has(row.state)) Object.assign(row, change)
    row.leased = false
    row.history.push(what)
    for (const changed of this.#watchers) changed()
    this.#watchers.clear()
    this.wake()
  }

  #row(order: string): Row {
    const row = this.rows.get(order)
    if (row === undefined) throw new Error(`no order ${order}`)
    return row
  }

  #check(): void {
    if (this.broken !== null) throw this.broken
  }
}
