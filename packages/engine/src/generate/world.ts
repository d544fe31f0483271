import { createHash } from 'node:crypto'
import type { Month } from '@dipper/policy'

/** What every generated value is a function of, besides the number of the customer or line. */
export interface World {
  readonly customers: number
  /** Number of charged periods. */
  readonly periods: number
  /** First charged period. */
  readonly first: Month
  /** Last charged period; no membership, holding or stop has a day after it. */
  readonly through: Month
  readonly seed: number
}

/** Of a thousand, those to whom something happens in any of the periods. */
export function inAllPeriods(
  world: World,
  rate: { readonly of: number; readonly most: number },
): number {
  return Math.min(rate.of * world.periods, rate.most)
}

/** SQL of a 64-bit number that differs per seed and purpose. */
function salt(world: World, purpose: string): string {
  const digest = createHash('sha256').update(`${world.seed}:${purpose}`).digest()
  return `'${digest.readBigUInt64LE()}'::UBIGINT`
}

/**
 * SQL of an integer in 0 … below − 1, a pure function of seed, purpose and the integer `key`.
 * `key` and `below` are SQL; `below` must come out above 0.
 */
export function pick(
  world: World,
  draw: { readonly purpose: string; readonly key: string; readonly below: number | string },
): string {
  const word = `hash(xor(${salt(world, draw.purpose)}, (${draw.key})::UBIGINT))`
  return `(${word} % (${draw.below})::UBIGINT)::BIGINT`
}

/**
 * SQL of an integer drawn along a curve: `knots` are its values at equal steps of probability, with
 * straight lines between them, all in integers.
 */
export function curve(
  world: World,
  draw: { readonly purpose: string; readonly key: string; readonly knots: readonly number[] },
): string {
  const steps = draw.knots.length - 1
  const word = pick(world, { purpose: draw.purpose, key: draw.key, below: steps * 1024 })
  const low = at(draw.knots, `(${word} // 1024)`)
  const high = at(draw.knots, `(${word} // 1024 + 1)`)
  return `(${low} + (${high} - ${low}) * (${word} % 1024) // 1024)`
}

/** SQL of one of `values`, numbers or texts, by an SQL index from 0. */
export function at(values: readonly (number | string)[], index: string): string {
  const items = values.map((value) => (typeof value === 'number' ? String(value) : quote(value)))
  return `([${items.join(', ')}])[${index} + 1]`
}

/** SQL of a day, from the SQL of a month number and of a day 1–28. */
export function dayOf(month: string | number, day: string | number): string {
  return `make_date((${month}) // 12, (${month}) % 12 + 1, ${day})`
}

/** SQL of the month number of a day. */
export function monthOfDay(day: string): string {
  return `(year(${day}) * 12 + month(${day}) - 1)`
}

/** `source` with further columns, each of which may use those of `source`. */
export function extend(
  source: string,
  columns: Readonly<Record<string, string>>,
  where?: string,
): string {
  const added = Object.entries(columns).map(([name, sql]) => `${sql} AS "${name}"`)
  return `SELECT *, ${added.join(', ')} FROM (${source})${where ? ` WHERE ${where}` : ''}`
}

/** An SQL text literal. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** SQL of 0 … count − 1 in a mixed-up order, as the column `name`. */
export function shuffled(world: World, count: number, name: string): string {
  const digest = createHash('sha256').update(`${world.seed}:order`).digest()
  const stride = coprime(Math.floor(count / 1.618) + (digest.readUInt32LE(0) % 997), count)
  const start = digest.readUInt32LE(4) % count
  const number = `(i * ${stride} + ${start}) % ${count}`
  return `SELECT ${number} AS "${name}" FROM range(${count}) numbers(i)`
}

function coprime(from: number, count: number): number {
  let candidate = Math.max(1, from)
  while (divisor(candidate, count) !== 1) candidate += 1
  return candidate
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}

/** A prime, so that every factor below it mixes all numbers below it. */
const ID_PRIME = 999999937

/** SQL of ten digits that differ for different numbers below 999,999,937, in no visible order. */
export function digits(world: World, space: string, number: string): string {
  const digest = createHash('sha256').update(`${world.seed}:digits:${space}`).digest()
  const factor = 100000007 + (digest.readUInt32LE(0) % 800000000)
  const shift = digest.readUInt32LE(4) % ID_PRIME
  return `(1000000000 + (${number} * ${factor} + ${shift}) % ${ID_PRIME})::VARCHAR`
}
