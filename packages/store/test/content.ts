import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  type Assessment,
  assess,
  type Charge,
  type CompiledPolicy,
  type Customer,
  compile,
  type Membership,
  OUTCOMES,
  toRegisterRow,
} from '@dipper/assessment'
import {
  answering,
  CATEGORIES,
  type Month,
  type PolicyAnswer,
  type Programme,
  readProgramme,
  SEGMENTS,
  SERVICE_KINDS,
} from '@dipper/policy'
import {
  IMPORTED,
  type Load,
  type Part,
  type PartContent,
  type PartTable,
  type PublicationState,
  type PublishedTotals,
  type Publisher,
  type PublishRequest,
  type Range,
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

function programme(): Programme {
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

function starOf(version: number): number {
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
function rangesOf(customers: readonly string[], count: number): Range[] {
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

/** Assessed customers, with what they held, as the engine would bring them. */
export function contentOfFacts(month: Month, customers: readonly Customer[]): Content {
  const { policy, answer } = policyOf(month)
  const sorted = customers.toSorted((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)))
  const assessed = sorted.map((customer) => ({
    customer,
    assessment: assess(policy, customer, month) as Assessment,
  }))
  const periods = Array.from({ length: 12 }, (_, n) => month - 12 + n)
  const lines = {
    star: assessed.map(({ customer, assessment }) => ({
      customerId: customer.id,
      csv: starCells(customer, assessment).map(cell).join(','),
    })),
    ...Object.fromEntries(
      periods.map((period) => [`bill/${period}`, sorted.flatMap((each) => billLine(each, period))]),
    ),
    customer: sorted.map(({ id, memberships, attributes, holdings, stops }) => {
      const { region, segment } = attributes.at(-1) ?? (memberships[0] as Membership)
      const facts = JSON.stringify({ memberships, attributes, holdings, stops })
      const cells = [id, region, SEGMENTS.indexOf(segment), facts]
      return { customerId: id, csv: cells.map(cell).join(',') }
    }),
    profile: [],
    number: [],
  }
  const totals = totalsOfFacts(assessed)
  const digest = hash(JSON.stringify(lines))
  const masters = { customer: digest, profile: digest, number: digest }
  const bills = new Map(periods.map((period) => [period, digest]))
  const ranges = rangesOf(
    sorted.map(({ id }) => id),
    2,
  )
  return {
    lines,
    request: { month, digest, policy, answer, totals, bills, masters, ranges, by: 'me' },
  }
}

type Cell = string | number | bigint | null

/** RFC 4180; an empty text is quoted to differ from nothing. */
function cell(value: Cell): string {
  if (value === null) return ''
  const text = String(value)
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function starCells({ id, held }: Customer, assessment: Assessment): Cell[] {
  const row = toRegisterRow(id, assessment)
  const full = assessment.status === 'assessed' ? assessment : null
  const before = held
    ? [
        held.star,
        held.validity?.from ?? null,
        held.validity?.through ?? null,
        held.joined,
        held.outcome === 'imported' ? IMPORTED : OUTCOMES.indexOf(held.outcome),
      ]
    : [null, null, null, null, null]
  return [
    id,
    row.spendGrowth,
    row.tenureGrowth,
    row.creditGrowth,
    row.growthValue,
    row.assessedStar,
    row.star,
    row.validFrom,
    row.validThrough,
    OUTCOMES.indexOf(row.outcome),
    ...before,
    full?.joined ?? null,
    full?.region ?? null,
    full ? 0 : null,
    full?.rules.document ?? null,
    null,
    full?.credit.stops.length ?? null,
    0,
  ]
}

function billLine({ id, charges }: Customer, period: Month): Line[] {
  const own = charges.filter((charge) => charge.period === period)
  const array = (value: (charge: Charge) => Cell) => `{${own.map(value).join(',')}}`
  const cells = [
    id,
    array(({ kind }) => SERVICE_KINDS.indexOf(kind)),
    array(({ category }) => CATEGORIES.indexOf(category)),
    array(({ fen }) => fen),
  ]
  return own.length === 0 ? [] : [{ customerId: id, csv: cells.map(cell).join(',') }]
}

function totalsOfFacts(
  assessed: readonly { readonly customer: Customer; readonly assessment: Assessment }[],
): PublishedTotals {
  const stars = Array(8).fill(0) as number[]
  const moves = Array.from({ length: 8 }, () => Array(8).fill(0) as number[])
  const outcomes: Record<string, number> = {}
  for (const { customer, assessment } of assessed) {
    const { star, outcome } = toRegisterRow(customer.id, assessment)
    stars[star] = (stars[star] as number) + 1
    const from = moves[customer.held?.star ?? 0] as number[]
    from[star] = (from[star] as number) + 1
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  return { customers: assessed.length, stars, outcomes, moves }
}
