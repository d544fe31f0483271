import { answering } from './answering.ts'
import type { Month } from './month.ts'
import type { Programme } from './policy.ts'

/**
 * The rules a programme has in `month`, as if they took effect at `from` and stayed: the document
 * that answers and, for each region, the overlay in force. Null where nothing answers in `month`.
 */
export function asOf(programme: Programme, month: Month, from: Month): Programme | null {
  const answer = answering(programme, month)
  if (!answer) return null
  const overlays = Object.values(answer.regions)
    .map(({ overlay }) => ({ ...overlay, effectiveFrom: from }))
    .toSorted((left, right) => (left.file < right.file ? -1 : 1))
  const document = { ...answer.document, effectiveFrom: from, effectiveThrough: null }
  return { policy: programme.policy, documents: [document], overlays }
}
