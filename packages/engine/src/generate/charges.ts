import type { Category, Month } from '@dipper/policy'
import { formatMonth } from '@dipper/policy'
import { accountId, inBundle, RECEIVED, serviceId } from './lines.ts'
import { customerId, isPerson } from './people.ts'
import {
  BUNDLE_DISCOUNT,
  DISCOUNT,
  DISCOUNTED,
  FEES,
  GROUP_FEES,
  HIGH_SHARE,
  MONTHLY,
  SEASON,
  USAGE,
} from './province.ts'
import type { World } from './world.ts'
import { at, curve, dayOf, extend, inAllPeriods, pick, quote } from './world.ts'

/** One place in a line's bill of a month, and SQL of its fen: null for no such charge. */
interface Item {
  readonly category: Category
  readonly amount: string
}

/** SQL of all charges of one period, in the order of `holdings`, SQL of all holdings. */
export function charges(world: World, holdings: string, period: Month): string {
  const items = billItems(world, period)
  const active =
    `from_m <= ${period} AND (to_m IS NULL OR to_m >= ${period}) ` +
    `AND (slot <> ${RECEIVED} OR held_from <= ${dayOf(period, 1)})`
  const lines = extend(holdings, { at_month: `line * 65536 + ${period}` }, active)
  const fees = tariffs(world, lines, period)
  const list = items.map((item) => `(${item.amount})::INTEGER`).join(', ')
  const bill =
    `SELECT n, line, slot, kind, at_month, person, unnest([${list}]) AS amount_fen, ` +
    `unnest(range(${items.length})) AS item FROM (${fees}) WHERE NOT (${dormant(world)})`
  return chargeColumns(world, { period, items, bill })
}

function chargeColumns(
  world: World,
  part: { readonly period: Month; readonly items: readonly Item[]; readonly bill: string },
): string {
  const drawn = `at_month * 16 + item`
  const late = pick(world, { purpose: 'late', key: drawn, below: 1000 })
  const days = pick(world, { purpose: 'late-days', key: drawn, below: 60 })
  const whole = pick(world, { purpose: 'whole-account', key: drawn, below: 100 })
  const categories = part.items.map((item) => item.category)
  const unnamed = `${whole} < CASE WHEN amount_fen < 0 THEN 40 ELSE 1 END`
  const noAccount = `${pick(world, { purpose: 'no-account', key: 'line', below: 500 })} = 0`
  const third = dayOf(part.period + 1, 3)
  return (
    `SELECT ${quote(formatMonth(part.period))} AS period, ` +
    `${customerId(world, 'n')} AS customer_id, ` +
    `CASE WHEN NOT ${noAccount} THEN ${accountId(world)} END AS account_id, ` +
    `CASE WHEN NOT (${unnamed}) THEN ${serviceId(world)} END AS service_id, kind, ` +
    `${at(categories, 'item')} AS category, amount_fen, ` +
    `${third} + CASE WHEN ${late} < 4 THEN 5 + (${days})::INTEGER ELSE 0 END AS recorded_on, ` +
    `n AS owner, line, ${drawn} AS draw FROM (${part.bill}) WHERE amount_fen IS NOT NULL`
  )
}

/** A quiet line in a hundred and twenty has no charge at all in a month. */
function dormant(world: World): string {
  return `${pick(world, { purpose: 'dormant', key: 'at_month', below: 120 })} = 0`
}

/** `source` with `fee`, the line's monthly fee; some lines change tariff, once. */
function tariffs(world: World, source: string, period: Month): string {
  const change = pick(world, { purpose: 'change', key: 'line', below: 1000 })
  const changes = inAllPeriods(world, MONTHLY.tariffChanges)
  const later = pick(world, { purpose: 'change-month', key: 'line', below: world.periods })
  const changed = `(${change} < ${changes} AND ${world.first} + ${later} <= ${period})::INTEGER`
  const tariff = extend(source, { tariff: `line * 2 + ${changed}` })
  const owned = extend(tariff, { person: isPerson(world, 'n') })
  return extend(owned, { fee: fee(world) })
}

