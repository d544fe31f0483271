import type { Customer, Held } from '@dipper/assessment'
import {
  CATEGORIES,
  type Category,
  parseMonth,
  SEGMENTS,
  type Segment,
  SERVICE_KINDS,
  type ServiceKind,
  STOP_CAUSES,
  STOP_KINDS,
  type StopCause,
  type StopKind,
} from '@dipper/policy'

/** A row of a facts table as text; absent cells are empty. */
export type TextRow = Readonly<Record<string, string>>

export interface TextFacts {
  readonly customers: readonly TextRow[]
  readonly attributes: readonly TextRow[]
  readonly services: readonly TextRow[]
  readonly charges: readonly TextRow[]
  readonly stops: readonly TextRow[]
}

export interface Accepted {
  readonly customers: ReadonlyMap<string, Omit<Customer, 'held'>>
  /** Rejected rows by table. */
  readonly rejected: Readonly<Record<keyof TextFacts, number>>
}

/**
 * The checks of data.md, "Bad rows", written a second time and as plainly as possible, so that the
 * engine's are compared with something: cells, versions, overlaps, existence.
 */
export function acceptFacts(facts: TextFacts, knownBy: string | null): Accepted {
  const seen = (rows: readonly TextRow[]) =>
    rows.filter(
      (row) =>
        knownBy === null || !isDate(row['recorded_on']) || text(row, 'recorded_on') <= knownBy,
    )
  const stage = { bad: {} as Record<string, number> }
  const take = (table: keyof TextFacts, good: (row: TextRow) => boolean) => {
    const rows = seen(facts[table])
    const fine = rows.filter((row) => good(row) && optionalDate(row, 'recorded_on'))
    stage.bad[table] = rows.length - fine.length
    return fine
  }
  const drop = (table: keyof TextFacts, rows: TextRow[], keep: (row: TextRow) => boolean) => {
    const kept = rows.filter(keep)
    stage.bad[table] = (stage.bad[table] ?? 0) + rows.length - kept.length
    return kept
  }
  const latest = (table: keyof TextFacts, rows: TextRow[], key: string[]) => {
    const { rows: kept, rejected } = latestOf(rows, key)
    stage.bad[table] = (stage.bad[table] ?? 0) + rejected
    return kept
  }

  let customers = take('customers', goodCustomer)
  customers = latest('customers', customers, ['customer_id', 'joined_on'])
  customers = drop(
    'customers',
    customers,
    (a) => !customers.some((b) => atOdds(a, b, 'customer_id', 'joined_on', 'left_on')),
  )
  let services = take('services', goodService)
  services = latest('services', services, ['service_id', 'held_from'])
  services = drop(
    'services',
    services,
    (a) =>
      !services.some(
        (b) =>
          atOdds(a, b, 'service_id', 'held_from', 'held_to') ||
          (a !== b && same(a, b, 'service_id') && !same(a, b, 'kind')),
      ),
  )
  const known = new Set(customers.map((row) => text(row, 'customer_id')))
  const isKnown = (row: TextRow) => known.has(text(row, 'customer_id'))
  services = drop('services', services, isKnown)
  const kinds = new Map(services.map((row) => [text(row, 'service_id'), text(row, 'kind')]))
  const attributes = drop(
    'attributes',
    latest('attributes', take('attributes', goodAttribute), ['customer_id', 'from']),
    isKnown,
  )
  const stops = drop(
    'stops',
    latest('stops', take('stops', goodStop), ['service_id', 'kind', 'stopped_on']),
    (row) => isKnown(row) && kinds.has(text(row, 'service_id')),
  )
  const goodCharges = take('charges', goodCharge)
  const charges = drop(
    'charges',
    [
      ...goodCharges.filter((row) => text(row, 'charge_id') === ''),
      ...latest(
        'charges',
        goodCharges.filter((row) => text(row, 'charge_id') !== ''),
        ['charge_id'],
      ),
    ],
    (row) => isKnown(row) && (text(row, 'service_id') === '' || kinds.has(text(row, 'service_id'))),
  )

  const of = (rows: readonly TextRow[], id: string) =>
    rows.filter((row) => text(row, 'customer_id') === id)
  const result = new Map<string, Omit<Customer, 'held'>>()
  for (const id of known) {
    result.set(id, {
      id,
      memberships: of(customers, id).map((row) => ({
        joinedOn: text(row, 'joined_on'),
        leftOn: text(row, 'left_on') || null,
        segment: text(row, 'segment') as Segment,
        region: text(row, 'region') || null,
      })),
      attributes: of(attributes, id).map((row) => ({
        from: text(row, 'from'),
        segment: text(row, 'segment') as Segment,
        region: text(row, 'region') || null,
      })),
      holdings: of(services, id).map((row) => ({
        serviceId: text(row, 'service_id'),
        kind: text(row, 'kind') as ServiceKind,
        openedOn: text(row, 'opened_on'),
        heldFrom: text(row, 'held_from'),
        heldTo: text(row, 'held_to') || null,
      })),
      charges: of(charges, id).map((row) => ({
        period: parseMonth(text(row, 'period')) as number,
        kind: text(row, 'kind') as ServiceKind,
        category: text(row, 'category') as Category,
        fen: BigInt(text(row, 'amount_fen')),
      })),
      stops: of(stops, id).map((row) => ({
        serviceId: text(row, 'service_id'),
        serviceKind: kinds.get(text(row, 'service_id')) as ServiceKind,
        kind: text(row, 'kind') as StopKind,
        cause: text(row, 'cause') as StopCause,
        stoppedOn: text(row, 'stopped_on'),
      })),
    })
  }
  return { customers: result, rejected: stage.bad as Accepted['rejected'] }
}

