import type { LocalDateTime } from '@dipper/entitlement'
import type { Pool, PoolClient } from 'pg'

export const OPERATORS_ZONE = 'Asia/Shanghai'

/** Which time it is. */
export interface Clock {
  /** Of the operator. */
  readonly timeZone: string
  /** Undefined: the clock of the database. */
  readonly now: (() => LocalDateTime) | undefined
}

export function clockOf(options: {
  readonly timeZone?: string
  readonly now?: () => LocalDateTime
}): Clock {
  return { timeZone: options.timeZone ?? OPERATORS_ZONE, now: options.now }
}

/** A local time as text, of an expression in SQL. */
export function localText(expression: string): string {
  return `to_char(${expression}, 'YYYY-MM-DD"T"HH24:MI:SS')`
}

/** The time in the zone that a parameter names, such as `$2`. */
export function nowIn(parameter: string): string {
  return localText(`clock_timestamp() at time zone ${parameter}`)
}

const NOW = { name: 'local-now', text: `select ${nowIn('$1::text')} as now` }

export async function timeOf(connection: Pool | PoolClient, clock: Clock): Promise<LocalDateTime> {
  if (clock.now) return clock.now()
  const values = [clock.timeZone]
  const { rows } = await connection.query<{ now: LocalDateTime }>({ ...NOW, values })
  return (rows[0] as { now: LocalDateTime }).now
}
