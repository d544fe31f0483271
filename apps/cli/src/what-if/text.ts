import { formatMonth } from '@dipper/policy'
import { widthOf } from '../io.ts'
import { grouped, share, sum } from '../numbers.ts'
import { changed } from '../report/comparing.ts'
import type { Session } from '../session.ts'
import { displayWidth, factsText, paragraphs, tableText } from '../table.ts'
import { movesText } from '../totals-text.ts'
import { answerOf, sweepAnswerOf } from './answer.ts'
import { starsOf } from './costs.ts'
import { byRegion, bySegment, countsOf, lastOf, movesOf } from './counting.ts'
import { singleChanges } from './deciding.ts'
import { provenanceFacts } from './provenance-facts.ts'
import { regionName, settingName, settingValue } from './settings.ts'
import { costsText } from './terminal/costs.ts'
import { countsText } from './terminal/counts.ts'
import { examplesText } from './terminal/examples.ts'
import { histogramsText } from './terminal/histograms.ts'
import { printableData } from './terminal/printable-data.ts'
import { pointsText, sweptChart } from './terminal/sweep.ts'
import { wrapped } from './terminal/wrap.ts'
import type { Sweep, WhatIf } from './what-if.ts'
import { type WhatIfSaid, whatIfSaidIn } from './words/index.ts'

/** What a draft would have done, as the terminal shows it. */
export function whatIfText(session: Session, whatIf: WhatIf): string {
  const data = printableData(whatIf)
  const said = whatIfSaidIn(session.words.language)
  const { headings, labels, notes, segments } = said.whatIf
  const { month, groups } = lastOf(data)
  const { customers, up, down } = countsOf(groups)
  const moves = movesOf(groups)
  const at = formatMonth(month)
  const months = data.months.map((each) => ({
    name: formatMonth(each.month),
    groups: each.groups,
  }))
  const regions = byRegion(groups).map(({ key, groups: own }) => ({
    name: regionName(key, said.whatIf),
    groups: own,
  }))
  const kinds = bySegment(groups).map(({ key, groups: own }) => ({
    name: segments[key],
    groups: own,
  }))
  return paragraphs(
    origin(data, said),
    wrapped(answerOf(data, said), widthOf(session.io.stdout)),
    titled(headings.changes, changesText(session, data, said)),
    titled(`${headings.stars} ${at}`, starsText(data, said)),
    titled(headings.byMonth, countsText(said.words.terms.month, months, said.whatIf)),
    movesText(
      session,
      { moves, customers },
      { title: said.whatIf.aside(`${headings.moves} ${at}`, labels.movesAxes), totals: true },
    ),
    titled(`${labels.byRegion} ${at}`, countsText(labels.region, regions, said.whatIf)),
    titled(`${labels.bySegment} ${at}`, countsText(labels.segment, kinds, said.whatIf)),
    data.histograms.length === 0
      ? ''
      : titled(`${headings.growth} ${at}`, histogramsText(session, data, said.whatIf)),
    up + down === 0
      ? notes.noMoves
      : paragraphs(
          titled(labels.fallers, examplesText(session, data.examples.down, said)),
          titled(labels.risers, examplesText(session, data.examples.up, said)),
        ),
    data.costs === null
      ? ''
      : titled(
          said.whatIf.inYuan(headings.costs),
          costsText(session, data, data.costs, said.whatIf),
        ),
  )
}

/** What each combination of values would have done, as the terminal shows it. */
export function sweepText(session: Session, sweep: Sweep): string {
  const data = printableData(sweep)
  const said = whatIfSaidIn(session.words.language)
  const { headings } = said.whatIf
  return paragraphs(
    origin(data, said),
    wrapped(sweepAnswerOf(data, said), widthOf(session.io.stdout)),
    titled(`${headings.points} ${formatMonth(data.through)}`, pointsText(session, data, said)),
    titled(
      data.inForce.cost === null ? headings.stars : headings.chart,
      sweptChart(session, data, said),
    ),
  )
}

function titled(title: string, content: string): string {
  return paragraphs(title, content)
}

function origin(data: WhatIf | Sweep, said: WhatIfSaid): string {
  return factsText(provenanceFacts(data, said))
}

/** A table where it fits, else one below the other. */
function changesText({ io }: Session, data: WhatIf, said: WhatIfSaid): string {
  const { labels, notes, aside } = said.whatIf
  const changes = singleChanges(data.changes)
  if (changes.length === 0) return notes.noChanges
  const value = (path: string, each: unknown) => settingValue(each, path, said.whatIf)
  const rows = changes.map(({ path, region, before, after }) => [
    aside(settingName(path, said), path),
    region ?? labels.national,
    value(path, before),
    value(path, after),
  ])
  const table = tableText({
    head: [labels.setting, labels.region, labels.inForce, labels.draft],
    rows,
    align: 'llll',
  })
  const width = widthOf(io.stdout)
  if (displayWidth(table) <= width) return table
  return rows
    .map(([name = '', region = '', before = '', after = '']) =>
      [
        wrapped(`${name} · ${region}`, width),
        wrapped(said.report.labelled(labels.inForce, before), width, '  '),
        wrapped(said.report.labelled(labels.draft, after), width, '  '),
      ].join('\n'),
    )
    .join('\n')
}

function starsText(data: WhatIf, { words, whatIf }: WhatIfSaid): string {
  const { labels } = whatIf
  const { inForce, draft } = starsOf(lastOf(data))
  const [before, after] = [sum(inForce), sum(draft)]
  const row = (name: string, was: number, now: number) => [
    name,
    grouped(was),
    share(was, before),
    grouped(now),
    share(now, after),
    changed(now, was),
  ]
  const { terms } = words
  return tableText({
    head: [terms.star, labels.inForce, labels.share, labels.draft, labels.share, labels.difference],
    rows: [
      ...draft.map((now, star) => row(words.star(star), inForce[star] ?? 0, now)),
      row(terms.total, before, after),
    ],
    align: 'lrrrrr',
  })
}
