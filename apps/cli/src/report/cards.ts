import type { RunManifest, RunMonth } from '@dipper/engine'
import { grouped, share, sum } from '../numbers.ts'
import { changed } from './comparing.ts'
import { element, textElement } from './markup.ts'
import { directions } from './moves.ts'
import { EXCLUDED } from './people.ts'
import type { Said } from './words/index.ts'

/** The few numbers that a reader looks for first, of the run's last month. */
export function cards({ tables }: RunManifest, month: RunMonth, { report }: Said): string {
  const { labels } = report
  const { before, customers, assessed, excluded } = month
  const { up, down } = directions(month.moves)
  const rows = sum(tables.map((each) => each.rows))
  const rejected = sum(tables.map((each) => each.rejected))
  const against = (now: number, of: 'customers' | 'assessed') =>
    before === null
      ? []
      : [report.against({ change: changed(now, before[of]), month: before.month })]
  const all = [
    card(labels.rows, customers, against(customers, 'customers')),
    card(labels.assessed, assessed, against(assessed, 'assessed')),
    card(
      labels.excluded,
      sum(Object.values(excluded)),
      EXCLUDED.map((why) => report.labelled(report.excluded[why], grouped(excluded[why]))),
    ),
    card(labels.up, up, [share(up, customers)]),
    card(labels.down, down, [share(down, customers)]),
    card(labels.rejected, rejected, [
      report.partOf({ share: share(rejected, rows), rows: grouped(rows) }),
    ]),
  ]
  return element('dl', { class: 'cards' }, all.join('\n'))
}

function card(label: string, value: number, more: readonly string[]): string {
  const parts = [
    textElement('dt', {}, label),
    textElement('dd', { class: 'number' }, grouped(value)),
    ...more.map((each) => textElement('dd', { class: 'soft' }, each)),
  ]
  return element('div', {}, parts.join(''))
}
