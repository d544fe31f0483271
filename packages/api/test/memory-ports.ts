import { readFileSync } from 'node:fs'
import { assess, compile, type Customer, toRegisterRow } from '@dipper/assessment'
import { answering, type Month, month, type PolicyAnswer, readProgramme } from '@dipper/policy'
import type {
  AuditRecord,
  Explainable,
  Found,
  LineEvent,
  LineOfCustomer,
  Ports,
  PublicationState,
  PublishedMonth,
  PublishedStar,
  RunState,
} from '../src/index.ts'
import { evidenceOf } from '../src/explanation.ts'
import { PortProblem } from '../src/index.ts'
import type { Cast, Person } from './cast.ts'
import { memoryBenefits } from './memory-benefits.ts'
import { MemoryObjections } from './memory-objections.ts'
import { MemoryOrders, memoryLines, orderOf } from './memory-orders.ts'
import { memoryPoints } from './memory-points.ts'

const POLICY = new URL('../../../policies/china-telecom/star/2016-01.yaml', import.meta.url)

const FIRST: Month = month('2026-08')
const LAST: Month = month('2026-11')

const PEOPLE: readonly (Person & { readonly name: string; readonly fen: bigint })[] = [
  person('C-self', 'anhui', '欧阳甲一', '19900010001', 12_345n),
  person('C-regional', 'anhui', '司马乙二', '19900020002', 23_456n),
  person('C-foreign/丙', 'jiangsu', '诸葛丙三', '19900030003', 34_567n),
]

function person(customerId: string, region: string, name: string, number: string, fen: bigint) {
  return { customerId, region, number, name, fen, marks: [name, number, `M-${number}`] }
}

export const CAST: Cast = {
  self: PEOPLE[0] as Person,
  regional: PEOPLE[1] as Person,
  foreign: PEOPLE[2] as Person,
  nobody: 'C-nobody',
  month: '2026-11',
  unpublished: '2026-12',
  run: '1',
  orders: {
    self: orderOf(1),
    regional: orderOf(2),
    foreign: orderOf(3),
    nobody: orderOf(99_999),
  },
  spareOrders: Array.from({ length: 60 }, (_, index) => orderOf(index + 5)),
  objections: { self: '1', regional: '2', foreign: '3', nobody: '99999' },
  spareObjections: Array.from({ length: 40 }, (_, index) => String(index + 4)),
}

/** What a memory of ports is asked to do otherwise than well. */
interface Faults {
  audit?: Error
  /** The audit answers after this. */
  slowAudit?: Promise<void>
  store?: Error
  /** The store answers after this. */
  slow?: Promise<void>
  /** No document of benefits answers. */
  withoutBenefits?: true
  ready?: Error
  /** Publishing waits for this. */
  publishing?: Promise<void>
  /** Those who watch a run are told its present state alone. */
  brief?: true
  /** Watching fails with this, after the present state. */
  watching?: Error
}

export interface MemoryPorts extends Ports {
  readonly faults: Faults
  readonly entries: AuditRecord[]
  /** Events of lines that were accepted. */
  readonly heard: readonly LineEvent[]
  /** Tells those who watch the run that is under way. */
  tell(run: number, change: Partial<RunState>): void
  /** How many are watching. */
  watching(): number
}

