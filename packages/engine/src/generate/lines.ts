import { lastDay, mayReturn, memberships, settled, someDay } from './people.ts'
import { BUNDLED, MONTHLY } from './province.ts'
import type { World } from './world.ts'
import { digits, extend, inAllPeriods, monthOfDay, pick, shuffled } from './world.ts'

/** Places for lines per customer: number n has 9 n … 9 n + 8, most of which stay empty. */
export const SLOTS = 9

const MOBILE = 0
const BROADBAND = 3
const IPTV = 4
const FIXED = 5
const RETURN_MOBILE = 6
const RETURN_BROADBAND = 7
/** The place of a mobile received from the customer with the neighbouring number. */
export const RECEIVED = 8

/** Of a thousand customers, how many have a line in each place before its own conditions. */
const SHARES = [920, 180, 45, 420, 560, 45, 950, 400, 1000] as const

const KIND =
  `CASE slot WHEN ${BROADBAND} THEN 'broadband' WHEN ${RETURN_BROADBAND} THEN 'broadband' ` +
  `WHEN ${IPTV} THEN 'iptv' WHEN ${FIXED} THEN 'fixed' ELSE 'mobile' END`

/**
 * SQL of the holdings, one row each, in an order that has nothing to do with customers: n (number
 * of the holder), line (number of the line), slot, kind, opened_on, held_from, held_to, and the
 * months of the last two, from_m and to_m.
 */
export function holdings(world: World): string {
  const people = memberships(world, places(world))
  const moved = extend(people, { moved_on: movedOn(world) })
  const begun = extend(moved, { held_from: heldFrom(world) })
  const closed = extend(begun, { closed_on: closedOn(world) }, `held_from <= ${lastDay(world)}`)
  const ended = extend(closed, { held_to: HELD_TO, kind: KIND })
  const opened = extend(
    ended,
    { opened_on: openedOn(world) },
    'held_to IS NULL OR held_to >= held_from',
  )
  return (
    `SELECT n, line, slot, kind, opened_on, held_from, held_to, ` +
    `${monthOfDay('held_from')} AS from_m, ${monthOfDay('held_to')} AS to_m FROM (${opened})`
  )
}

/** The places that hold a line, with `o`, the customer it was opened for. */
function places(world: World): string {
  const count = world.customers * SLOTS
  const numbers = shuffled(world, count, 'k')
  const slots = extend(numbers, { n: `k // ${SLOTS}`, slot: `k % ${SLOTS}` })
  return extend(
    slots,
    {
      o: `CASE WHEN slot = ${RECEIVED} THEN xor(n, 1) ELSE n END`,
      line: `CASE WHEN slot = ${RECEIVED} THEN xor(n, 1) * ${SLOTS} ELSE k END`,
    },
    placeTaken(world),
  )
}

function placeTaken(world: World): string {
  const share = SHARES.map((value, slot) => `WHEN ${slot} THEN ${value}`).join(' ')
  const drawn = `${slotDraw(world, 'k')} < CASE slot ${share} END`
  const broadband = `${slotDraw(world, 'k - 1')} < ${SHARES[BROADBAND]}`
  const alone =
    `${slotDraw(world, `k - ${FIXED}`)} >= ${SHARES[MOBILE]} ` +
    `AND ${slotDraw(world, `k - ${FIXED - BROADBAND}`)} >= ${SHARES[BROADBAND]}`
  return (
    `CASE WHEN slot < ${IPTV} THEN ${drawn} WHEN slot = ${IPTV} THEN ${drawn} AND ${broadband} ` +
    `WHEN slot = ${FIXED} THEN ${drawn} OR (${alone}) ` +
    `WHEN slot < ${RECEIVED} THEN ${mayReturn(world, 'n')} AND ${drawn} ` +
    `ELSE ${mayMove(world, 'xor(n, 1)')} AND xor(n, 1) < ${world.customers} END`
  )
}

/** SQL condition: may the first mobile of the customer numbered by `key` go to the neighbour? */
export function mayMove(world: World, key: string): string {
  const draw = pick(world, { purpose: 'transfer', key, below: 1000 })
  return `${draw} < ${inAllPeriods(world, MONTHLY.transfers)}`
}

