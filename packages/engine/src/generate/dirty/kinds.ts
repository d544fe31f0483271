import type { Month } from '@dipper/policy'
import { formatMonth } from '@dipper/policy'
import type { TableName } from '../../facts/tables.ts'
import type { RejectReason } from '../../messages/catalogue.ts'
import { mayMove, SLOTS } from '../lines.ts'
import { mayBeMistaken } from '../masters.ts'
import { customerId, mayReturn } from '../people.ts'
import type { World } from '../world.ts'
import { pick, quote } from '../world.ts'
import { BAD, lengthened, oneOf } from './values.ts'

/** One way for a row to be bad: a copy of a clean row follows it, changed so. */
export interface Kind {
  /** The column that is wrong; `reason` says how. */
  readonly column: string
  readonly reason: RejectReason
  /** SQL, on the clean row, of the cells that the copy has different. */
  readonly cells: Readonly<Record<string, string>>
  /** The clean row is then rejected too, for the same reason. */
  readonly spoils?: true
  /** There are two such copies. */
  readonly twice?: true
  /** SQL condition on the clean row: only rows for which it holds are copied. */
  readonly only?: string
}

/** Charges of every second month lie below a `period=` folder. */
export function filedByPeriod(period: Month): boolean {
  return period % 2 === 1
}

/** The same as SQL: months from February on, counted from 1, are even. */
const FILED_BY_PERIOD = `right("period", 2)::INTEGER % 2 = 0`

/** All ways in which rows of a table can be bad, every column and reason of the facts page. */
export function kindsOf(world: World, table: TableName): readonly Kind[] {
  switch (table) {
    case 'customers':
      return customerKinds(world)
    case 'attributes':
      return attributeKinds(world)
    case 'services':
      return serviceKinds(world)
    case 'charges':
      return chargeKinds(world)
    case 'stops':
      return stopKinds(world)
    case 'controls':
      return controlKinds(world)
    case 'profiles':
      return [...idKinds(world, 'customer_id'), malformed(world, 'born_on', 'date'), COPIED.profile]
  }
}

/** Exact copies of a row: neither counts. */
const COPIED = {
  attribute: { column: 'from', reason: 'given-twice', cells: {}, spoils: true },
  stop: { column: 'stopped_on', reason: 'given-twice', cells: {}, spoils: true },
  profile: { column: 'customer_id', reason: 'given-twice', cells: {}, spoils: true },
} as const satisfies Record<string, Kind>

/** SQL of an id that no clean row has. */
function nobody(world: World): string {
  return `'N' || ${pick(world, { purpose: 'nobody', key: 'draw', below: 10 ** 15 })}`
}

function customerKinds(world: World): Kind[] {
  // Only who is there once, in one version, so that a conflict leaves nothing of the customer.
  const only = `NOT ${mayReturn(world, 'owner')} AND NOT ${mayBeMistaken(world, 'owner')}`
  const conflict = { column: 'joined_on', spoils: true, only } as const
  return [
    ...idKinds(world, 'customer_id'),
    ...dateKinds(world, 'joined_on'),
    malformed(world, 'left_on', 'date'),
    {
      column: 'left_on',
      reason: 'left-before-joined',
      cells: { left_on: dayAfter('joined_on', -1) },
    },
    ...wordKinds(world, 'segment'),
    malformed(world, 'recorded_on', 'date'),
    { ...conflict, reason: 'given-twice', cells: {} },
    {
      ...conflict,
      reason: 'overlap',
      cells: { joined_on: dayAfter('joined_on', -1), left_on: 'NULL' },
    },
    {
      column: 'joined_on',
      reason: 'given-twice',
      cells: { customer_id: nobody(world), recorded_on: 'NULL' },
      twice: true,
    },
  ]
}

function attributeKinds(world: World): Kind[] {
  return [
    ...idKinds(world, 'customer_id'),
    ...dateKinds(world, 'from'),
    ...wordKinds(world, 'segment'),
    malformed(world, 'recorded_on', 'date'),
    COPIED.attribute,
    {
      column: 'from',
      reason: 'given-twice',
      cells: { from: dayAfter('from', 1), recorded_on: 'NULL' },
      twice: true,
    },
    unknown('customer', { customer_id: nobody(world) }),
  ]
}

function serviceKinds(world: World): Kind[] {
  // Only lines with one holding, so that a conflict leaves nothing of the line.
  const only = `NOT ${mayMove(world, `line // ${SLOTS}`)}`
  const conflict = { column: 'held_from', spoils: true, only } as const
  const before = dayAfter('held_from', -1)
  const neighbour = customerId(world, `least(xor(owner, 1), ${world.customers - 1})`)
  const fresh = { service_id: nobody(world) }
  return [
    ...idKinds(world, 'service_id'),
    ...idKinds(world, 'customer_id'),
    ...wordKinds(world, 'kind'),
    ...dateKinds(world, 'opened_on'),
    ...dateKinds(world, 'held_from'),
    malformed(world, 'held_to', 'date'),
    malformed(world, 'recorded_on', 'date'),
    { column: 'held_to', reason: 'held-to-before-from', cells: { held_to: before } },
    {
      column: 'opened_on',
      reason: 'opened-after-held',
      cells: { opened_on: dayAfter('held_from', 1) },
    },
    { ...conflict, reason: 'given-twice', cells: {} },
    {
      ...conflict,
      reason: 'overlap',
      cells: {
        customer_id: neighbour,
        opened_on: `least(opened_on, ${before})`,
        held_from: before,
        held_to: 'NULL',
      },
    },
    { ...conflict, reason: 'overlap', cells: anotherKind() },
    {
      column: 'held_from',
      reason: 'given-twice',
      cells: { ...fresh, recorded_on: 'NULL' },
      twice: true,
    },
    unknown('customer', { ...fresh, customer_id: nobody(world) }),
  ]
}

