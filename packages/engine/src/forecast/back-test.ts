import { OUTCOMES } from '@dipper/assessment'
import type { Month } from '@dipper/policy'
import type { Database } from '../database.ts'
import { outcome } from '../month/star.ts'
import { monthParts, readParts } from '../register/layout.ts'
import { code, list, monthCount } from '../sql.ts'
import type { BackTest, BackTestMonth, Hits } from './forecasting.ts'

/** Kinds of `turned`. */
const TURNS = ['falls', 'fell', 'rises', 'rose'] as const
type Turn = (typeof TURNS)[number]

type Counted<T> = { readonly [K in keyof T]: T[K] extends number ? number : Hits }
type Counts = Counted<Omit<BackTestMonth, 'month'>>
type Whenever = BackTest['whenever']

/** Compares months that were forecast with those that the register has, part by part. */
export class Comparison {
  readonly #db: Database
  readonly #register: string
  readonly #through: Month
  readonly #months = new Map<Month, Counts>()
  #whenever: Whenever = { falls: NO_HITS, rises: NO_HITS }

  constructor(db: Database, register: string, through: Month) {
    this.#db = db
    this.#register = register
    this.#through = through
  }

  /** `turned`: who falls or first rises above the star of the month looked from, and when. */
  async begin(): Promise<void> {
    await this.#db.run('CREATE TABLE turned (customer INTEGER, month INTEGER, turn INTEGER)')
  }

  /** Compares `result`. */
  async compare(month: Month, where: string): Promise<void> {
    const db = this.#db
    if (!this.#months.has(month)) await createHappened(db, this.#register, month)
    await db.run(PAIR)
    await db.run(turnedSql(month))
    const counts = await countPairs(db, month, where)
    this.#months.set(month, added(this.#months.get(month), counts))
    if (month !== this.#through) return
    this.#whenever = added(this.#whenever, await countWhenever(db, where))
  }

  result(month: Month): BackTest {
    const months = [...this.#months].map(([each, counts]) => ({ month: each, ...counts }))
    return { month, months, whenever: this.#whenever }
  }
}

const NO_HITS: Hits = { forecast: 0, happened: 0, both: 0 }
const LEFT = OUTCOMES.indexOf('left')

/** `happened`: everybody whom the register has assessed in the month. */
async function createHappened(db: Database, register: string, month: Month): Promise<void> {
  await db.run(`CREATE OR REPLACE TABLE happened AS
SELECT customer, star, growth_value, ${code('outcome', OUTCOMES)} AS outcome,
  ${monthCount('joined')} AS joined
FROM ${readParts(monthParts(register, month))} JOIN customer USING (customer_id)
WHERE outcome NOT IN ${list(['left', 'ineligible'])} ORDER BY customer`)
}

/** `pair`: each customer in the forecast, and what became of their membership; NULL if it ended. */
const PAIR = `CREATE OR REPLACE TEMP TABLE pair AS
SELECT r.customer, p.star AS star_now, r.star AS star, r.growth_value AS growth,
  r.outcome = ${outcome('fell')} AS falls, h.star AS star_then, h.growth_value AS growth_then,
  h.outcome = ${outcome('fell')} AS fell
FROM result r JOIN person p ON p.customer = r.customer
LEFT JOIN happened h ON h.customer = r.customer AND h.joined = r.joined
WHERE r.outcome < ${LEFT}`

function turnedSql(month: Month): string {
  const found: Readonly<Record<Turn, string>> = {
    falls: 'falls',
    fell: 'fell',
    rises: `star > star_now AND ${neverSql('rises')}`,
    rose: `star_then > star_now AND ${neverSql('rose')}`,
  }
  const parts = TURNS.map(
    (turn) => `SELECT customer, ${month}, ${turnCode(turn)} FROM pair WHERE ${found[turn]}`,
  )
  return `INSERT INTO turned ${parts.join('\nUNION ALL ')}`
}

function neverSql(turn: Turn): string {
  return `customer NOT IN (SELECT customer FROM turned WHERE turn = ${turnCode(turn)})`
}

function turnCode(turn: Turn): string {
  return String(TURNS.indexOf(turn))
}

/** Numbers of one part, by name; those of hits as `falls_both`. */
type Numbers = Readonly<Record<string, number>>

async function countPairs(db: Database, month: Month, where: string): Promise<Counts> {
  const counts = await db.one<Numbers>(`SELECT ${hitsSql()},
  count(star_then)::DOUBLE AS customers, (count(*) - count(star_then))::DOUBLE AS left_net,
  count(*) FILTER (star = star_then)::DOUBLE AS star_right,
  count(*) FILTER (star_now = star_then)::DOUBLE AS unchanged,
  coalesce(sum(abs(growth - growth_then)), 0)::DOUBLE AS growth_error,
  coalesce(sum(growth - growth_then), 0)::DOUBLE AS growth_bias
FROM pair LEFT JOIN (${turnsSql(`month = ${month} AND ${where}`)}) t USING (customer)`)
  const happened = await db.one<Numbers>(
    `SELECT count(*)::DOUBLE AS customers FROM happened WHERE ${where}`,
  )
  const of = (name: string) => counts[name] as number
  return {
    customers: of('customers'),
    left: of('left_net'),
    joined: (happened['customers'] as number) - of('customers'),
    right: of('star_right'),
    unchanged: of('unchanged'),
    falls: hitsOf(counts, 'falls'),
    rises: hitsOf(counts, 'rises'),
    growthError: of('growth_error'),
    growthBias: of('growth_bias'),
  }
}

async function countWhenever(db: Database, where: string): Promise<Whenever> {
  const counts = await db.one<Numbers>(
    `SELECT ${hitsSql()} FROM pair JOIN (${turnsSql(where)}) t USING (customer)`,
  )
  return { falls: hitsOf(counts, 'falls'), rises: hitsOf(counts, 'rises') }
}

/** Which turns a customer took. */
function turnsSql(where: string): string {
  const each = TURNS.map((turn) => `bool_or(turn = ${turnCode(turn)}) AS has_${turn}`)
  return `SELECT customer, ${each.join(', ')} FROM turned WHERE ${where} GROUP BY customer`
}

function hitsSql(): string {
  const counted = (what: string, forecast: string, happened: string) =>
    [
      `count(*) FILTER (star_then IS NOT NULL AND ${forecast})::DOUBLE AS ${what}_forecast`,
      `count(*) FILTER (star_then IS NOT NULL AND ${happened})::DOUBLE AS ${what}_happened`,
      `count(*) FILTER (star_then IS NOT NULL AND ${forecast} AND ${happened})::DOUBLE AS ${what}_both`,
    ].join(', ')
  return [
    counted('falls', 'has_falls', 'has_fell'),
    counted('rises', 'has_rises', 'has_rose'),
  ].join(', ')
}

function hitsOf(counts: Numbers, what: 'falls' | 'rises'): Hits {
  const of = (name: string) => counts[`${what}_${name}`] as number
  return { forecast: of('forecast'), happened: of('happened'), both: of('both') }
}

/** Adds numbers, and hits within, name by name. */
function added<T extends object>(before: T | undefined, more: T): T {
  if (before === undefined) return more
  const sums = Object.entries(more).map(([name, value]) => {
    const first = before[name as keyof T]
    const sum =
      typeof value === 'number' ? value + (first as number) : added(first as Hits, value as Hits)
    return [name, sum]
  })
  return Object.fromEntries(sums) as T
}
