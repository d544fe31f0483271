import { formatMonth } from '@dipper/policy'
import { grouped } from '../../numbers.ts'
import { card, cardList } from '../../report/cards.ts'
import { element, textElement } from '../../report/markup.ts'
import { sweepAnswerOf } from '../answer.ts'
import { atLeast, highStar } from '../counting.ts'
import { wholeYuan } from '../money.ts'
import { settingName } from '../settings.ts'
import { pointName } from '../swept.ts'
import type { Sweep, SweepPoint } from '../what-if.ts'
import type { WhatIfSaid } from '../words/index.ts'
import { spanText } from './header.ts'

/** The first screen: how far stars and cost go apart, and the drafts at either end. */
export function sweepHeader(title: string, data: Sweep, said: WhatIfSaid): string {
  const parts = [
    textElement('h1', {}, title),
    textElement('p', { class: 'headline' }, sweepAnswerOf(data, said)),
    textElement('p', { class: 'soft' }, spanText(data, said)),
    ...(data.overlaysKept.length === 0
      ? []
      : [
          textElement(
            'p',
            { class: 'soft' },
            said.report.labelled(
              said.whatIf.labels.overlaysKept,
              said.whatIf.list(data.overlaysKept),
            ),
          ),
        ]),
    cards(data, said),
  ]
  return element('header', {}, parts.join('\n'))
}

function cards(data: Sweep, said: WhatIfSaid): string {
  const { words, whatIf } = said
  const { labels } = whatIf
  const { inForce, points, through, varied } = data
  const star = highStar(inForce.stars)
  const high = ({ stars }: Pick<SweepPoint, 'stars'>) => atLeast(star, stars)
  const most = (of: (point: SweepPoint) => number) =>
    points.reduce((best, each) => (of(each) > of(best) ? each : best), points[0] as SweepPoint)
  const [falls, rises] = [most(({ down }) => down), most(({ up }) => up)]
  const costs = points.flatMap((each) => (each.cost === null ? [] : [wholeYuan(each.cost)]))
  const range = (values: readonly string[]) => [...new Set(values)].join(' – ')
  const ends = (values: readonly bigint[]) => {
    const ordered = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    return range([ordered[0] ?? 0n, ordered.at(-1) ?? 0n].map(whatIf.about))
  }
  const counts = points.map(high)
  return cardList([
    card(
      labels.drafts,
      grouped(points.length),
      varied.map(({ path }) => settingName(path, said)),
    ),
    card(
      whatIf.atLeast(words.star(star)),
      range([Math.min(...counts), Math.max(...counts)].map(grouped)),
      [`${labels.inForce} ${grouped(high(inForce))}`],
    ),
    card(labels.inNet, grouped(atLeast(0, inForce.stars)), [formatMonth(through)]),
    ...(inForce.cost === null || costs.length === 0
      ? []
      : [
          card(labels.cost, ends(costs), [
            `${labels.inForce} ${whatIf.about(wholeYuan(inForce.cost))}`,
          ]),
        ]),
    ...[
      { label: labels.lower, count: falls.down, at: falls },
      { label: labels.higher, count: rises.up, at: rises },
    ].map(({ label, count, at }) =>
      card(
        label,
        grouped(count),
        count === 0 ? [] : [whatIf.notes.mostAt({ values: pointName(at, said) })],
      ),
    ),
  ])
}
