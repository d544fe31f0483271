import { formatMonth } from '@dipper/policy'
import { grouped, share, sum } from '../../numbers.ts'
import { bars, legend, twoLines } from '../../report/charts.ts'
import { changed } from '../../report/comparing.ts'
import { element, textElement } from '../../report/markup.ts'
import { folded } from '../../report/page.ts'
import { near, right, table } from '../../report/table.ts'
import { starsOf } from '../costs.ts'
import { countsOf, lastOf } from '../counting.ts'
import type { WhatIf } from '../what-if.ts'
import type { WhatIfSaid } from '../words/index.ts'

interface StarsOfMonth {
  readonly month: string
  readonly inForce: readonly number[]
  readonly draft: readonly number[]
}

/** Customers by star in the last month, in force and under the draft, drawn and as a table. */
export function starsCompared(data: WhatIf, said: WhatIfSaid): string {
  const { words, report, whatIf } = said
  const { month, inForce, draft } = starsIn([lastOf(data)])[0] as StarsOfMonth
  const drawn = draft.map((now, star) => ({
    label: words.star(star),
    value: now,
    before: inForce[star] ?? 0,
    text: `${grouped(now)} (${changed(now, inForce[star] ?? 0)})`,
  }))
  const read = drawn.map(({ label, text }) => `${label} ${text}`).join(report.and)
  const pair = [
    bars(report.labelled(`${whatIf.headings.stars} ${month}`, read), drawn),
    starsTable(`${whatIf.headings.stars} ${month}`, { inForce, draft }, said),
  ]
  return [twoKeys(said), element('div', { class: 'pair' }, pair.join('\n'))].join('\n')
}

/** The draft's colour and that of the policy in force. */
export function twoKeys({ whatIf }: WhatIfSaid): string {
  return legend([
    ['now', whatIf.labels.draft],
    ['earlier', whatIf.labels.inForce],
  ])
}

function starsTable(
  caption: string,
  { inForce, draft }: Omit<StarsOfMonth, 'month'>,
  { words, whatIf }: WhatIfSaid,
): string {
  const { labels } = whatIf
  const [before, after] = [sum(inForce), sum(draft)]
  const cells = (label: string, was: number, now: number) => [
    label,
    grouped(was),
    share(was, before),
    grouped(now),
    share(now, after),
    changed(now, was),
  ]
  const { terms } = words
  return table({
    caption,
    columns: [
      near(terms.star),
      right(labels.inForce),
      right(terms.share),
      right(labels.draft),
      right(terms.share),
      right(labels.difference),
    ],
    rows: draft.map((now, star) => cells(words.star(star), inForce[star] ?? 0, now)),
    footer: cells(terms.total, before, after),
  })
}

/** Month by month: a drawing a star with both lines, and the numbers of both. */
export function starsOverTime(data: WhatIf, said: WhatIfSaid): string {
  const months = starsIn(data.months)
  const drawn =
    months.length < 2
      ? []
      : [
          legend([
            ['now', said.whatIf.labels.draft],
            ['dashed', said.whatIf.labels.inForce],
          ]),
          textElement('p', { class: 'soft' }, said.whatIf.notes.lastOfLine),
          element('div', { class: 'grid' }, lines(months, said)),
        ]
  return [...drawn, starsByMonth(months, said), countsByMonth(data, said)].join('\n')
}

function lines(months: readonly StarsOfMonth[], { words, report, whatIf }: WhatIfSaid): string {
  const { labels } = whatIf
  const drawn = starNumbers(months).map((star) => {
    const draft = months.map((each) => each.draft[star] ?? 0)
    const inForce = months.map((each) => each.inForce[star] ?? 0)
    const read = months.map(
      ({ month }, index) =>
        `${month} ${labels.inForce} ${grouped(inForce[index] ?? 0)}, ${labels.draft} ${grouped(draft[index] ?? 0)}`,
    )
    return twoLines(report.labelled(words.star(star), read.join(report.and)), {
      title: words.star(star),
      values: draft,
      against: inForce,
      text: grouped,
      ends: `${grouped(inForce.at(-1) ?? 0)} → ${grouped(draft.at(-1) ?? 0)}`,
      first: months[0]?.month ?? '',
      last: months.at(-1)?.month ?? '',
    })
  })
  return drawn.join('\n')
}

function starsByMonth(months: readonly StarsOfMonth[], { words, whatIf }: WhatIfSaid): string {
  const stars = starNumbers(months)
  const caption = whatIf.labels.starsByMonth
  const all = table({
    caption,
    columns: [near(words.terms.month), ...stars.map((star) => right(words.star(star)))],
    rows: months.map(({ month, inForce, draft }) => [
      month,
      ...stars.map((star) => {
        const [was, now] = [inForce[star] ?? 0, draft[star] ?? 0]
        return was === now ? grouped(now) : `${grouped(now)} (${changed(now, was)})`
      }),
    ]),
  })
  return folded(caption, all)
}

function countsByMonth({ months }: WhatIf, { words, whatIf }: WhatIfSaid): string {
  const { labels } = whatIf
  return table({
    caption: labels.upAndDown,
    columns: [
      near(words.terms.month),
      right(labels.inNet),
      right(labels.up),
      right(labels.share),
      right(labels.down),
      right(labels.share),
    ],
    rows: months.map(({ month, groups }) => {
      const { customers, up, down } = countsOf(groups)
      return [
        formatMonth(month),
        grouped(customers),
        grouped(up),
        share(up, customers),
        grouped(down),
        share(down, customers),
      ]
    }),
  })
}

function starsIn(months: WhatIf['months']): StarsOfMonth[] {
  return months.map((each) => ({ month: formatMonth(each.month), ...starsOf(each) }))
}

function starNumbers(months: readonly StarsOfMonth[]): number[] {
  const size = Math.max(0, ...months.map(({ draft }) => draft.length))
  return Array.from({ length: size }, (_, star) => star)
}
