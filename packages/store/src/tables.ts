import { type ColumnType, type Generated, Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'
import type { PublicationRow } from './publishing/state.ts'

/** jsonb: an object when read, its text when written. */
type Json<T> = ColumnType<T, string, string>
type NullableJson<T> = ColumnType<T | null, string | null, string | null>

interface AuditTable {
  number: Generated<bigint>
  at: Generated<Date>
  who: string
  role: string
  act: string
  customer_id: string | null
  why: string | null
  from: string
  outcome: 'allowed' | 'denied' | 'failed'
  details: Json<Readonly<Record<string, unknown>>>
}

export interface RunTable {
  run: Generated<number>
  from: number
  through: number
  known_by: string | null
  state: 'queued' | 'running' | 'done' | 'failed' | 'stopped' | 'interrupted'
  started_at: Generated<Date>
  heard_at: Generated<Date>
  ended_at: Generated<Date | null>
  started_by: string
  progress: NullableJson<{ readonly phase: string; readonly done: number; readonly total: number }>
  error: NullableJson<{ readonly code: string; readonly params: Record<string, unknown> }>
}

/** Tables that are queried with conditions that vary; the rest is plain SQL where it is used. */
interface Tables {
  'dipper.audit': AuditTable
  'dipper.run': RunTable
  'dipper.publication': PublicationRow
}

export type Tabled = Kysely<Tables>

export function tablesOf(pool: Pool): Tabled {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