/** A customer of whom nothing is known but an import. */
export function unknownCustomer(id: string, held: Held): Customer {
  return { id, memberships: [], attributes: [], holdings: [], charges: [], stops: [], held }
}

function latestOf(rows: TextRow[], key: string[]): { rows: TextRow[]; rejected: number } {
  const kept: TextRow[] = []
  let rejected = 0
  for (const alike of groups(rows, (row) =>
    JSON.stringify(key.map((column) => text(row, column))),
  )) {
    const last = alike
      .map((row) => text(row, 'recorded_on'))
      .toSorted()
      .at(-1)
    const latest = alike.filter((row) => text(row, 'recorded_on') === last)
    if (latest.length > 1) rejected += latest.length
    else kept.push(...latest)
  }
  return { rows: kept, rejected }
}

function groups(rows: readonly TextRow[], keyOf: (row: TextRow) => string): TextRow[][] {
  const byKey = new Map<string, TextRow[]>()
  for (const row of rows) byKey.set(keyOf(row), [...(byKey.get(keyOf(row)) ?? []), row])
  return [...byKey.values()]
}

function atOdds(a: TextRow, b: TextRow, id: string, from: string, to: string): boolean {
  if (a === b || !same(a, b, id)) return false
  const end = (row: TextRow) => text(row, to) || '9999-12-31'
  return text(a, from) <= end(b) && text(b, from) <= end(a)
}

const goodCustomer = (row: TextRow) =>
  isId(row['customer_id']) &&
  isDate(row['joined_on']) &&
  optionalDate(row, 'left_on') &&
  isWord(row['segment'], SEGMENTS) &&
  (text(row, 'left_on') === '' || text(row, 'left_on') >= text(row, 'joined_on'))

const goodAttribute = (row: TextRow) =>
  isId(row['customer_id']) && isDate(row['from']) && isWord(row['segment'], SEGMENTS)

const goodService = (row: TextRow) =>
  isId(row['service_id']) &&
  isId(row['customer_id']) &&
  isWord(row['kind'], SERVICE_KINDS) &&
  isDate(row['opened_on']) &&
  isDate(row['held_from']) &&
  optionalDate(row, 'held_to') &&
  (text(row, 'held_to') === '' || text(row, 'held_to') >= text(row, 'held_from')) &&
  text(row, 'opened_on') <= text(row, 'held_from')

const goodCharge = (row: TextRow) =>
  parseMonth(text(row, 'period')) !== undefined &&
  isId(row['customer_id']) &&
  (text(row, 'service_id') === '' || isId(row['service_id'])) &&
  isWord(row['kind'], SERVICE_KINDS) &&
  isWord(row['category'], CATEGORIES) &&
  /^-?[0-9]{1,18}$/.test(text(row, 'amount_fen')) &&
  Math.abs(Number(text(row, 'amount_fen'))) <= 100_000_000_000

const goodStop = (row: TextRow) =>
  isId(row['service_id']) &&
  isId(row['customer_id']) &&
  isWord(row['kind'], STOP_KINDS) &&
  isWord(row['cause'], STOP_CAUSES) &&
  isDate(row['stopped_on']) &&
  optionalDate(row, 'restored_on')

function text(row: TextRow, column: string): string {
  return row[column] ?? ''
}

function same(a: TextRow, b: TextRow, column: string): boolean {
  return text(a, column) === text(b, column)
}

function isId(value = ''): boolean {
  return value !== '' && Array.from(value).length <= 64
}

function isWord(value = '', words: readonly string[]): boolean {
  return words.includes(value)
}

function isDate(value = ''): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value
}

function optionalDate(row: TextRow, column: string): boolean {
  return text(row, column) === '' || isDate(row[column])
}