/** SQL condition: is the home of the customer numbered by `key` in a bundle? */
export function inBundle(world: World, key: string): string {
  const draw = pick(world, { purpose: 'bundle', key, below: 100 })
  const mobile = `${slotDraw(world, `${key} * ${SLOTS}`)} < ${SHARES[MOBILE]}`
  return `${draw} < ${BUNDLED} AND ${mobile}`
}

function slotDraw(world: World, key: string): string {
  return pick(world, { purpose: 'slot', key, below: 1000 })
}

/** Last day of the first holding of a first mobile that goes to the neighbour by number. */
function movedOn(world: World): string {
  const { first, periods, through } = world
  const later = pick(world, { purpose: 'transfer-month', key: 'o', below: periods })
  const day = someDay(world, { purpose: 'transfer', key: 'o', month: `${first} + ${later}` })
  const taken = `${slotDraw(world, `o * ${SLOTS}`)} < ${SHARES[MOBILE]}`
  return (
    `CASE WHEN (slot = ${MOBILE} OR slot = ${RECEIVED}) AND ${mayMove(world, 'o')} ` +
    `AND xor(o, 1) < ${world.customers} AND ${taken} ` +
    `AND ${settled(world, 'o')} AND ${settled(world, 'xor(o, 1)')} AND ${later} < ` +
    `${through - first} THEN ${day} END`
  )
}

function heldFrom(world: World): string {
  const soon = `${pick(world, { purpose: 'with-joining', key: 'k', below: 10 })} < 6`
  const months = `${world.through} - join_m + 1`
  const later = pick(world, { purpose: 'open-month', key: 'k', below: months })
  const day = someDay(world, { purpose: 'open', key: 'k', month: `join_m + ${later}` })
  return (
    `CASE WHEN slot = ${MOBILE} THEN joined_on WHEN slot = ${RECEIVED} THEN moved_on + 1 ` +
    `WHEN slot >= ${RETURN_MOBILE} THEN rejoined_on WHEN ${soon} THEN joined_on ` +
    `ELSE greatest(joined_on, ${day}) END`
  )
}

/** A line given up while its customer stays. */
function closedOn(world: World): string {
  const { first, periods } = world
  const draw = pick(world, { purpose: 'close', key: 'k', below: 1000 })
  const share = {
    first: inAllPeriods(world, MONTHLY.firstMobilesGivenUp),
    other: inAllPeriods(world, MONTHLY.otherLinesGivenUp),
  }
  const later = pick(world, { purpose: 'close-month', key: 'k', below: periods })
  const day = someDay(world, { purpose: 'close', key: 'k', month: `${first} + ${later}` })
  return (
    `CASE WHEN slot < ${RETURN_MOBILE} ` +
    `AND ${draw} < CASE WHEN slot = ${MOBILE} THEN ${share.first} ELSE ${share.other} END ` +
    `AND ${day} >= held_from THEN ${day} END`
  )
}

const HELD_TO =
  `CASE WHEN slot = ${RECEIVED} THEN NULL WHEN slot >= ${RETURN_MOBILE} THEN releft_on ` +
  `WHEN moved_on IS NOT NULL THEN moved_on ELSE least(closed_on, left_on) END`

/** The day of the first holding; one mobile in fifty came from another customer long ago. */
function openedOn(world: World): string {
  const older = pick(world, { purpose: 'older', key: 'line', below: 50 })
  const days = pick(world, { purpose: 'older-days', key: 'line', below: 2500 })
  const base = `CASE WHEN slot = ${RECEIVED} THEN joined_on ELSE held_from END`
  return `${base} - CASE WHEN kind = 'mobile' AND ${older} = 0 THEN (${days})::INTEGER ELSE 0 END`
}

/** SQL of the service id of line number `line`. */
export function serviceId(world: World): string {
  return `('L' || ${digits(world, 'service', 'line')})`
}

/** SQL of the account that pays for a holding: for a few the neighbour's or a second one. */
export function accountId(world: World): string {
  const draw = pick(world, { purpose: 'account', key: 'n', below: 100 })
  const neighbour = `least(xor(n, 1), ${world.customers - 1})`
  const own = digits(world, 'account', 'n')
  return (
    `('A' || CASE WHEN ${draw} < 4 THEN ${digits(world, 'account', neighbour)} ` +
    `WHEN ${draw} < 7 AND slot > ${MOBILE} THEN ${own} || '-2' ELSE ${own} END)`
  )
}
