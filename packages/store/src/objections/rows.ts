import type { ObjectionEvidence, ObjectionRecord } from './record.ts'

export const OBJECTION_COLUMNS = `objection, customer_id, class, label, about, month, star, text,
  taken_by, taken_at, state, answer, answered_by, answered_at`

export interface ObjectionRow
  extends Pick<
    ObjectionRecord,
    'objection' | 'class' | 'label' | 'about' | 'month' | 'star' | 'text' | 'state' | 'answer'
  > {
  readonly customer_id: string
  readonly taken_by: string
  readonly taken_at: Date
  readonly answered_by: string | null
  readonly answered_at: Date | null
}

export interface EvidenceRow extends ObjectionRow {
  readonly evidence: ObjectionEvidence
}

export function toObjectionRecord(row: ObjectionRow): ObjectionRecord {
  return {
    objection: row.objection,
    customerId: row.customer_id,
    class: row.class,
    label: row.label,
    about: row.about,
    month: row.month,
    star: row.star,
    text: row.text,
    takenBy: row.taken_by,
    takenAt: row.taken_at,
    state: row.state,
    answer: row.answer,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
  }
}
