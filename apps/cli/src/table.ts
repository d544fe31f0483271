import { stripVTControlCharacters } from 'node:util'
import Table from 'cli-table3'
import { sum } from './numbers.ts'

const NONE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
  mid: '-',
  'mid-mid': '--',
  middle: '  ',
}

/** No column is made narrower. */
const NARROWEST = 16

const WIDE = /[\u2e80-\u9fff\uff00-\uff60]/g

interface TableText {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** One letter a column: l left, r right. */
  readonly align: string
  /** The column that gives way where the table is wider than this; its words go on below. */
  readonly fit?: { readonly column: number; readonly width: number }
}

/** Aligned columns with a ruled header; Chinese characters take two columns. */
export function tableText(text: TableText): string {
  const { head, rows, align } = text
  const table = new Table({
    head: [...head],
    chars: NONE,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    wordWrap: true,
    colWidths: columnWidths(text),
    colAligns: align.split('').map((each) => (each === 'r' ? 'right' : 'left')),
  })
  for (const row of rows) table.push([...row])
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

/** A width for the column that gives way, if it must; no widths leave every column as it is. */
function columnWidths({ head, rows, fit }: TableText): (number | null)[] {
  if (fit === undefined) return []
  const natural = head.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map(displayWidth)),
  )
  const others = natural.filter((_, column) => column !== fit.column)
  const room = fit.width - sum(others) - 2 * others.length
  const narrow = Math.max(NARROWEST, room)
  if (narrow >= (natural[fit.column] ?? 0)) return []
  return head.map((_, column) => (column === fit.column ? narrow : null))
}

/** Label and value, one a line. */
export function factsText(facts: readonly (readonly [label: string, value: string])[]): string {
  const [first, ...rest] = tableText({ head: [], rows: facts, align: 'll' }).split('\n')
  return [first, ...rest].join('\n')
}

/** Parts with an empty line between; empty parts are left out. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}

/** Columns that the longest line takes on a terminal. */
export function displayWidth(text: string): number {
  const lines = stripVTControlCharacters(text).split('\n')
  return Math.max(...lines.map((line) => line.length + (line.match(WIDE)?.length ?? 0)))
}