/** A test double of the store and the runner: three people, four months, all in memory. */
export function memoryPorts(): MemoryPorts {
  const faults: Faults = {}
  const entries: AuditRecord[] = []
  const runs = new MemoryRuns(faults)
  const answered = async <T>(value: T): Promise<T> => {
    await faults.slow
    if (faults.store) throw faults.store
    return value
  }
  const worked = async <T>(work: () => T): Promise<T> => {
    await answered(null)
    return work()
  }
  const erased = new Set<string>()
  const orders = new MemoryOrders(worked)
  for (const { customerId } of PEOPLE) orders.add({ customerId, use: 1, state: 'dead' })
  orders.add({ customerId: CAST.self.customerId, use: 2, state: 'completed' })
  for (const _ of CAST.spareOrders ?? []) {
    orders.add({ customerId: CAST.self.customerId, use: 3, state: 'dead' })
  }
  const objections = new MemoryObjections(worked, (id) => byId(id)?.region)
  for (const { customerId } of PEOPLE) objections.take(objectionOf(customerId, 'first'))
  for (const [n, spare] of (CAST.spareObjections ?? []).entries()) {
    objections.take(
      objectionOf(n % 2 === 0 ? CAST.self.customerId : CAST.regional.customerId, spare),
    )
  }
  const lines = memoryLines(worked, ownerOf, (id) => heldLinesOf(id, erased))
  const points = memoryPoints(
    PEOPLE.map(({ customerId }) => customerId),
    worked,
  )
  return {
    faults,
    entries,
    heard: lines.heard,
    benefits: memoryBenefits({
      answered: worked,
      heldBy,
      orders,
      points,
      without: () => faults.withoutBenefits ?? false,
    }),
    lines,
    orders: orders.ports,
    points,
    objections: objections.ports,
    tell: (run, change) => runs.tell(run, change),
    watching: () => runs.watchers,
    health: { ready: () => (faults.ready ? Promise.reject(faults.ready) : Promise.resolve()) },
    stars: starsOf(answered),
    people: peopleOf(answered, erased),
    months: monthsOf(answered),
    policies: { answering: (asked) => answerOf(asked) },
    runs,
    publications: publicationsOf(faults),
    audit: {
      append: async (entry) => {
        await faults.slowAudit
        if (faults.audit) throw faults.audit
        entries.push({ ...entry, number: BigInt(entries.length + 1), at: new Date(0) })
      },
      list: async ({ customerId, who }, { before, limit }) =>
        entries
          .filter((each) => customerId === undefined || each.customerId === customerId)
          .filter((each) => who === undefined || each.who === who)
          .filter(({ number }) => before === undefined || number < before)
          .toReversed()
          .slice(0, limit),
    },
    idempotency: idempotencyOf(),
  }
}

type Answering = <T>(value: T) => Promise<T>

function byId(customerId: string): (typeof PEOPLE)[number] | undefined {
  return PEOPLE.find((each) => each.customerId === customerId)
}

/** Everybody has a mobile line and one of broadband, named by the number. */
function linesOf({ number }: (typeof PEOPLE)[number]) {
  return { [`M-${number}`]: 'mobile', [`B-${number}`]: 'broadband' } as const
}

function heldLinesOf(customerId: string, erased: ReadonlySet<string>): LineOfCustomer[] | null {
  const who = byId(customerId)
  if (who === undefined) return null
  return Object.entries(linesOf(who)).map(([line, kind]) => ({
    line,
    kind,
    number: kind === 'mobile' && !erased.has(customerId) ? who.number : null,
    heldFrom: '2020-03-05',
    state: null,
  }))
}

function ownerOf(line: string): string | undefined {
  return PEOPLE.find((who) => Object.hasOwn(linesOf(who), line))?.customerId
}

function heldBy(customerId: string) {
  const who = byId(customerId)
  const row = starOf(customerId)
  if (who === undefined || row === null) return null
  const { star, month, validFrom: from, validThrough: through } = row
  const validity = from === null || through === null ? null : { from, through }
  return { customerId, held: { star, month, validity }, lines: linesOf(who) }
}

const { programme } = readProgramme([{ path: '2016-01.yaml', text: readFileSync(POLICY, 'utf8') }])

function answerOf(asked: Month): PolicyAnswer | null {
  return (programme && answering(programme, asked)) ?? null
}

const ANSWER = answerOf(LAST) as PolicyAnswer
const COMPILED = compile(ANSWER)

function explainableOf(customerId: string, asked: Month = LAST): Explainable | null {
  const who = byId(customerId)
  if (who === undefined || asked < FIRST || asked > LAST) return null
  const customer = factsOf(who)
  const assessment = assess(COMPILED, customer, asked)
  if (assessment === null) return null
  const row = toRegisterRow(customerId, assessment)
  return { policy: COMPILED, answer: ANSWER, customer, row, publication: asked - FIRST + 1 }
}

