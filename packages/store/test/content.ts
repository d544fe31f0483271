import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type CompiledPolicy, compile } from '@dipper/assessment'
import {
  answering,
  type Month,
  type PolicyAnswer,
  type Programme,
  readProgramme,
} from '@dipper/policy'
import type {
  Load,
  Part,
  PartContent,
  PartTable,
  PublicationState,
  PublishedTotals,
  Publisher,
  PublishRequest,
  Range,
} from '../src/index.ts'

/** All that is published of a month, as text: the tables by customer, in the order of their ids. */
export interface Content {
  readonly request: PublishRequest
  /** Lines of CSV; a bill's key is `bill/PERIOD`. */
  readonly lines: Readonly<Record<string, readonly Line[]>>
}

interface Line {
  readonly customerId: string
  readonly csv: string
}

export interface ContentOptions {
  readonly month: Month
  /** Ids of those who have a row. */
  readonly customers: readonly string[]
  readonly ranges: number
  /** Decides star, growth and charges of a customer. */
  readonly version: (customerId: string) => number
  /** Of profiles, numbers and facts; left out: as `version`. */
  readonly masters?: (customerId: string) => number
  readonly periods?: readonly Month[]
}

const YAML = new URL('../../../policies/china-telecom/star/2016-01.yaml', import.meta.url)

export function programme(): Programme {
  const reading = readProgramme([{ path: '2016-01.yaml', text: readFileSync(YAML, 'utf8') }])
  return reading.programme as Programme
}

export function policyOf(month: Month): {
  readonly policy: CompiledPolicy
  readonly answer: PolicyAnswer
} {
  const answer = answering(programme(), month) as PolicyAnswer
  return { answer, policy: compile(answer) }
}

/** `c000000`, `c000001` … */
export function ids(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `c${String(n).padStart(6, '0')}`)
}

/** Rows that stand for a version: every row of one version differs from that of another. */
export function contentOf(options: ContentOptions): Content {
  const { month, customers, version, periods = [month - 1] } = options
  const masters = options.masters ?? version
  const table = (csv: (id: string) => string) =>
    customers.map((customerId) => ({ customerId, csv: csv(customerId) }))
  const bill = (period: Month) =>
    table((id) => `${id},"{0,1}","{0,2}","{${1000 + version(id)},${period}}"`)
  const lines = {
    star: table((id) => starLine(id, month, version(id))),
    ...Object.fromEntries(periods.map((period) => [`bill/${period}`, bill(period)])),
    customer: table((id) => `${id},anhui,0,"${factsOf(masters(id)).replaceAll('"', '""')}"`),
    profile: table((id) => `${id},"Name ${masters(id)}",1990-01-02,,zh-CN`),
    number: table((id) => `${numberOf(id)},${id},s${id},2020-01-${10 + (masters(id) % 9)},`),
  }
  const digest = (key: string) =>
    hash((lines as Content['lines'])[key]?.map(({ csv }) => csv).join('\n') ?? '')
  const request: PublishRequest = {
    month,
    digest: digest('star'),
    ...policyOf(month),
    totals: totalsOf(customers.map((id) => starOf(version(id)))),
    bills: new Map(periods.map((period) => [period, digest(`bill/${period}`)])),
    masters: {
      customer: digest('customer'),
      profile: digest('profile'),
      number: digest('number'),
    },
    ranges: rangesOf(customers, options.ranges),
    by: 'tester',
  }
  return { request, lines }
}

export function numberOf(id: string): string {
  return `19900${id.slice(1)}`
}

export function starOf(version: number): number {
  return version % 8
}

function factsOf(version: number): string {
  const memberships = [
    {
      joinedOn: `2019-01-${10 + (version % 9)}`,
      leftOn: null,
      segment: 'individual',
      region: null,
    },
  ]
  return JSON.stringify({ memberships, attributes: [], holdings: [], stops: [] })
}

function starLine(id: string, month: Month, version: number): string {
  const star = starOf(version)
  const validity = star === 0 ? ',' : `${month},${month + 11}`
  const growth = `${version},10,-10,${version}`
  return `${id},${growth},${star},${star},${validity},${star === 0 ? 1 : 0},,,,,,${month - 9},anhui,0,2016-01.yaml,,0,0`
}

function totalsOf(stars: readonly number[]): PublishedTotals {
  const counts = Array(8).fill(0) as number[]
  for (const star of stars) counts[star] = (counts[star] as number) + 1
  return {
    customers: stars.length,
    stars: counts,
    outcomes: { awarded: stars.length - (counts[0] as number), unrated: counts[0] as number },
    moves: [counts, ...Array.from({ length: 7 }, () => Array(8).fill(0) as number[])],
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** So many ranges of about as many customers each. */
export function rangesOf(customers: readonly string[], count: number): Range[] {
  const bounds = Array.from(
    { length: count - 1 },
    (_, n) => customers[Math.floor(((n + 1) * customers.length) / count) - 1] as string,
  )
  return Array.from({ length: count }, (_, n) => ({
    after: bounds[n - 1] ?? null,
    through: bounds[n] ?? null,
  }))
}

/** The rows of a part, in chunks of some lines. */
export function partOf(content: Content, part: Omit<Part, 'range'>): PartContent {
  const key = part.table === 'bill' ? `bill/${part.period}` : part.table
  const { after, through } = part
  const lines = (content.lines[key] ?? []).filter(
    ({ customerId: id }) => (after === null || id > after) && (through === null || id <= through),
  )
  return { count: lines.length, rows: chunks(lines.map(({ csv }) => `${csv}\n`)) }
}

async function* chunks(lines: readonly string[]): AsyncGenerator<string> {
  for (let n = 0; n < lines.length; n += 100) yield lines.slice(n, n + 100).join('')
}

export interface Published {
  readonly state: PublicationState
  readonly resumed: boolean
  /** Rows written, by table. */
  readonly written: Partial<Record<PartTable, number>>
  readonly parts: number
}

/** Publishes the whole of a content, from the beginning or from where it was broken off. */
export async function publish(publisher: Publisher, content: Content): Promise<Published> {
  const begun = await publisher.begin(content.request)
  if (begun.state === 'already-live') throw new Error('it is live already')
  try {
    return await bringAll(begun.load, content)
  } finally {
    await begun.load.close()
  }
}

export async function bringAll(load: Load, content: Content): Promise<Published> {
  const written: Published['written'] = {}
  const missing = load.missing
  for (const part of missing) {
    const rows = await load.accept(part, partOf(content, part))
    written[part.table] = (written[part.table] ?? 0) + rows
  }
  const { resumed } = load
  return { state: await load.finish(), resumed, written, parts: missing.length }
}
