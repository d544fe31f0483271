import type { FileRole, PolicyFile } from './files.ts'
import type { Mistakes, Place, Report } from './mistakes.ts'
import { formatMonth, type Month } from './month.ts'
import type { Mistake } from './rules/rule.ts'
import type { At } from './shape/shape.ts'
import { locate, readWritten, type WrittenMap } from './written.ts'

/** One file as far as it could be read. */
export interface Sheet<C> {
  /** Within the programme folder. */
  readonly path: string
  /** As diagnostics show it. */
  readonly shown: string
  /** Its effective month, by its name or else by its text. */
  readonly month: Month | undefined
  readonly content: C
  readonly mistake: Mistake
}

type Placed = Exclude<FileRole, { kind: 'misplaced' }>

interface Head {
  readonly effectiveFrom?: Month
}

interface SheetShape<C> {
  readonly read: (written: WrittenMap, at: At) => C | undefined
}

/** What a file says, changed before it is read; `path` is within the programme folder. */
export type Amend = (root: WrittenMap, file: { path: string; report: Report }) => WrittenMap

interface Reading<C> {
  readonly shape: SheetShape<C>
  readonly mistakes: Mistakes
  readonly amend: Amend
}

const TOP: Place = { line: 1, column: 1 }
const NOTHING: WrittenMap = { kind: 'map', place: TOP, entries: [] }

/** Reads one file by a shape and compares its name with its month; mistakes are reported. */
export function readSheet<C extends Head>(
  file: PolicyFile,
  role: Placed,
  { shape, mistakes, amend }: Reading<C>,
): Sheet<C> {
  const shown = file.shownAs ?? file.path
  const report = mistakes.in(shown)
  const written = readWritten(file.text, report)
  const root = written ? amend(written, { path: file.path, report }) : NOTHING
  const content = written && shape.read(root, { path: '', place: TOP, report })
  const sheet: Sheet<C> = {
    path: file.path,
    shown,
    month: role.month ?? content?.effectiveFrom,
    content: content ?? ({} as C),
    mistake: (code, params, path) => report(code, params, locate(root, path)),
  }
  checkName(role, { sheet, report })
  return sheet
}

/** The file is named after the month it answers from. */
function checkName(role: Placed, { sheet, report }: { sheet: Sheet<Head>; report: Report }): void {
  const { name, month } = role
  if (month === undefined) {
    if (/^\d{4}-\d{2}$/.test(name)) return report('no-such-month', { month: name })
    return report('file-name', { name })
  }
  const { effectiveFrom } = sheet.content
  if (effectiveFrom === undefined || effectiveFrom === month) return
  const params = { fileMonth: name, effectiveFrom: formatMonth(effectiveFrom) }
  sheet.mistake('file-month-differs', params, 'effectiveFrom')
}

/** By month, then by path; those without a month left out. */
export function byMonth<S extends Sheet<unknown>>(
  sheets: readonly S[],
): (S & { readonly month: Month })[] {
  return sheets
    .flatMap((sheet) => (sheet.month === undefined ? [] : [{ ...sheet, month: sheet.month }]))
    .sort((left, right) => left.month - right.month || (left.path < right.path ? -1 : 1))
}
