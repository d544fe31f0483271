import type { LocalDate, LocalDateTime } from '@dipper/entitlement'
import type { ServiceKind, StopCause, StopKind } from '@dipper/policy'
import { localText } from '../uses/clock.ts'
import type { LineEvent } from './event.ts'
import type { LineKnown } from './state.ts'

export interface LineRow {
  readonly line: string
  readonly customer_id: string
  readonly kind: ServiceKind
  readonly heard_at: LocalDateTime
  readonly heard_event: string
  readonly stop_at: LocalDateTime | null
  readonly stop_event: string | null
  readonly stopped: boolean | null
  readonly cause: StopCause | null
  readonly stop_kind: StopKind | null
  readonly stopped_on: LocalDate | null
  readonly arrears_at: LocalDateTime | null
  readonly arrears_event: string | null
  /** A text, since a number of JSON has no more than 53 bits. */
  readonly arrears_fen: string | null
}

export const LINE_COLUMNS = `line, customer_id, kind, ${localText('heard_at')} as heard_at, heard_event,
  ${localText('stop_at')} as stop_at, stop_event, stopped, cause, stop_kind, stopped_on,
  ${localText('arrears_at')} as arrears_at, arrears_event, arrears_fen::text as arrears_fen`

export function toLineKnown(row: LineRow): LineKnown {
  const { customer_id: customerId, line, kind, stop_at: stopAt, arrears_at: arrearsAt } = row
  const { cause, stop_kind: stopKind, stopped_on: stoppedOn } = row
  const stopped = row.stopped === true
  return {
    customerId,
    line,
    kind,
    heard: { at: row.heard_at, event: row.heard_event },
    stop:
      stopAt === null
        ? null
        : { at: stopAt, event: row.stop_event ?? '', stopped, cause, stopKind, stoppedOn },
    arrears:
      arrearsAt === null
        ? null
        : { at: arrearsAt, event: row.arrears_event ?? '', fen: BigInt(row.arrears_fen ?? 0) },
  }
}

export const SAVE_LINE = {
  name: 'line-save',
  text: `insert into dipper.line (line, customer_id, kind, heard_at, heard_event, stop_at, stop_event,
  stopped, cause, stop_kind, stopped_on, arrears_at, arrears_event, arrears_fen)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
on conflict (line, customer_id) do update set kind = excluded.kind, heard_at = excluded.heard_at,
  heard_event = excluded.heard_event, stop_at = excluded.stop_at, stop_event = excluded.stop_event,
  stopped = excluded.stopped, cause = excluded.cause, stop_kind = excluded.stop_kind,
  stopped_on = excluded.stopped_on, arrears_at = excluded.arrears_at,
  arrears_event = excluded.arrears_event, arrears_fen = excluded.arrears_fen`,
}

/** In the order of SAVE_LINE. */
export function fromLineKnown({
  line,
  customerId,
  kind,
  heard,
  stop,
  arrears,
}: LineKnown): unknown[] {
  const stopped = [stop?.at, stop?.event, stop?.stopped, stop?.cause, stop?.stopKind]
  const owed = [arrears?.at, arrears?.event, arrears?.fen]
  return [line, customerId, kind, heard.at, heard.event, ...stopped, stop?.stoppedOn, ...owed]
}

export interface LineEventRow {
  readonly event: string
  readonly customer_id: string
  readonly line: string
  readonly kind: ServiceKind
  readonly at: LocalDateTime
  readonly what: LineEvent['what']
  readonly cause: StopCause | null
  readonly stop_kind: StopKind | null
  readonly stopped_on: LocalDate | null
  readonly arrears_fen: bigint | null
}

export const LINE_EVENT_COLUMNS = `event, customer_id, line, kind, ${localText('at')} as at, what, cause,
  stop_kind, stopped_on, arrears_fen`

export function toLineEvent(row: LineEventRow): LineEvent {
  const { event: id, customer_id: customerId, line, kind, at, what, cause } = row
  const { stop_kind: stopKind, stopped_on: stoppedOn, arrears_fen: arrearsFen } = row
  return { id, customerId, line, kind, at, what, cause, stopKind, stoppedOn, arrearsFen }
}
