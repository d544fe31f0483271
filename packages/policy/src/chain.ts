import type { DocumentText } from './language.ts'
import { formatMonth, type Month } from './month.ts'
import type { Loose } from './shape/shape.ts'
import { byMonth, type Sheet } from './sheet.ts'

export type DocumentSheet = Sheet<Loose<DocumentText>>
type Dated = DocumentSheet & { readonly month: Month }

/** The months a document answers, both inclusive. */
export interface Life {
  readonly from: Month
  readonly through: Month
}

export interface DocumentLife<S extends DocumentSheet = DocumentSheet> {
  readonly sheet: S
  readonly life: Life
}

/**
 * For each month exactly one document answers: reports holes, two documents for one month, and
 * a change without `transition` (policy.md). What cannot be read is not judged.
 */
export function checkChain(sheets: readonly DocumentSheet[]): void {
  const documents = byMonth(sheets)
  for (const document of documents) checkEnd(document)
  documents.forEach((document, index) => {
    const before = documents[index - 1]
    if (!before) return
    if (before.month === document.month) return reportTwo(before, document)
    checkTransition(before, document)
    checkMeeting(before, document)
  })
}

/** The life of each document that has a month, in order; an unreadable end is taken for none. */
export function livesOf<S extends DocumentSheet>(sheets: readonly S[]): DocumentLife<S>[] {
  const documents = byMonth(sheets)
  return documents.map((sheet, index) => {
    const end = sheet.content.effectiveThrough ?? Number.POSITIVE_INFINITY
    const next = documents[index + 1]?.month ?? Number.POSITIVE_INFINITY
    return { sheet, life: { from: sheet.month, through: Math.min(end, next - 1) } }
  })
}

function checkEnd(document: Dated): void {
  const { effectiveThrough } = document.content
  if (typeof effectiveThrough !== 'number' || effectiveThrough >= document.month) return
  const params = {
    effectiveFrom: formatMonth(document.month),
    effectiveThrough: formatMonth(effectiveThrough),
  }
  document.mistake('through-before-from', params, 'effectiveThrough')
}

function reportTwo(before: Dated, document: Dated): void {
  const params = { month: formatMonth(document.month), other: before.shown }
  document.mistake('two-documents', params, 'effectiveFrom')
}

function checkTransition(before: Dated, document: Dated): void {
  if (document.content.transition !== null) return
  document.mistake('transition-missing', { before: before.shown }, 'transition')
}

/** Where one document ends, the next begins. */
function checkMeeting(before: Dated, document: Dated): void {
  const { effectiveThrough: through } = before.content
  if (typeof through !== 'number' || through < before.month) return
  const last = formatMonth(document.month - 1)
  if (through >= document.month) {
    const from = formatMonth(document.month)
    const params = { from, through: formatMonth(through), other: document.shown, last }
    before.mistake('documents-overlap', params, 'effectiveThrough')
  } else if (through < document.month - 1) {
    const from = formatMonth(through + 1)
    before.mistake('hole', { from, through: last, next: document.shown }, 'effectiveThrough')
  }
}
