import type { RegisterRow } from '@dipper/assessment'
import { formatMonth, type Month } from '@dipper/policy'
import type { Row, Span } from './explanation.ts'

/** A register row with its months written out. */
export function toRow(row: RegisterRow): Row {
  return {
    ...row,
    month: formatMonth(row.month),
    validFrom: row.validFrom === null ? null : formatMonth(row.validFrom),
    validThrough: row.validThrough === null ? null : formatMonth(row.validThrough),
  }
}

export function toSpan({ from, through }: { from: Month; through: Month }): Span {
  return { from: formatMonth(from), through: formatMonth(through) }
}