function fee(world: World): string {
  const drawn = (list: readonly number[]) =>
    at(list, pick(world, { purpose: 'tariff', key: 'tariff', below: list.length }))
  const high = pick(world, { purpose: 'high', key: 'line', below: 1000 })
  return (
    `CASE WHEN NOT person AND kind <> 'iptv' THEN CASE kind ` +
    `WHEN 'mobile' THEN ${drawn(GROUP_FEES.mobile)} ` +
    `WHEN 'broadband' THEN ${drawn(GROUP_FEES.broadband)} ` +
    `ELSE ${drawn(GROUP_FEES.fixed)} END ` +
    `ELSE CASE kind WHEN 'mobile' THEN ` +
    `CASE WHEN ${high} < ${HIGH_SHARE} THEN ${drawn(FEES.highMobile)} ` +
    `ELSE ${drawn(FEES.mobile)} END WHEN 'broadband' THEN ${drawn(FEES.broadband)} ` +
    `WHEN 'fixed' THEN ${drawn(FEES.fixed)} ELSE ${drawn(FEES.iptv)} END END`
  )
}

function billItems(world: World, period: Month): Item[] {
  const monthly = (purpose: string, below: number) =>
    pick(world, { purpose, key: 'at_month', below })
  const some = (purpose: string, share: string, amount: string) =>
    `CASE WHEN ${monthly(purpose, 1000)} < ${share} THEN ${amount} END`
  const upTo = (purpose: string, from: number, steps: number, step: number) =>
    `${from} + ${step} * ${monthly(purpose, steps)}`
  const usage = curve(world, { purpose: 'usage-fen', key: 'at_month', knots: USAGE })
  const season = SEASON[period % 12] ?? 100
  const mobile = (share: number, other: number) =>
    `CASE kind WHEN 'mobile' THEN ${share} ELSE ${other} END`
  const begins = `CASE WHEN from_m = ${period} AND slot <> ${RECEIVED} THEN 600 ELSE 2 END`
  return [
    { category: 'recurring', amount: recurring(world, period) },
    { category: 'usage', amount: some('usage', USAGE_SHARE, `${usage} * ${season} // 100`) },
    { category: 'recurring', amount: discount(world) },
    {
      category: 'package',
      amount: some('package', mobile(70, 8), upTo('package-fen', 500, 6, 500)),
    },
    {
      category: 'value-added',
      amount: some('value-added', mobile(70, 20), upTo('value-added-fen', 100, 20, 100)),
    },
    { category: 'gift', amount: some('gift', mobile(15, 5), upTo('gift-fen', 500, 4, 500)) },
    { category: 'agency', amount: some('agency', '8', upTo('agency-fen', 100, 50, 37)) },
    { category: 'penalty', amount: some('penalty', '8', upTo('penalty-fen', 3, 400, 1)) },
    { category: 'one-off', amount: some('one-off', begins, upTo('one-off-fen', 1000, 10, 1000)) },
    {
      category: 'prepaid-card',
      amount: some('prepaid-card', mobile(2, 0), upTo('prepaid-fen', 1000, 9, 1000)),
    },
    { category: 'non-telecom', amount: some('non-telecom', '6', upTo('other-fen', 100, 900, 11)) },
    {
      category: 'usage',
      amount: some('refund', mobile(5, 2), `-(${upTo('refund-fen', 50, 950, 1)})`),
    },
  ]
}

/** Of a thousand lines, those with usage beyond the fee; group plans have fewer. */
const USAGE_SHARE =
  `CASE kind WHEN 'mobile' THEN CASE WHEN person THEN 300 ELSE 120 END ` +
  `WHEN 'fixed' THEN CASE WHEN person THEN 400 ELSE 700 END ELSE 0 END`

/** What is taken off the fee every month: in a bundle off the broadband, else off a few lines. */
function discount(world: World): string {
  const share = (purpose: string, { from, below }: { from: number; below: number }) =>
    `fee * (${from} + ${pick(world, { purpose, key: 'line', below: below - from })}) // 100`
  const some = `${pick(world, { purpose: 'discount', key: 'line', below: 100 })} < ${DISCOUNTED}`
  return (
    `CASE WHEN kind = 'broadband' AND person AND ${inBundle(world, 'n')} ` +
    `THEN -(${share('bundle-percent', BUNDLE_DISCOUNT)}) ` +
    `WHEN ${some} THEN -(${share('discount-percent', DISCOUNT)}) END`
  )
}

/** The monthly fee: by days in the first month, and nothing then for one line in twelve. */
function recurring(world: World, period: Month): string {
  const free = `${pick(world, { purpose: 'free-start', key: 'line', below: 12 })} = 0`
  const days = `day(last_day(held_from))`
  return (
    `CASE WHEN from_m < ${period} OR slot = ${RECEIVED} THEN fee WHEN ${free} THEN 0 ` +
    `ELSE fee * (${days} - day(held_from) + 1) // ${days} END`
  )
}