/** The words are a mark of the person. */
function objectionOf(customerId: string, key: string) {
  const found = explainableOf(customerId) as Explainable
  return {
    customerId,
    class: 'complaint' as const,
    label: 'rating-not-accepted' as const,
    about: null,
    text: `${byId(customerId)?.name}:我的星级为什么降了?`,
    month: LAST,
    star: found.row.star,
    evidence: evidenceOf(found),
    key,
    by: 'somebody',
  }
}

function factsOf({ customerId, region, number, fen }: (typeof PEOPLE)[number]): Customer {
  const since = '2020-03-05'
  return {
    id: customerId,
    memberships: [{ joinedOn: since, leftOn: null, segment: 'individual', region }],
    attributes: [],
    holdings: [
      {
        serviceId: `M-${number}`,
        kind: 'mobile',
        openedOn: since,
        heldFrom: since,
        heldTo: null,
      },
    ],
    charges: Array.from({ length: 24 }, (_, index) => ({
      period: LAST - 1 - index,
      kind: 'mobile',
      category: 'recurring',
      fen,
    })),
    stops: [],
    held: null,
  }
}

function starOf(customerId: string, asked?: Month): PublishedStar | null {
  const found = explainableOf(customerId, asked)
  if (found === null) return null
  const { row } = found
  const threshold = ANSWER.document.values.star.thresholds[row.star]
  return {
    ...row,
    publication: row.month - FIRST + 1,
    region: found.customer.memberships[0]?.region ?? null,
    nextStar:
      threshold === undefined
        ? null
        : { star: row.star + 1, missing: BigInt(threshold) - row.growthValue },
  }
}

function starsOf(answered: Answering): Ports['stars'] {
  return {
    starOf: (customerId, asked) => answered(starOf(customerId, asked)),
    explainable: (customerId, asked) => answered(explainableOf(customerId, asked)),
    historyOf: (customerId, { before = LAST + 1, limit }) => {
      const months = Array.from({ length: LAST - FIRST + 1 }, (_, index) => LAST - index)
      const rows = months
        .filter((each) => each < before)
        .flatMap((each) => starOf(customerId, each) ?? [])
      return answered(rows.slice(0, limit))
    },
  }
}

function peopleOf(answered: Answering, erased: Set<string>): Ports['people'] {
  const found = (who: (typeof PEOPLE)[number]): Found => ({
    customerId: who.customerId,
    region: who.region,
    segment: 'individual',
    name: erased.has(who.customerId) ? null : who.name,
    numbers: erased.has(who.customerId) ? [] : [who.number],
  })
  return {
    placeOf: (id) => answered(byId(id) ?? null),
    byId: (id) => {
      const who = byId(id)
      return answered(who ? found(who) : null)
    },
    byNumber: (number) =>
      answered(
        PEOPLE.filter((who) => who.number === number && !erased.has(who.customerId)).map(found),
      ),
    exportOf: (id) => {
      const who = byId(id)
      return answered(who ? { profile: found(who), stars: [starOf(id)] } : null)
    },
    erase: (id) => {
      erased.add(id)
      return answered(byId(id) !== undefined)
    },
  }
}

function monthsOf(answered: Answering): Ports['months'] {
  const of = (asked: Month): PublishedMonth | null =>
    asked < FIRST || asked > LAST
      ? null
      : {
          month: asked,
          publication: asked - FIRST + 1,
          publishedAt: new Date(Date.UTC(2026, asked % 12, 2)),
          policy: COMPILED.policy,
          policyDigest: COMPILED.digest,
          digest: '0'.repeat(32),
          customers: PEOPLE.length,
          stars: [0, 0, 0, 3, 0, 0, 0, 0],
          outcomes: { kept: 3 },
          moves: [
            [0, 0],
            [0, 3],
          ],
        }
  return {
    of: (asked) => answered(of(asked)),
    published: ({ before = LAST + 1, limit }) => {
      const months = Array.from({ length: LAST - FIRST + 1 }, (_, index) => LAST - index)
      const rows = months.filter((each) => each < before).flatMap((each) => of(each) ?? [])
      return answered(rows.slice(0, limit))
    },
  }
}

