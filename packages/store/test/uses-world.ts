import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  answeringBenefits,
  type BenefitsInForce,
  benefitsInForce,
  type Month,
  month,
  readBenefits,
} from '@dipper/policy'
import { parse } from 'yaml'
import {
  type BenefitAsked,
  type BenefitsPolicies,
  Lines,
  type LineEvent,
  Orders,
  Publisher,
  type ToOrder,
  type UseAsked,
  Uses,
} from '../src/index.ts'
import { type Content, contentOf, publish } from './content.ts'
import type { TestDatabase } from './server.ts'

const FOLDER = fileURLToPath(new URL('../../../policies/china-telecom/benefits/', import.meta.url))

/** The shipped list, with other national values laid over it. */
export function policiesWith(values: object = {}): BenefitsPolicies {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && !path.startsWith('cases'))
    .map((path) => ({ path, text: readFileSync(join(FOLDER, path), 'utf8') }))
    .map((file) =>
      file.path === '2016-01.yaml'
        ? { ...file, text: JSON.stringify(laid(parse(file.text), values)) }
        : file,
    )
  const { programme, diagnostics } = readBenefits(files)
  if (!programme) throw new Error(JSON.stringify(diagnostics))
  const known = new Map<string, BenefitsInForce | null>()
  return {
    inForce(at, region) {
      const key = `${at} ${region}`
      const answer = known.has(key) ? undefined : answeringBenefits(programme, at)
      if (!known.has(key)) known.set(key, answer ? benefitsInForce(answer, region) : null)
      return known.get(key) ?? null
    },
  }
}

function laid(below: unknown, above: unknown): unknown {
  if (!isMap(below) || !isMap(above)) return above
  const keys = [...new Set([...Object.keys(below), ...Object.keys(above)])]
  return Object.fromEntries(
    keys.map((key) => [key, key in above ? laid(below[key], above[key]) : below[key]]),
  )
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export interface Person {
  readonly id: string
  readonly star: number
  readonly region?: string
  /** Left out: the month that is published and the eleven after it. */
  readonly validity?: readonly [from: Month, through: Month]
  /** Lines by kind: `m` a mobile, `b` a broadband; left out, one of each, `ID-m` and `ID-b`. */
  readonly lines?: readonly object[]
}

export function lineOf(id: string, over: object = {}): object {
  const kind = id.endsWith('b') ? 'broadband' : 'mobile'
  const days = { openedOn: '2019-05-06', heldFrom: '2019-05-06', heldTo: null }
  return { serviceId: id, kind, ...days, ...over }
}

export function contentOfPeople(at: Month, people: readonly Person[]): Content {
  const byId = new Map(people.map((person) => [person.id, person]))
  const ids = [...byId.keys()].sort()
  const of = (id: string) => byId.get(id) as Person
  const options = { month: at, customers: ids, ranges: 1, periods: [] }
  const { request } = contentOf({ ...options, version: (id) => of(id).star })
  const digest = `${at} ${JSON.stringify(people)}`
  const masters = { customer: digest, profile: 'none', number: 'none' }
  return {
    request: { ...request, digest, masters },
    lines: {
      star: ids.map((customerId) => ({ customerId, csv: starLine(at, of(customerId)) })),
      customer: ids.map((customerId) => ({ customerId, csv: customerLine(of(customerId)) })),
      profile: [],
      number: [],
    },
  }
}

function starLine(at: Month, { id, star, region = 'hunan', validity = [at, at + 11] }: Person) {
  const held = star === 0 ? ',' : validity.join()
  const outcome = star === 0 ? 1 : 0
  return `${id},9,9,9,9,${star},${star},${held},${outcome},,,,,,${at - 9},${region},0,2016-01.yaml,,0,0`
}

function customerLine({ id, region = 'hunan', lines }: Person): string {
  const joined = { joinedOn: '2019-01-10', leftOn: null, segment: 'individual', region }
  const holdings = lines ?? [lineOf(`${id}-m`), lineOf(`${id}-b`)]
  const facts = { memberships: [joined], attributes: [], holdings, stops: [] }
  return `${id},${region},0,"${JSON.stringify(facts).replaceAll('"', '""')}"`
}

/** What an order is made of, as text. */
export const toOrder: ToOrder = (about) =>
  JSON.parse(JSON.stringify(about, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v)))

export const MONTH = month('2026-11')

export interface World extends TestDatabase {
  /** Moves the clock. */
  at(time: string): void
  readonly uses: Uses
  readonly lines: Lines
  readonly orders: Orders
  publishStars(at: Month, people: readonly Person[]): Promise<void>
}

/** A database in which people have stars, at a time of their month. */
export async function worldOf(
  database: TestDatabase,
  people: readonly Person[],
  { policies = policiesWith(), month: first = MONTH, time = '2026-11-10T09:00:00' } = {},
): Promise<World> {
  let now = time
  const options = { policies, toOrder, now: () => now }
  const publishStars = async (at: Month, those: readonly Person[]) => {
    await publish(new Publisher(database.owner), contentOfPeople(at, those))
  }
  await publishStars(first, people)
  return {
    ...database,
    at: (next) => {
      now = next
    },
    uses: new Uses(database.serving, options),
    lines: new Lines(database.serving, options),
    orders: new Orders(database.serving, options),
    publishStars,
  }
}

let keys = 0

export function using(benefit: string, over: Partial<UseAsked> = {}): UseAsked {
  return { benefit, line: null, key: `k${++keys}`, by: 'agent-7', atPrice: false, ...over }
}

const STOPPED = {
  is: 'stopped',
  cause: 'arrears',
  kind: 'single',
  stoppedOn: '2026-11-09',
  arrearsFen: 5000n,
} as const

/** A line that is stopped for arrears, as the asker says. */
export function stoppedLine(id: string, over: object = {}): NonNullable<BenefitAsked['line']> {
  return { id, kind: null, state: { ...STOPPED, ...over } }
}

let events = 0

export function eventOf(line: string, over: Partial<LineEvent>): LineEvent {
  return {
    id: `e${++events}`,
    customerId: line.split('-')[0] as string,
    line,
    kind: line.endsWith('b') ? 'broadband' : 'mobile',
    at: '2026-11-10T08:00:00',
    what: 'arrears',
    cause: null,
    stopKind: null,
    stoppedOn: null,
    arrearsFen: null,
    ...over,
  }
}
