import { OUTCOMES } from '@dipper/assessment'
import type { RunMonth } from '@dipper/engine'
import { grouped } from '../numbers.ts'
import { line } from './charts.ts'
import { element } from './markup.ts'
import { near, right, table } from './table.ts'
import type { Said } from './words/index.ts'

/** Every month of the run: a drawing for each star where there are several, and two tables. */
export function monthByMonth(months: readonly RunMonth[], said: Said): string {
  const drawn = months.length < 2 ? [] : [element('div', { class: 'grid' }, lines(months, said))]
  return [...drawn, starsByMonth(months, said), outcomesByMonth(months, said)].join('\n')
}

function lines(months: readonly RunMonth[], { words, report }: Said): string {
  const drawn = starsIn(months).map((star) => {
    const values = months.map(({ stars }) => stars[star] ?? 0)
    const read = months.map(({ month }, index) => `${month} ${grouped(values[index] ?? 0)}`)
    return line(report.labelled(words.star(star), read.join(report.and)), {
      title: words.star(star),
      values,
      ends: `${grouped(values[0] ?? 0)} → ${grouped(values.at(-1) ?? 0)}`,
      first: months[0]?.month ?? '',
      last: months.at(-1)?.month ?? '',
    })
  })
  return drawn.join('\n')
}

function starsByMonth(months: readonly RunMonth[], { words, report }: Said): string {
  const stars = starsIn(months)
  return table({
    caption: report.labels.starsByMonth,
    columns: [
      near(words.terms.month),
      ...stars.map((star) => right(words.star(star))),
      right(words.terms.total),
    ],
    rows: months.map((each) => [
      each.month,
      ...stars.map((star) => grouped(each.stars[star] ?? 0)),
      grouped(each.customers),
    ]),
  })
}

function outcomesByMonth(months: readonly RunMonth[], { words, report }: Said): string {
  return table({
    caption: report.labels.outcomesByMonth,
    columns: [
      near(words.terms.month),
      ...OUTCOMES.map((outcome) => right(words.outcomes[outcome])),
      right(words.terms.total),
      right(report.labels.assessed),
    ],
    rows: months.map(({ month, outcomes, customers, assessed }) => [
      month,
      ...OUTCOMES.map((outcome) => grouped(outcomes[outcome])),
      grouped(customers),
      grouped(assessed),
    ]),
  })
}

function starsIn(months: readonly RunMonth[]): number[] {
  const size = Math.max(0, ...months.map(({ stars }) => stars.length))
  return Array.from({ length: size }, (_, star) => star)
}
