import { stripVTControlCharacters } from 'node:util'
import Table from 'cli-table3'

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

const WIDE = /[\u2e80-\u9fff\uff00-\uff60]/g

export interface TableText {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** One letter a column: l left, r right. */
  readonly align: string
}

/** Aligned columns with a ruled header; Chinese characters take two columns. */
export function tableText({ head, rows, align }: TableText): string {
  const table = new Table({
    head: [...head],
    chars: NONE,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    colAligns: align.split('').map((each) => (each === 'r' ? 'right' : 'left')),
  })
  for (const row of rows) table.push([...row])
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
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
