import type { RunMonth } from '@dipper/engine'
import { grouped, share, sum } from '../numbers.ts'
import { element, textElement } from './markup.ts'
import { type Direction, SHADES } from './palette.ts'
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
export function movesTable({ month, moves, customers }: RunMonth, { words, report }: Said): string {
  const { terms } = words
  const ends = [terms.total, terms.up, terms.same, terms.down].map(right)
  const all = directions(moves)
  const said = (['up', 'same', 'down'] as const).map(
    (direction) =>
      `${terms[direction]} ${grouped(all[direction])} (${share(all[direction], customers)})`,
  )
  return [
    textElement('p', {}, said.join(' · ')),
    textElement('p', { class: 'soft' }, report.movesExplained),
    legend(words, report),
    table({
      caption: `${report.headings.moves} ${month}`,
      columns: [near(''), ...moves.map((_, star) => right(words.star(star))), ...ends],
      rows: moves.map((row, from) => [
        words.star(from),
        ...row.map((count, to) => moveCell(count, sum(row), from, to)),
        ...sharesOf(row, from),
      ]),
    }),
  ].join('\n')
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

function legend({ terms }: Said['words'], report: Said['report']): string {
  const percent = (part: number) => `${part * 100}%`
  const steps = [
    report.shadeBelow({ share: percent(SHADES[0]) }),
    ...SHADES.map((each) => report.shadeFrom({ share: percent(each) })),
  ]
  const lines = (['up', 'same', 'down'] as const).map((direction) => {
    const keys = steps.map((text, step) =>
      textElement('span', { class: shade(direction, step) }, text),
    )
    return element(
      'p',
      { class: 'legend shades' },
      [textElement('span', { class: 'soft' }, terms[direction]), ...keys].join(''),
    )
  })
  return lines.join('\n')
}
