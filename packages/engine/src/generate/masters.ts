import { accountId, serviceId } from './lines.ts'
import { customerId, lastDay, memberships, regionName, segment, someDay } from './people.ts'
import { MONTHLY, REGIONS } from './province.ts'
import type { World } from './world.ts'
import { at, curve, digits, extend, inAllPeriods, pick } from './world.ts'

/** Days of age at joining, at equal steps of probability. */
const AGES = [16, 18, 19, 21, 23, 26, 29, 32, 36, 40, 45, 51, 58, 66, 80].map((age) => age * 365)

function people(world: World): string {
  return memberships(world, `SELECT i AS n, i AS o FROM range(${world.customers}) numbers(i)`)
}

/** SQL condition: may the membership of the customer numbered by `key` have two versions? */
export function mayBeMistaken(world: World, key: string): string {
  return `${pick(world, { purpose: 'mistaken', key, below: 400 })} = 0`
}

/** SQL of the memberships, one row each; a few have an earlier version, put right later. */
export function customers(world: World): string {
  const known = extend(people(world), {
    first_segment: segment(world, 'n'),
    first_region: regionName(world, 'n'),
    mistaken:
      `${mayBeMistaken(world, 'n')} ` +
      `AND rejoined_on IS NULL AND coalesce(left_on, ${lastDay(world)}) > joined_on + 30`,
  })
  const rows = `SELECT *, unnest(CASE WHEN mistaken THEN [0, 1] WHEN rejoined_on IS NOT NULL
    THEN [1, 2] ELSE [1] END) AS part FROM (${known})`
  const other = at(REGIONS, pick(world, { purpose: 'mistaken-region', key: 'n', below: 13 }))
  return (
    `SELECT ${customerId(world, 'n')} AS customer_id, ` +
    `CASE WHEN part = 2 THEN rejoined_on ELSE joined_on END AS joined_on, ` +
    `CASE part WHEN 2 THEN releft_on WHEN 1 THEN left_on END AS left_on, ` +
    `first_segment AS segment, CASE WHEN part = 0 THEN ${other} ELSE first_region END AS region, ` +
    `CASE WHEN part = 2 THEN rejoined_on WHEN mistaken AND part = 1 THEN joined_on + 20 ` +
    `ELSE joined_on END AS recorded_on, ` +
    `n AS owner, NULL AS line, CASE WHEN part = 1 THEN n END AS draw FROM (${rows})`
  )
}

/** SQL of the changes of segment and region: of those who move, a third move again. */
export function attributes(world: World): string {
  const { first, periods } = world
  const movers = inAllPeriods(world, MONTHLY.moves)
  const later = pick(world, { purpose: 'move-month', key: 'n', below: periods })
  const drawn = extend(people(world), {
    move: pick(world, { purpose: 'move', key: 'n', below: 1000 }),
    moved_on: someDay(world, { purpose: 'move', key: 'n', month: `${first} + ${later}` }),
  })
  const rows =
    `SELECT *, unnest(CASE WHEN move * 3 < ${movers} THEN [0, 1] ELSE [0] END) AS part ` +
    `FROM (${drawn}) WHERE move < ${movers} AND moved_on > joined_on`
  const dated = extend(rows, { from: 'moved_on + part * 45', key: 'n * 2 + part' })
  const region = at(REGIONS, pick(world, { purpose: 'new-region', key: 'key', below: 13 }))
  const none = `${pick(world, { purpose: 'no-new-region', key: 'key', below: 40 })} = 0`
  return (
    `SELECT ${customerId(world, 'n')} AS customer_id, "from", ${newSegment(world)} AS segment, ` +
    `CASE WHEN NOT ${none} THEN ${region} END AS region, "from" AS recorded_on, ` +
    `n AS owner, NULL AS line, key AS draw FROM (${dated}) ` +
    `WHERE "from" <= ${lastDay(world)} AND (left_on IS NULL OR "from" <= left_on)`
  )
}

function newSegment(world: World): string {
  const draw = pick(world, { purpose: 'new-segment', key: 'key', below: 100 })
  return (
    `CASE WHEN ${draw} < 30 THEN CASE ${segment(world, 'n')} WHEN 'individual' THEN 'enterprise' ` +
    `ELSE 'individual' END ELSE ${segment(world, 'n')} END`
  )
}

/** SQL of the services table from `holdings`, SQL of all holdings. */
export function services(world: World, holdings: string): string {
  const number = digits(world, 'number', 'line')
  return (
    `SELECT ${serviceId(world)} AS service_id, ${customerId(world, 'n')} AS customer_id, ` +
    `${accountId(world)} AS account_id, kind, opened_on, held_from, held_to, ` +
    `CASE WHEN kind IN ('mobile', 'fixed') THEN '000' ELSE 'kd' END || ${number} AS number, ` +
    `held_from AS recorded_on, n AS owner, line, line AS draw FROM (${holdings})`
  )
}

/** SQL of the profiles: names that are numbers, and numbers that nobody can dial. */
export function profiles(world: World): string {
  const age = curve(world, { purpose: 'age', key: 'n', knots: AGES })
  const draw = pick(world, { purpose: 'language', key: 'n', below: 100 })
  const person = `${segment(world, 'n')} = 'individual'`
  const number = digits(world, 'customer', 'n')
  const silent = `${pick(world, { purpose: 'no-contact', key: 'n', below: 20 })} = 0`
  return (
    `SELECT ${customerId(world, 'n')} AS customer_id, ` +
    `CASE WHEN ${person} THEN '客户' ELSE '单位' END || right(${number}, 9) AS name, ` +
    `CASE WHEN ${person} THEN joined_on - (${age})::INTEGER END AS born_on, ` +
    `CASE WHEN NOT ${silent} THEN '000' || ${digits(world, 'contact', 'n')} END ` +
    `AS contact_number, CASE WHEN ${draw} < 96 THEN 'zh-CN' WHEN ${draw} < 98 THEN 'zh-TW' ` +
    `ELSE 'en' END AS language, n AS owner, NULL AS line, n AS draw ` +
    `FROM (${people(world)})`
  )
}
