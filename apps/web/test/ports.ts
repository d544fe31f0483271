import { randomUUID } from 'node:crypto'
import type {
  LineOfCustomer,
  OrderRecord,
  Ports,
  PublishedStar,
  Standing,
  UseRecord,
} from '@dipper/api'
import {
  type AskedLine,
  allowances,
  beginUse,
  type HeldStar,
  mayUse,
  type Question,
} from '@dipper/entitlement'
import { objectionsInMemory } from './objections.ts'
import { ANSWER, BENEFITS, COMPILED, type Known, LAST, PEOPLE, rowsOf } from './people.ts'

/** It is always this moment. */
const NOW = '2026-11-22T10:00:00'

/** What the API asks, out of memory: stars of the people, and uses that are begun. */
export function portsInMemory(): Ports {
  const benefits = new MemoryBenefits()
  const nothing = {} as never
  return {
    stars: {
      starOf: async (id, month = LAST) => starsOf(id).find((star) => star.month === month) ?? null,
      historyOf: async (id, { before = LAST + 1, limit }) =>
        starsOf(id)
          .filter(({ month }) => month < before)
          .toReversed()
          .slice(0, limit),
      explainable: async (id) => {
        const customer = find(id)
        const last = customer && rowsOf(customer).at(-1)
        if (customer === null || last === null || last === undefined) return null
        return {
          policy: COMPILED,
          answer: ANSWER,
          customer: { ...customer, held: last.held },
          row: last.row,
          publication: last.row.month,
        }
      },
    },
    people: {
      placeOf: async (id) => (find(id) ? { customerId: id, region: 'anhui' } : null),
      byId: async (id) => found(find(id)),
      byNumber: async (number) =>
        PEOPLE.filter((each) => each.number === number).flatMap((each) => found(each) ?? []),
      exportOf: async () => null,
      erase: async () => false,
    },
    months: { of: async () => null, published: async () => [] },
    policies: { answering: () => ANSWER },
    benefits,
    lines: { of: async (id) => linesOf(find(id)), accept: () => Promise.reject(new Error('told')) },
    objections: objectionsInMemory(),
    orders: nothing,
    points: nothing,
    runs: nothing,
    publications: nothing,
    audit: { append: async () => undefined, list: async () => [] },
    idempotency: idempotency(),
    health: { ready: async () => undefined },
  }
}

function find(id: string): Known | null {
  return PEOPLE.find((each) => each.id === id) ?? null
}

function found(customer: Known | null) {
  if (customer === null) return null
  const { id: customerId, name, number } = customer
  return { customerId, region: 'anhui', segment: 'individual', name, numbers: [number] }
}

/** Of the network nobody has heard but that the broadband is stopped. */
function linesOf(customer: Known | null): LineOfCustomer[] | null {
  if (customer === null) return null
  return customer.holdings.map(({ serviceId: line, kind, heldFrom }) => ({
    line,
    kind,
    number: kind === 'mobile' ? customer.number : null,
    heldFrom,
    state:
      kind === 'mobile'
        ? null
        : {
            is: 'stopped',
            cause: 'arrears',
            kind: null,
            stoppedOn: '2026-11-20',
            arrearsFen: null,
          },
  }))
}

function starsOf(id: string): readonly PublishedStar[] {
  const customer = find(id)
  if (customer === null) return []
  return rowsOf(customer).map(({ row }) => {
    const threshold = ANSWER.document.values.star.thresholds[row.star]
    const nextStar =
      threshold === undefined
        ? null
        : { star: row.star + 1, missing: BigInt(threshold) - row.growthValue }
    return { ...row, publication: row.month, region: 'anhui', nextStar }
  })
}

function heldOf(id: string): HeldStar | null {
  const last = starsOf(id).at(-1)
  if (last === undefined) return null
  const { star, month, validFrom, validThrough } = last
  const validity =
    validFrom === null || validThrough === null ? null : { from: validFrom, through: validThrough }
  return { star, month, validity }
}

class MemoryBenefits {
  readonly #uses = new Map<string, UseRecord[]>([['C-five', [useBefore()]]])
  readonly #byKey = new Map<string, UseRecord>()

  titleOf = (benefit: string) => BENEFITS.titles[benefit] ?? null

