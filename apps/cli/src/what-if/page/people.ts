import { formatMonth } from '@dipper/policy'
import { grouped, share } from '../../numbers.ts'
import { textElement } from '../../report/markup.ts'
import { folded } from '../../report/page.ts'
import { near, right, table } from '../../report/table.ts'
import { countsOf, lastOf, type Move, movesOf, otherStars } from '../counting.ts'
import type { WhatIf } from '../what-if.ts'
import type { WhatIfSaid } from '../words/index.ts'
import { examplesOf } from './examples.ts'

/** Moves that are shown at once; the rest is folded away. */
const FEW = 10

/** Who rises and who falls: how many make each move, and ten of each kind by name. */
export function peopleShown(data: WhatIf, said: WhatIfSaid): string {
  const { labels, notes } = said.whatIf
  const { month, groups } = lastOf(data)
  const { customers } = countsOf(groups)
  const moves = otherStars(movesOf(groups))
  if (moves.length === 0) return textElement('p', {}, notes.noMoves)
  const caption = `${labels.allMoves} ${formatMonth(month)}`
  const rest = moves.slice(FEW)
  return [
    movesList(caption, moves.slice(0, FEW), customers, said),
    ...(rest.length === 0
      ? []
      : [
          folded(
            notes.moreMoves({ count: rest.length }),
            movesList(caption, rest, customers, said),
          ),
        ]),
    textElement('p', { class: 'soft' }, notes.examplesChosen),
    ...(['down', 'up'] as const).flatMap((direction) => [
      textElement('h3', {}, direction === 'up' ? labels.risers : labels.fallers),
      examplesOf(data.examples[direction], said),
    ]),
  ].join('\n')
}

function movesList(
  caption: string,
  moves: readonly Move[],
  whole: number,
  { words, whatIf }: WhatIfSaid,
): string {
  const { labels } = whatIf
  return table({
    caption,
    columns: [near(labels.move), right(words.terms.customers), right(words.terms.share)],
    rows: moves.map(({ from, to, customers }) => [
      `${to > from ? '▲' : '▼'} ${words.star(from)} → ${words.star(to)}`,
      grouped(customers),
      share(customers, whole),
    ]),
  })
}
