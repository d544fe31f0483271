import type {
  AttributeChange,
  Charge,
  Customer,
  Holding,
  Membership,
  Stop,
} from '@dipper/assessment'
import {
  CATEGORIES,
  type Category,
  type Month,
  SEGMENTS,
  SERVICE_KINDS,
  type Segment,
  type ServiceKind,
  STOP_CAUSES,
  STOP_KINDS,
  type StopCause,
  type StopKind,
} from '@dipper/policy'
import type { Database } from './database.ts'
import { acceptTables, type Reader } from './facts/accept.ts'
import { readTable } from './facts/cells.ts'
import { chargeRows, findChargeVersions, periodsIn } from './facts/charges.ts'
import { emptyTable, tableSql } from './facts/checked.ts'
import { type Facts, filesNamed, type SourceFile } from './facts/sources.ts'
import type { TableName } from './facts/tables.ts'
import { list, literal, name } from './sql.ts'

/** A customer as the facts have them, without what the register holds. */
export type CustomerFacts = Omit<Customer, 'held'>

export interface CustomerFactsRequest {
  readonly customers: readonly string[]
  readonly knownBy: string | null
  /** Charges of these periods only. */
  readonly periods: { readonly from: Month; readonly through: Month }
}

/**
 * Reads all that an assessment knows of some customers, by id, through the same checks as a whole run:
 * the rows of the customers, and every row of others that can decide whether theirs are accepted
 * (other holdings of their lines, other versions of their charges and stops). Needs a fresh database.
 */
export async function readCustomers(
  db: Database,
  facts: Facts,
  request: CustomerFactsRequest,
): Promise<Map<string, CustomerFacts>> {
  await db.run('CREATE TABLE wanted (customer_id VARCHAR)')
  const values = request.customers.map((id) => `(${literal(id)})`)
  if (values.length > 0) await db.run(`INSERT INTO wanted VALUES ${values.join(', ')}`)
  const wanted = conditionFor(request.customers)
  await gatherCharges(db, facts, request, wanted)
  await acceptTables(db, await gatherTables(db, facts, request.knownBy, wanted))
  await acceptCharges(db, facts, request)
  return collect(db)
}

/** Few ids stand in the condition itself, so that a scan of Parquet can pass over what has none. */
function conditionFor(customers: readonly string[]): string {
  return customers.length > 100
    ? isIn('customer_id', 'wanted')
    : `customer_id IN ${list(customers)}`
}

/** `near_charge`: the customers' charges as their cells give them, read once. */
async function gatherCharges(
  db: Database,
  facts: Facts,
  { knownBy, periods }: CustomerFactsRequest,
  wanted: string,
): Promise<void> {
  const within = (period: Month) => periods.from <= period && period <= periods.through
  const files: SourceFile[] = []
  for (const file of filesNamed(facts, 'charges')) {
    if (file.format === 'csv' || (await periodsIn(db, file)).some(within)) files.push(file)
  }
  const options = { knownBy, numbered: hasChargeIds(facts), where: wanted }
  const rows = files.length > 0 ? readTable(files, options) : emptyTable('charges')
  await db.run(`CREATE TABLE near_charge AS ${rows}`)
}

/**
 * How to read the rows of the other tables that can matter: the customers' own, all holdings of the
 * lines they hold, pay for or had stopped, and the holders of those.
 */
async function gatherTables(
  db: Database,
  facts: Facts,
  knownBy: string | null,
  wanted: string,
): Promise<Reader> {
  const numbered = { knownBy, numbered: true }
  const lines = (table: TableName) =>
    `SELECT service_id FROM (${tableSql(facts, table, { ...numbered, where: wanted })})`
  await db.run(`CREATE TABLE near_stop AS ${lines('stops')}`)
  await db.run(`CREATE TABLE near_line AS SELECT DISTINCT service_id FROM (
  ${lines('services')} UNION ALL SELECT service_id FROM near_charge UNION ALL FROM near_stop)`)
  const ofLines = { ...numbered, where: isIn('service_id', 'near_line') }
  await db.run(`CREATE TABLE near_service AS ${tableSql(facts, 'services', ofLines)}`)
  await db.run(`CREATE TABLE near_customer AS SELECT DISTINCT customer_id FROM (
  FROM wanted UNION ALL SELECT customer_id FROM near_service)`)
  return (table) => {
    if (table === 'services') return 'SELECT * FROM near_service'
    const where = {
      customers: isIn('customer_id', 'near_customer'),
      attributes: wanted,
      stops: isIn('service_id', 'near_stop'),
    }[table as 'customers' | 'attributes' | 'stops']
    return tableSql(facts, table, { ...numbered, where })
  }
}

