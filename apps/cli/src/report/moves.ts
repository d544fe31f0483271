import type { RunMonth } from '@dipper/engine'
import { grouped, share, sum } from '../numbers.ts'
import { element, textElement } from './markup.ts'
import { DIRECTIONS, type Direction, SHADES } from './palette.ts'
import { type Cell, near, right, table } from './table.ts'
import type { Said } from './words/index.ts'

type Moves = RunMonth['moves']

/** Customers whose star is higher, the same and lower than in the month before. */
export function directions(moves: Moves): Readonly<Record<Direction, number>> {
  const all = moves.map(directionsOf)
  return {
    up: sum(all.map(({ up }) => up)),
    same: sum(all.map(({ same }) => same)),
    down: sum(all.map(({ down }) => down)),
  }
}

/** Stars of the month before down, of this month across, shaded by the share of the row. */
export function movesTable({ month, moves, customers }: RunMonth, said: Said): string {
  const { report } = said
  return [
    textElement('p', {}, directionsText(moves, customers, said)),
    textElement('p', { class: 'soft' }, report.movesExplained),
    movesLegend(said),
    movesMatrix(`${report.headings.moves} ${month}`, moves, said),
  ].join('\n')
}

/** `up 1 (10.0%) · same 8 (80.0%) · down 1 (10.0%)`. */
export function directionsText(moves: Moves, customers: number, { words }: Said): string {
  const all = directions(moves)
  return DIRECTIONS.map(
    (direction) =>
      `${words.terms[direction]} ${grouped(all[direction])} (${share(all[direction], customers)})`,
  ).join(' · ')
}

/** A row for each star from and its shares, a column for each star to; `footer` adds them up. */
export function movesMatrix(
  caption: string,
  moves: Moves,
  { words }: Said,
  { footer = false }: { readonly footer?: boolean } = {},
): string {
  const { terms } = words
  const ends = [terms.total, terms.up, terms.same, terms.down].map(right)
  return table({
    caption,
    columns: [near(''), ...moves.map((_, star) => right(words.star(star))), ...ends],
    rows: moves.map((row, from) => [
      words.star(from),
      ...row.map((count, to) => moveCell(count, sum(row), from, to)),
      ...sharesOf(row, from),
    ]),
    ...(footer ? { footer: [terms.total, ...totalsOf(moves)] } : {}),
  })
}

/** Customers at each star they moved to, and how all of them moved. */
function totalsOf(moves: Moves): string[] {
  const columns = moves.map((_, to) => sum(moves.map((row) => row[to] ?? 0)))
  const customers = sum(columns)
  const { up, same, down } = directions(moves)
  return [
    ...[...columns, customers].map(grouped),
    ...[up, same, down].map((part) => share(part, customers)),
  ]
}

function directionsOf(row: readonly number[], from: number): Readonly<Record<Direction, number>> {
  return { up: sum(row.slice(from + 1)), same: row[from] ?? 0, down: sum(row.slice(0, from)) }
}

function sharesOf(row: readonly number[], from: number): string[] {
  const { up, same, down } = directionsOf(row, from)
  const total = sum(row)
  return [grouped(total), ...[up, same, down].map((part) => share(part, total))]
}

function moveCell(count: number, total: number, from: number, to: number): Cell {
  if (count === 0) return { text: '·', looks: 'soft' }
  const direction = to > from ? 'up' : to === from ? 'same' : 'down'
  const step = SHADES.filter((each) => count / total >= each).length
  return { text: grouped(count), looks: shade(direction, step) }
}

function shade(direction: Direction, step: number): string {
  return `shade ${direction}-${step}`
}

/** What the shades mean. */
export function movesLegend({ words, report }: Said): string {
  const percent = (part: number) => `${part * 100}%`
  const steps = [
    report.shadeBelow({ share: percent(SHADES[0]) }),
    ...SHADES.map((each) => report.shadeFrom({ share: percent(each) })),
  ]
  const lines = DIRECTIONS.map((direction) => {
    const keys = steps.map((text, step) =>
      textElement('span', { class: shade(direction, step) }, text),
    )
    return element(
      'p',
      { class: 'legend shades' },
      [textElement('span', { class: 'soft' }, words.terms[direction]), ...keys].join(''),
    )
  })
  return lines.join('\n')
}
