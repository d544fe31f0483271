import { formatMonth } from '@dipper/policy'
import { bars, twoLines } from '../../report/charts.ts'
import { element, textElement } from '../../report/markup.ts'
import { near, right, table } from '../../report/table.ts'
import { assumedNotes, pairCells, pointsNotes } from '../cost-words.ts'
import { signed, wholeYuan, yuanMore } from '../money.ts'
import { benefitName } from '../settings.ts'
import type { CostsCompared, Pair, WhatIf } from '../what-if.ts'
import type { WhatIfSaid } from '../words/index.ts'
import { twoKeys } from './stars.ts'

/** As much of a name as stands beside a bar; the table has all of it. */
const NAME = 18

/** What benefits and points cost in force and under the draft, drawn and as tables. */
export function costsShown(data: WhatIf, said: WhatIfSaid): string {
  const { costs } = data
  const { notes } = said.whatIf
  if (costs === null) return textElement('p', {}, notes.noCosts)
  const paragraph = (text: string) => textElement('p', {}, text)
  return [
    ...assumedNotes(costs, said.whatIf).map(paragraph),
    twoKeys(said),
    element(
      'div',
      { class: 'pair' },
      [linesDrawn(costs, said), linesTable(costs, said)].join('\n'),
    ),
    ...pointsNotes(data, costs, said.whatIf).map(paragraph),
    ...(costs.byMonth.length < 2 ? [] : [monthsDrawn(costs, said)]),
    monthsTable(costs, said),
    textElement('p', { class: 'soft' }, notes.rounded),
  ].join('\n')
}

function linesDrawn({ lines }: CostsCompared, { report, whatIf }: WhatIfSaid): string {
  const drawn = lines.map((each) => {
    const name = benefitName(each.code, whatIf)
    return {
      label: name.length > NAME ? `${name.slice(0, NAME - 1)}…` : name,
      value: Number(wholeYuan(each.draft)),
      before: Number(wholeYuan(each.inForce)),
      text: signed(yuanMore(each), whatIf.about),
    }
  })
  const read = lines.map(
    (each) =>
      `${benefitName(each.code, whatIf)} ${[each.inForce, each.draft].map((yuan) => whatIf.money(wholeYuan(yuan))).join(' → ')}`,
  )
  return bars(report.labelled(whatIf.headings.costs, read.join(report.and)), drawn)
}

function linesTable({ lines, total }: CostsCompared, { words, whatIf }: WhatIfSaid): string {
  const { labels } = whatIf
  return table({
    caption: whatIf.inYuan(whatIf.headings.costs),
    columns: [
      near(labels.costLine),
      right(labels.inForce),
      right(labels.draft),
      right(labels.difference),
    ],
    rows: lines.map((each) => [benefitName(each.code, whatIf), ...pairCells(each)]),
    footer: [words.terms.total, ...pairCells(total)],
  })
}

function monthsDrawn({ byMonth }: CostsCompared, { report, whatIf }: WhatIfSaid): string {
  const amounts = (which: keyof Pair) => byMonth.map((each) => wholeYuan(each[which]))
  const [inForce, draft] = [amounts('inForce'), amounts('draft')]
  const names = byMonth.map(({ month }) => formatMonth(month))
  const read = names.map(
    (month, index) =>
      `${month} ${whatIf.money(inForce[index] ?? 0n)} → ${whatIf.money(draft[index] ?? 0n)}`,
  )
  const drawing = twoLines(report.labelled(whatIf.labels.costsByMonth, read.join(report.and)), {
    title: whatIf.labels.cost,
    values: draft.map(Number),
    against: inForce.map(Number),
    text: (value) => whatIf.about(BigInt(value)),
    ends: '',
    first: names[0] ?? '',
    last: names.at(-1) ?? '',
  })
  return element('div', { class: 'grid' }, drawing)
}

function monthsTable({ byMonth }: CostsCompared, { words, whatIf }: WhatIfSaid): string {
  const { labels } = whatIf
  return table({
    caption: whatIf.inYuan(labels.costsByMonth),
    columns: [
      near(words.terms.month),
      right(labels.inForce),
      right(labels.draft),
      right(labels.difference),
    ],
    rows: byMonth.map((each) => [formatMonth(each.month), ...pairCells(each)]),
  })
}
