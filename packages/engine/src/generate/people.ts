import { CHURN, LETTERED_REGION, REGION_SHARES, REGIONS, TENURE } from './province.ts'
import type { World } from './world.ts'
import { at, curve, dayOf, digits, extend, pick } from './world.ts'

const MILLION = 1_000_000
const FORMER = 15
const REJOIN = 8

/** SQL condition: may the customer numbered by `key` come back after leaving? */
export function mayReturn(world: World, key: string): string {
  return `${pick(world, { purpose: 'return', key, below: 100 })} < ${REJOIN}`
}

/** SQL condition: in net before the first period and never leaving. */
export function settled(world: World, key: string): string {
  const stays = `${leaveDraw(world, key)} >= ${leavers(world.periods)}`
  return `(NOT ${fresh(world, key)} AND NOT ${former(world, key)} AND ${stays})`
}

/** SQL of the index of a customer's region at joining. */
function regionIndex(world: World, key: string): string {
  return at(REGION_SHARES, pick(world, { purpose: 'region', key, below: REGION_SHARES.length }))
}

/** SQL of a region by index; one customer in 250 has none. */
export function regionName(world: World, key: string): string {
  const none = `${pick(world, { purpose: 'no-region', key, below: 250 })} = 0`
  return `CASE WHEN ${none} THEN NULL ELSE ${at(REGIONS, regionIndex(world, key))} END`
}

const PERSONS = 940

/** SQL condition: did the customer numbered by `key` join as a person? */
export function isPerson(world: World, key: string): string {
  return `${pick(world, { purpose: 'segment', key, below: 1000 })} < ${PERSONS}`
}

/** SQL of a customer's segment at joining: 94 % individual. */
export function segment(world: World, key: string): string {
  const draw = pick(world, { purpose: 'segment', key, below: 1000 })
  return (
    `CASE WHEN ${draw} < ${PERSONS} THEN 'individual' ` +
    `WHEN ${draw} < 990 THEN 'enterprise' ELSE 'government' END`
  )
}

/** SQL of the customer id of customer number `key`. */
export function customerId(world: World, key: string): string {
  const lettered = `${regionIndex(world, key)} = ${LETTERED_REGION}`
  return `(CASE WHEN ${lettered} THEN '连客' ELSE 'C' END || ${digits(world, 'customer', key)})`
}

/** SQL of a day in a month: one in five is its last day, the others are among the first 28. */
export function someDay(
  world: World,
  draw: { purpose: string; key: string; month: string },
): string {
  const last = `${pick(world, { purpose: `${draw.purpose}:last`, key: draw.key, below: 5 })} = 0`
  const day = pick(world, { purpose: `${draw.purpose}:day`, key: draw.key, below: 28 })
  return (
    `CASE WHEN ${last} THEN last_day(${dayOf(draw.month, 1)}) ` +
    `ELSE ${dayOf(draw.month, `1 + ${day}`)} END`
  )
}

/** SQL of the last day of the last period. */
export function lastDay(world: World): string {
  return `last_day(${dayOf(world.through, 1)})`
}

/**
 * `source` with the memberships of the customer numbered by its column `o`: joined_on, left_on and,
 * for those who come back, rejoined_on and releft_on; each null where there is none.
 */
export function memberships(world: World, source: string): string {
  const rejoined = extend(firstMembership(world, source), { return_on: returnDay(world) })
  const inside = `return_on <= ${lastDay(world)}`
  const second = extend(rejoined, { rejoined_on: `CASE WHEN ${inside} THEN return_on END` })
  const stay = pick(world, { purpose: 'second-stay', key: 'o', below: 150 })
  const end = `rejoined_on + (${stay})::INTEGER`
  const leaves = `${pick(world, { purpose: 'leave-again', key: 'o', below: 10 })} = 0`
  const releft = `CASE WHEN ${leaves} AND ${end} <= ${lastDay(world)} THEN ${end} END`
  return extend(second, { releft_on: releft })
}

function firstMembership(world: World, source: string): string {
  const { first, through } = world
  const joined = extend(source, { join_m: joinMonth(world) })
  const joinDay = pick(world, { purpose: 'join-day', key: 'o', below: 28 })
  const started = extend(joined, {
    joined_on: dayOf('join_m', `1 + ${joinDay}`),
    start_m: `greatest(${first}, join_m)`,
  })
  const gone = pick(world, { purpose: 'gone', key: 'o', below: `${first} - join_m` })
  const when = pick(world, { purpose: 'leave-month', key: 'o', below: `${through} - start_m + 1` })
  const chance = at(leaverTable(world.periods), `(${through} - start_m)`)
  const left = extend(started, {
    left_m:
      `CASE WHEN ${former(world, 'o')} AND join_m < ${first} THEN join_m + ${gone} ` +
      `WHEN ${leaveDraw(world, 'o')} < ${chance} THEN start_m + ${when} END`,
  })
  const day = someDay(world, { purpose: 'leave', key: 'o', month: 'left_m' })
  return extend(left, {
    left_on: `CASE WHEN left_m IS NOT NULL THEN greatest(joined_on, ${day}) END`,
  })
}

function joinMonth(world: World): string {
  const { first, periods } = world
  const recent = pick(world, { purpose: 'join', key: 'o', below: periods })
  const tenure = curve(world, { purpose: 'tenure', key: 'o', knots: TENURE })
  const before = `${first - 1} - ${tenure}`
  return `CASE WHEN ${fresh(world, 'o')} THEN ${first} + ${recent} ELSE ${before} END`
}

function returnDay(world: World): string {
  const reach = `least(${world.through} - left_m, 9) + 1`
  const later = pick(world, { purpose: 'return-month', key: 'o', below: reach })
  const day = pick(world, { purpose: 'return-day', key: 'o', below: 28 })
  const date = `greatest(left_on + 1, ${dayOf(`left_m + ${later}`, `1 + ${day}`)})`
  return `CASE WHEN left_m IS NOT NULL AND ${mayReturn(world, 'o')} THEN ${date} END`
}

/** As many join in a month as leave, so that the province keeps its size. */
function fresh(world: World, key: string): string {
  const joiners = CHURN * world.periods
  const share = Math.floor((joiners * MILLION) / (MILLION + joiners))
  return `${pick(world, { purpose: 'fresh', key, below: MILLION })} < ${share}`
}

function former(world: World, key: string): string {
  const draw = pick(world, { purpose: 'former', key, below: 1000 })
  return `(NOT ${fresh(world, key)} AND ${draw} < ${FORMER})`
}

function leaveDraw(world: World, key: string): string {
  return pick(world, { purpose: 'leave', key, below: MILLION })
}

/** How many of a million have left after so many months. */
function leavers(months: number): number {
  let stay = MILLION
  for (let month = 0; month < months; month++) stay -= Math.floor((stay * CHURN) / MILLION)
  return MILLION - stay
}

function leaverTable(periods: number): number[] {
  return Array.from({ length: periods }, (_, index) => leavers(index + 1))
}