/** `charge`: the accepted charges of the customers. */
async function acceptCharges(
  db: Database,
  facts: Facts,
  { knownBy, periods }: CustomerFactsRequest,
): Promise<void> {
  const versioned = { knownBy, where: isIn('charge_id', 'near_charge') }
  await findChargeVersions(db, filesNamed(facts, 'charges'), versioned)
  await db.run(`CREATE TABLE charge AS
SELECT customer_id, period, kind, category, amount_fen AS fen
FROM (${chargeRows('SELECT * FROM near_charge', hasChargeIds(facts))})
WHERE verdict IS NULL AND period BETWEEN ${periods.from} AND ${periods.through}`)
}

async function collect(db: Database): Promise<Map<string, CustomerFacts>> {
  const accepted = (table: string, columns: string) =>
    db.rows<Record<string, string | number | bigint | null>>(
      `SELECT customer_id, ${columns} FROM ${table} SEMI JOIN wanted USING (customer_id)`,
    )
  const memberships = groupById(
    await accepted(
      '(FROM customers WHERE verdict IS NULL)',
      'joined_on::VARCHAR AS joined_on, left_on::VARCHAR AS left_on, segment, region',
    ),
    toMembership,
  )
  const attributes = groupById(
    await accepted(
      '(FROM attributes WHERE verdict IS NULL)',
      '"from"::VARCHAR AS "from", segment, region',
    ),
    toAttributeChange,
  )
  const holdings = groupById(
    await accepted(
      '(FROM services WHERE verdict IS NULL)',
      'service_id, kind, opened_on::VARCHAR AS opened_on, held_from::VARCHAR AS held_from, held_to::VARCHAR AS held_to',
    ),
    toHolding,
  )
  const charges = groupById(await accepted('charge', 'period, kind, category, fen'), toCharge)
  const stops = groupById(
    await accepted(
      `(SELECT t.*, s.kind AS service_kind FROM stops t
        JOIN service s USING (service_id) WHERE t.verdict IS NULL)`,
      'service_id, kind, cause, service_kind, stopped_on::VARCHAR AS stopped_on',
    ),
    toStop,
  )
  return new Map(
    [...memberships].map(([id, own]) => [
      id,
      {
        id,
        memberships: own,
        attributes: attributes.get(id) ?? [],
        holdings: holdings.get(id) ?? [],
        charges: charges.get(id) ?? [],
        stops: stops.get(id) ?? [],
      },
    ]),
  )
}

type Cells = Record<string, string | number | bigint | null>

function groupById<T>(rows: readonly Cells[], convert: (row: Cells) => T): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const id = row['customer_id'] as string
    const group = groups.get(id)
    if (group) group.push(convert(row))
    else groups.set(id, [convert(row)])
  }
  return groups
}

function toMembership(row: Cells): Membership {
  return {
    joinedOn: row['joined_on'] as string,
    leftOn: row['left_on'] as string | null,
    segment: SEGMENTS[Number(row['segment'])] as Segment,
    region: row['region'] as string | null,
  }
}

function toAttributeChange(row: Cells): AttributeChange {
  return {
    from: row['from'] as string,
    segment: SEGMENTS[Number(row['segment'])] as Segment,
    region: row['region'] as string | null,
  }
}

function toHolding(row: Cells): Holding {
  return {
    serviceId: row['service_id'] as string,
    kind: SERVICE_KINDS[Number(row['kind'])] as ServiceKind,
    openedOn: row['opened_on'] as string,
    heldFrom: row['held_from'] as string,
    heldTo: row['held_to'] as string | null,
  }
}

function toCharge(row: Cells): Charge {
  return {
    period: Number(row['period']),
    kind: SERVICE_KINDS[Number(row['kind'])] as ServiceKind,
    category: CATEGORIES[Number(row['category'])] as Category,
    fen: row['fen'] as bigint,
  }
}

function toStop(row: Cells): Stop {
  return {
    serviceId: row['service_id'] as string,
    serviceKind: SERVICE_KINDS[Number(row['service_kind'])] as ServiceKind,
    kind: STOP_KINDS[Number(row['kind'])] as StopKind,
    cause: STOP_CAUSES[Number(row['cause'])] as StopCause,
    stoppedOn: row['stopped_on'] as string,
  }
}

/** Only charges with an id can have versions, for which rows need their numbers. */
function hasChargeIds(facts: Facts): boolean {
  return filesNamed(facts, 'charges').some((file) => file.columns.has('charge_id'))
}

function isIn(column: string, table: string): string {
  return `${name(column)} IN (SELECT ${column} FROM ${table} WHERE ${column} IS NOT NULL)`
}
