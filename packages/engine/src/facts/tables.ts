import { CATEGORIES, SEGMENTS, SERVICE_KINDS, STOP_CAUSES, STOP_KINDS } from '@dipper/policy'

export type ColumnType = 'id' | 'text' | 'date' | 'month' | 'amount' | 'count' | readonly string[]

export interface Column {
  readonly name: string
  readonly type: ColumnType
  /** An empty cell, or no such column, is not a mistake. */
  readonly mayBeEmpty?: true
  /** Checked, but nothing reads it. */
  readonly unread?: true
}

export interface Table {
  readonly name: TableName
  readonly columns: readonly Column[]
  /** Rows with equal values here are versions of one thing; empty: every row is its own. */
  readonly key: readonly string[]
  /** A facts folder without this table is complete. */
  readonly optional?: true
}

export type TableName =
  | 'customers'
  | 'attributes'
  | 'services'
  | 'charges'
  | 'stops'
  | 'controls'
  | 'profiles'

const id = (name: string): Column => ({ name, type: 'id' })
const date = (name: string): Column => ({ name, type: 'date' })
const optional = (column: Column): Column => ({ ...column, mayBeEmpty: true })

const unread = (column: Column): Column => ({ ...column, unread: true })

const kind: Column = { name: 'kind', type: SERVICE_KINDS }
const period: Column = { name: 'period', type: 'month' }
const segment: Column = { name: 'segment', type: SEGMENTS }
const region: Column = optional({ name: 'region', type: 'text' })
const recordedOn = optional(date('recorded_on'))

/** The tables of a facts folder (data.md, "Facts"), in the order in which they depend on each other. */
export const TABLES: readonly Table[] = [
  {
    name: 'customers',
    key: ['customer_id', 'joined_on'],
    columns: [
      id('customer_id'),
      date('joined_on'),
      optional(date('left_on')),
      segment,
      region,
      recordedOn,
    ],
  },
  {
    name: 'attributes',
    key: ['customer_id', 'from'],
    optional: true,
    columns: [id('customer_id'), date('from'), segment, region, recordedOn],
  },
  {
    name: 'services',
    key: ['service_id', 'held_from'],
    columns: [
      id('service_id'),
      id('customer_id'),
      unread(optional({ name: 'account_id', type: 'text' })),
      kind,
      date('opened_on'),
      date('held_from'),
      optional(date('held_to')),
      unread(optional({ name: 'number', type: 'text' })),
      recordedOn,
    ],
  },
  {
    name: 'charges',
    key: ['charge_id'],
    columns: [
      optional(id('charge_id')),
      period,
      id('customer_id'),
      unread(optional({ name: 'account_id', type: 'text' })),
      optional(id('service_id')),
      kind,
      { name: 'category', type: CATEGORIES },
      { name: 'amount_fen', type: 'amount' },
      recordedOn,
    ],
  },
  {
    name: 'stops',
    key: ['service_id', 'kind', 'stopped_on'],
    optional: true,
    columns: [
      id('service_id'),
      id('customer_id'),
      { name: 'kind', type: STOP_KINDS },
      { name: 'cause', type: STOP_CAUSES },
      date('stopped_on'),
      unread(optional(date('restored_on'))),
      recordedOn,
    ],
  },
  {
    name: 'controls',
    key: ['period', 'kind'],
    optional: true,
    columns: [period, kind, { name: 'rows', type: 'count' }, { name: 'amount_fen', type: 'count' }],
  },
  {
    name: 'profiles',
    key: ['customer_id'],
    optional: true,
    columns: [
      id('customer_id'),
      optional({ name: 'name', type: 'text' }),
      optional(date('born_on')),
      optional({ name: 'contact_number', type: 'text' }),
      optional({ name: 'language', type: 'text' }),
    ],
  },
]

export function tableNamed(name: TableName): Table {
  return TABLES.find((table) => table.name === name) as Table
}
