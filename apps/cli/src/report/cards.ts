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
    card(labels.rows, grouped(customers), against(customers, 'customers')),
    card(labels.assessed, grouped(assessed), against(assessed, 'assessed')),
    card(
      labels.excluded,
      grouped(sum(Object.values(excluded))),
      EXCLUDED.map((why) => report.labelled(report.excluded[why], grouped(excluded[why]))),
    ),
    card(labels.up, grouped(up), [share(up, customers)]),
    card(labels.down, grouped(down), [share(down, customers)]),
    card(labels.rejected, grouped(rejected), [
      report.partOf({ share: share(rejected, rows), rows: grouped(rows) }),
    ]),
  ]
  return cardList(all)
}

/** A number with what to know of it below. */
export function card(label: string, value: string, more: readonly string[]): string {
  const parts = [
    textElement('dt', {}, label),
    textElement('dd', { class: 'number' }, value),
    ...more.map((each) => textElement('dd', { class: 'soft' }, each)),
  ]
  return element('div', {}, parts.join(''))
}

/** Cards, two or three in a row. */
export function cardList(all: readonly string[]): string {
  return element('dl', { class: 'cards' }, all.join('\n'))
}
