import type { SimulatedGroup } from '@dipper/engine'
import { formatMonth } from '@dipper/policy'
import { grouped, share } from '../../numbers.ts'
import { element, textElement } from '../../report/markup.ts'
import { directionsText, movesLegend, movesMatrix } from '../../report/moves.ts'
import { folded } from '../../report/page.ts'
import { near, right, table } from '../../report/table.ts'
import { byRegion, bySegment, countsOf, lastOf, movesOf } from '../counting.ts'
import { regionName } from '../settings.ts'
import type { WhatIf } from '../what-if.ts'
import type { WhatIfSaid } from '../words/index.ts'

interface Part {
  readonly name: string
  readonly groups: readonly SimulatedGroup[]
}

/** All moves of the last month, where they happen, and the same for each month, region, segment. */
export function movesShown(data: WhatIf, said: WhatIfSaid): string {
  const { headings, labels, notes, segments } = said.whatIf
  const { month, groups } = lastOf(data)
  const { customers } = countsOf(groups)
  const moves = movesOf(groups)
  const regions = byRegion(groups).map((each) => ({
    name: regionName(each.key, said.whatIf),
    groups: each.groups,
  }))
  const kinds = bySegment(groups).map((each) => ({
    name: segments[each.key],
    groups: each.groups,
  }))
  const months = data.months.map((each) => ({
    name: formatMonth(each.month),
    groups: each.groups,
  }))
  return [
    textElement('p', {}, directionsText(moves, customers, said)),
    textElement('p', { class: 'soft' }, notes.matrix),
    movesLegend(said),
    movesMatrix(`${headings.moves} ${formatMonth(month)}`, moves, said, { footer: true }),
    regionsAndSegments(regions, kinds, said),
    matrices(labels.everyMonth, months, said),
    matrices(labels.everyRegion, regions, said),
    matrices(labels.everySegment, kinds, said),
  ].join('\n')
}

/** A row a region, and for each segment how many rise and fall in it. */
function regionsAndSegments(
  regions: readonly Part[],
  kinds: readonly Part[],
  { words, report, whatIf }: WhatIfSaid,
): string {
  const { labels, aside } = whatIf
  const several = kinds.length > 1 ? kinds : []
  const { terms } = words
  const within = (groups: Part['groups']) => (kind: Part) => {
    const { up, down } = countsOf(groups.filter((group) => kind.groups.includes(group)))
    return [grouped(up), grouped(down)]
  }
  const row = (name: string, groups: Part['groups']) => {
    const { customers, up, down } = countsOf(groups)
    return [
      name,
      grouped(customers),
      grouped(up),
      share(up, customers),
      grouped(down),
      share(down, customers),
      ...several.flatMap(within(groups)),
    ]
  }
  return table({
    caption: report.labelled(labels.regionsAndSegments, terms.customers),
    columns: [
      near(labels.region),
      right(labels.inNet),
      right(labels.up),
      right(labels.share),
      right(labels.down),
      right(labels.share),
      ...several.flatMap(({ name }) => [
        right(aside(labels.up, name)),
        right(aside(labels.down, name)),
      ]),
    ],
    rows: regions.map(({ name, groups }) => row(name, groups)),
    footer: row(
      terms.total,
      regions.flatMap(({ groups }) => groups),
    ),
  })
}

/** Folded away twice: all parts, and each of them. */
function matrices(summary: string, parts: readonly Part[], said: WhatIfSaid): string {
  const { labels } = said.whatIf
  const each = parts.map(({ name, groups }) => {
    const { up, down } = countsOf(groups)
    const counted = `${name} · ${labels.up} ${grouped(up)} · ${labels.down} ${grouped(down)}`
    return folded(counted, movesMatrix(name, movesOf(groups), said, { footer: true }))
  })
  return element(
    'details',
    {},
    [textElement('summary', {}, `${summary} (${grouped(parts.length)})`), ...each].join('\n'),
  )
}