/** An earlier holding of the same service, as something else. */
function anotherKind(): Kind['cells'] {
  return {
    kind: `CASE kind WHEN 'iptv' THEN 'fixed' ELSE 'iptv' END`,
    opened_on: `least(opened_on, ${dayAfter('held_from', -20)})`,
    held_from: dayAfter('held_from', -20),
    held_to: dayAfter('held_from', -10),
  }
}

function chargeKinds(world: World): Kind[] {
  const once = { charge_id: `'B' || draw` }
  const twice = { column: 'charge_id', reason: 'given-twice', twice: true } as const
  return [
    tooLong(world, 'charge_id'),
    missing('period'),
    malformed(world, 'period', 'month'),
    ...(world.periods > 1 ? [misfiled(world)] : []),
    ...idKinds(world, 'customer_id'),
    tooLong(world, 'service_id'),
    ...wordKinds(world, 'kind'),
    ...wordKinds(world, 'category'),
    missing('amount_fen'),
    malformed(world, 'amount_fen', 'amount'),
    {
      column: 'amount_fen',
      reason: 'amount-beyond',
      cells: { amount_fen: oneOf(world, BAD.beyond) },
    },
    malformed(world, 'recorded_on', 'date'),
    { ...twice, cells: once },
    { ...twice, cells: { ...once, recorded_on: 'NULL' } },
    unknown('customer', { customer_id: nobody(world) }),
    unknown('service', { service_id: nobody(world) }),
  ]
}

/** A charge of another period, of those there are, than its file's. */
function misfiled(world: World): Kind {
  const first = `"period" = ${quote(formatMonth(world.first))}`
  const month = `("period" || '-01')::DATE + CASE WHEN ${first} THEN 1 ELSE -1 END * INTERVAL 1 MONTH`
  return {
    column: 'period',
    reason: 'differs-from-path',
    cells: { period: `strftime(${month}, '%Y-%m')` },
    only: FILED_BY_PERIOD,
  }
}

function stopKinds(world: World): Kind[] {
  const other = { stopped_on: dayAfter('stopped_on', -1) }
  return [
    ...idKinds(world, 'service_id'),
    ...idKinds(world, 'customer_id'),
    ...wordKinds(world, 'kind'),
    ...wordKinds(world, 'cause'),
    ...dateKinds(world, 'stopped_on'),
    malformed(world, 'restored_on', 'date'),
    malformed(world, 'recorded_on', 'date'),
    COPIED.stop,
    {
      column: 'stopped_on',
      reason: 'given-twice',
      cells: { ...other, recorded_on: 'NULL' },
      twice: true,
    },
    unknown('customer', { ...other, customer_id: nobody(world) }),
    unknown('service', { service_id: nobody(world) }),
  ]
}

function controlKinds(world: World): Kind[] {
  // Of a period without charges: the controls of the others must stay whole.
  const period = quote(formatMonth(world.first - 1))
  return [
    { column: 'kind', reason: 'given-twice', cells: { period }, twice: true },
    missing('period'),
    malformed(world, 'period', 'month'),
    ...wordKinds(world, 'kind'),
    missing('rows'),
    malformed(world, 'rows', 'count'),
    missing('amount_fen'),
    malformed(world, 'amount_fen', 'count'),
  ]
}

function missing(column: string): Kind {
  return { column, reason: 'missing', cells: { [column]: 'NULL' } }
}

function malformed(world: World, column: string, as: 'date' | 'month' | 'amount' | 'count'): Kind {
  return { column, reason: `malformed-${as}`, cells: { [column]: oneOf(world, BAD[as]) } }
}

function tooLong(world: World, column: string): Kind {
  return { column, reason: 'too-long', cells: { [column]: lengthened(world, column) } }
}

function idKinds(world: World, column: string): Kind[] {
  return [missing(column), tooLong(world, column)]
}

function dateKinds(world: World, column: string): Kind[] {
  return [missing(column), malformed(world, column, 'date')]
}

function wordKinds(world: World, column: keyof typeof BAD.words): Kind[] {
  const cells = { [column]: oneOf(world, BAD.words[column]) }
  return [missing(column), { column, reason: 'unknown-word', cells }]
}

function unknown(thing: 'customer' | 'service', cells: Kind['cells']): Kind {
  return { column: `${thing}_id`, reason: `unknown-${thing}`, cells }
}

/** SQL of a date some days after the one, as text. */
function dayAfter(column: string, days: number): string {
  return `("${column}"::DATE + ${days})::VARCHAR`
}