  standingOf = async (id: string): Promise<Standing | null> => {
    if (find(id) === null) return null
    const uses = this.#of(id)
    const held = heldOf(id)
    const points = id === 'C-none' ? 0n : 12_480n
    return {
      now: NOW,
      held,
      policy: BENEFITS,
      allowances: allowances({ policy: BENEFITS, held, uses, now: NOW }),
      running: uses.filter(({ state }) => state === 'running'),
      points: { points, expiringThisYear: points / 8n, debt: 0n, frozen: [], lots: [] },
    }
  }

  mayUse: Ports['benefits']['mayUse'] = async (id, asked) => {
    if (find(id) === null) return null
    const line = this.#line(id, asked)
    if (line === undefined) return { outcome: 'line-missing' }
    return { outcome: 'answered', entitlement: mayUse(this.#question(id, asked.benefit, line)) }
  }

  use: Ports['benefits']['use'] = async (id, asked) => {
    if (find(id) === null) return null
    const line = this.#line(id, asked)
    if (line === undefined) return { outcome: 'line-missing' }
    const question = this.#question(id, asked.benefit, line)
    const { use, entitlement } = beginUse(question, { atPrice: asked.atPrice })
    const before = this.#byKey.get(asked.key)
    if (before !== undefined) return { outcome: 'repeated', use: before, entitlement }
    if (use === null) return { outcome: 'refused', entitlement }
    const number = this.#of(id).length + 1
    const order = BENEFITS.rules.benefits[asked.benefit]?.order === true
    const record: UseRecord = {
      ...use,
      ...recorded(id, number, asked.by),
      orders: order ? [orderOf(id, number, 'waiting')] : [],
    }
    this.#uses.set(id, [...this.#of(id), record])
    this.#byKey.set(asked.key, record)
    return { outcome: 'begun', use: record, entitlement }
  }

  usesOf: Ports['benefits']['usesOf'] = async (id, { before = Infinity, limit }) =>
    this.#of(id)
      .filter(({ number }) => number < before)
      .toReversed()
      .slice(0, limit)

  #of(id: string): UseRecord[] {
    return this.#uses.get(id) ?? []
  }

  #question(id: string, benefit: string, line: AskedLine | null): Question {
    return { policy: BENEFITS, held: heldOf(id), benefit, line, uses: this.#of(id), now: NOW }
  }

  /** Undefined for a line that is none of the customer's. */
  #line(
    id: string,
    { line }: Parameters<Ports['benefits']['mayUse']>[1],
  ): AskedLine | null | undefined {
    if (line === null) return null
    const holding = find(id)?.holdings.find(({ serviceId }) => serviceId === line.id)
    return holding && { id: line.id, kind: holding.kind, state: line.state, known: 'stated' }
  }
}

function recorded(customerId: string, number: number, by: string) {
  return {
    number,
    customerId,
    endedAt: null,
    endedBecause: null,
    star: 5,
    month: LAST,
    document: '2016-01.yaml',
    overlay: null,
    by,
  }
}

function useBefore(): UseRecord {
  return {
    ...recorded('C-five', 1, 'C-five'),
    benefit: 'broadband-restore',
    line: 'B-C-five',
    at: '2026-11-20T09:12:00',
    state: 'running',
    chargeFen: 0n,
    billed: null,
    endsAt: '2026-11-27T00:00:00',
    until: ['paid'],
    ceilingFen: null,
    arrearsFen: null,
    orders: [orderOf('C-five', 1, 'completed')],
  }
}

function orderOf(customerId: string, use: number, state: OrderRecord['state']): OrderRecord {
  return {
    order: randomUUID(),
    number: BigInt(use),
    customerId,
    use,
    what: 'start',
    state,
    attempts: 1,
    nextAt: null,
    networkId: null,
    error: null,
    createdAt: new Date(`${NOW}+08:00`),
    endedAt: null,
  }
}

function idempotency(): Ports['idempotency'] {
  const kept = new Map<string, { readonly status: number; readonly body: unknown }>()
  return {
    claim: async ({ key }) => {
      const answer = kept.get(key)
      return answer === undefined ? { state: 'new' } : { state: 'done', ...answer }
    },
    finish: async ({ key }, answer) => void kept.set(key, answer),
    release: async () => undefined,
  }
}