class MemoryRuns {
  readonly #runs: RunState[] = [
    {
      run: 1,
      state: 'running',
      from: LAST,
      through: LAST,
      knownBy: null,
      startedAt: new Date(0),
      endedAt: null,
      by: 'somebody',
      progress: { phase: 'load', done: 1, total: 2 },
      error: null,
    },
  ]
  readonly #watchers = new Set<() => void>()
  readonly #faults: Faults

  constructor(faults: Faults) {
    this.#faults = faults
  }

  get watchers(): number {
    return this.#watchers.size
  }

  start = async (request: { from: Month; through: Month; knownBy: string | null }, by: string) => {
    const state: RunState = {
      ...request,
      run: this.#runs.length + 1,
      state: 'queued',
      startedAt: new Date(0),
      endedAt: null,
      by,
      progress: null,
      error: null,
    }
    this.#runs.push(state)
    return state
  }

  list = async ({ before = Number.POSITIVE_INFINITY, limit }: { before?: number; limit: number }) =>
    this.#runs
      .filter(({ run }) => run < before)
      .toReversed()
      .slice(0, limit)

  of = async (run: number) => this.#runs[run - 1] ?? null

  stop = async (run: number) => {
    const state = this.#runs[run - 1]
    if (state === undefined || state.endedAt !== null) return false
    this.tell(run, { state: 'stopped', endedAt: new Date(1) })
    return true
  }

  tell(run: number, change: Partial<RunState>): void {
    this.#runs[run - 1] = { ...(this.#runs[run - 1] as RunState), ...change }
    for (const wake of this.#watchers) wake()
  }

  async *watch(run: number, signal: AbortSignal): AsyncGenerator<RunState> {
    while (!signal.aborted) {
      const state = this.#runs[run - 1]
      if (state === undefined) return
      yield state
      if (this.#faults.watching) throw this.#faults.watching
      if (state.endedAt !== null || signal.aborted || this.#faults.brief) return
      await this.#changed(signal)
    }
  }

  #changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#watchers.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#watchers.add(wake)
      signal.addEventListener('abort', wake)
    })
  }
}

function publicationsOf(faults: Faults): Ports['publications'] {
  const states: PublicationState[] = []
  const add = (asked: Month, state: PublicationState['state'], by: string): PublicationState => {
    const added = {
      publication: states.length + 10,
      month: asked,
      state,
      rows: 3,
      digest: '0'.repeat(32),
      by,
      at: new Date(0),
    }
    states.push(added)
    return added
  }
  const requireAssessed = (asked: Month): void => {
    if (asked > LAST + 1) throw new PortProblem('publish-month-missing', { month: 'later' })
  }
  return {
    preview: async (asked) => {
      requireAssessed(asked)
      return { month: asked, against: 3, added: 0, changed: 1, removed: 0, same: 2, moves: [[3]] }
    },
    publish: async (asked, by) => {
      requireAssessed(asked)
      await faults.publishing
      return add(asked, 'live', by)
    },
    takeBack: async (asked, by) => (asked > LAST ? null : add(asked, 'taken-back', by)),
    list: async ({ before = Number.POSITIVE_INFINITY, limit }) =>
      states
        .filter(({ publication }) => publication < before)
        .toReversed()
        .slice(0, limit),
  }
}

function idempotencyOf(): Ports['idempotency'] {
  const kept = new Map<string, { request: string; answer?: { status: number; body: unknown } }>()
  const nameOf = ({ caller, key }: { caller: string; key: string }) => `${caller} ${key}`
  return {
    claim: async (key) => {
      const known = kept.get(nameOf(key))
      if (known === undefined) {
        kept.set(nameOf(key), { request: key.request })
        return { state: 'new' }
      }
      if (known.request !== key.request) return { state: 'other' }
      return known.answer ? { state: 'done', ...known.answer } : { state: 'running' }
    },
    finish: async (key, answer) => {
      kept.set(nameOf(key), { request: key.request, answer })
    },
    release: async (key) => {
      kept.delete(nameOf(key))
    },
  }
}
