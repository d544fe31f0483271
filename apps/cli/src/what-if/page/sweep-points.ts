import { formatMonth } from '@dipper/policy'
import { grouped } from '../../numbers.ts'
import { textElement } from '../../report/markup.ts'
import { near, right, table } from '../../report/table.ts'
import { atLeast, highStar } from '../counting.ts'
import { groupedBig, wholeYuan } from '../money.ts'
import { settingName, settingValue } from '../settings.ts'
import { costMore, starNumbers } from '../swept.ts'
import type { Sweep, SweptStars } from '../what-if.ts'
import type { WhatIfSaid } from '../words/index.ts'

/** Every draft that was tried, and the policy in force below them. */
export function pointsTable(data: Sweep, said: WhatIfSaid): string {
  const { words, whatIf } = said
  const { labels, notes } = whatIf
  const { inForce, points, varied } = data
  const stars = starNumbers(data)
  const high = highStar(inForce.stars)
  const priced = inForce.cost !== null
  const counted = ({ stars: counts, cost }: SweptStars) => [
    ...stars.map((star) => grouped(counts[star] ?? 0)),
    grouped(atLeast(high, counts)),
    ...(priced ? [cost === null ? '' : groupedBig(wholeYuan(cost))] : []),
  ]
  const parts = [
    table({
      caption: `${whatIf.headings.points} ${formatMonth(data.through)}`,
      columns: [
        ...varied.map(({ path }) => near(settingName(path, said))),
        ...stars.map((star) => right(words.star(star))),
        right(whatIf.atLeast(words.star(high))),
        ...(priced ? [right(whatIf.inYuan(labels.cost)), right(labels.difference)] : []),
        right(labels.up),
        right(labels.down),
      ],
      rows: points.map((point) => [
        ...point.settings.map(({ path, value }) => settingValue(value, path, whatIf)),
        ...counted(point),
        ...(priced ? [costMore(inForce, point)] : []),
        grouped(point.up),
        grouped(point.down),
      ]),
      footer: [
        labels.inForce,
        ...varied.slice(1).map(() => ''),
        ...counted(inForce),
        ...(priced ? [''] : []),
        '',
        '',
      ],
    }),
  ]
  const same = points.filter(({ up, down }) => up + down === 0)
  if (same.length > 0) parts.push(textElement('p', { class: 'soft' }, notes.asInForce))
  return parts.join('\n')
}
