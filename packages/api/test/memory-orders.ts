import type { LineState } from '@dipper/entitlement'
import type {
  LineEvent,
  LineOfCustomer,
  OrderNews,
  OrderRecord,
  OutboxState,
  Ports,
} from '../src/index.ts'

type Answering = <T>(value: () => T) => Promise<T>

/** The uuid of the n-th order, from 1. */
export function orderOf(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}

/** Service orders in memory; there is no network. */
export class MemoryOrders {
  readonly #orders = new Map<string, OrderRecord>()
  readonly #history = new Map<string, OrderNews[]>()
  readonly ports: Ports['orders']

  constructor(answered: Answering) {
    this.ports = {
      list: ({ state, before, limit }) =>
        answered(() =>
          [...this.#orders.values()]
            .filter((each) => state === undefined || each.state === state)
            .filter(({ number }) => before === undefined || number < before)
            .toReversed()
            .slice(0, limit),
        ),
      of: (order) => answered(() => this.#orders.get(order) ?? null),
      history: (order) => answered(() => this.#history.get(order) ?? []),
      replay: (order, by) =>
        answered(() => this.#mend(order, { by, to: 'waiting', done: 'replayed' as const })),
      giveUp: (order, by) =>
        answered(() => this.#mend(order, { by, to: 'given-up', done: 'given-up' as const })),
      answered: ({ networkId, externalId, state, error }) =>
        answered(() => {
          const known = this.#orders.get(externalId)
          if (known === undefined) return 'order-missing'
          if (known.networkId !== null && known.networkId !== networkId) return 'other-order'
          if (known.state === state) return 'repeated'
          if (known.endedAt !== null) return 'late'
          const ended = state === 'open' ? null : new Date(1)
          const change = { networkId, endedAt: ended, error: error?.code ?? null }
          this.#change(known, state === 'open' ? 'sent' : state, change)
          return 'accepted'
        }),
    }
  }

  add(of: Pick<OrderRecord, 'customerId' | 'use' | 'state'>): OrderRecord {
    const n = this.#orders.size + 1
    const record: OrderRecord = {
      ...of,
      order: orderOf(n),
      number: BigInt(n),
      what: 'start',
      attempts: 0,
      nextAt: null,
      networkId: null,
      error: of.state === 'dead' ? 'network-unreachable' : null,
      createdAt: new Date(0),
      endedAt: null,
    }
    this.#orders.set(record.order, record)
    this.#history.set(record.order, [{ number: 1, at: new Date(0), what: 'created', details: {} }])
    return record
  }

  #mend<Done extends string>(
    order: string,
    act: { readonly by: string; readonly to: OutboxState; readonly done: Done },
  ): Done | 'not-dead' | 'order-missing' {
    const known = this.#orders.get(order)
    if (known === undefined) return 'order-missing'
    if (known.state !== 'dead') return 'not-dead'
    this.#change(known, act.to, {}, { by: act.by })
    return act.done
  }

  #change(
    record: OrderRecord,
    state: OutboxState,
    change: Partial<OrderRecord>,
    details: OrderNews['details'] = {},
  ): void {
    this.#orders.set(record.order, { ...record, ...change, state })
    const known = this.#history.get(record.order) ?? []
    const news = { number: known.length + 1, at: new Date(1), what: state, details }
    this.#history.set(record.order, [...known, news])
  }
}

/** Events of lines in memory, by id. */
export function memoryLines(
  answered: Answering,
  ownerOf: (line: string) => string | undefined,
  linesOf: (customerId: string) => LineOfCustomer[] | null,
): Ports['lines'] & { readonly heard: readonly LineEvent[] } {
  const heard: LineEvent[] = []
  const written = (event: LineEvent) =>
    JSON.stringify({ ...event, arrearsFen: String(event.arrearsFen) })
  return {
    heard,
    of: (customerId) =>
      answered(() => {
        const state = (line: string) => stateAfter(heard.filter((each) => each.line === line))
        return linesOf(customerId)?.map((each) => ({ ...each, state: state(each.line) })) ?? null
      }),
    accept: (event) =>
      answered(() => {
        const known = heard.find(({ id }) => id === event.id)
        if (known) return written(known) === written(event) ? 'repeated' : 'differs'
        if (linesOf(event.customerId) === null) return 'customer-missing'
        const owner = ownerOf(event.line)
        if (owner !== undefined && owner !== event.customerId) return 'not-theirs'
        heard.push(event)
        return 'accepted'
      }),
  }
}

/** The last event of a line, by time, says all. */
function stateAfter(events: readonly LineEvent[]): LineState | null {
  const last = events.toSorted((a, b) => a.at.getTime() - b.at.getTime()).at(-1)
  if (last === undefined || last.what === 'arrears') return null
  const { what, cause, stopKind: kind, stoppedOn, arrearsFen } = last
  return what === 'restored'
    ? { is: 'in-service', arrearsFen }
    : { is: 'stopped', cause, kind, stoppedOn, arrearsFen }
}
