import { formatMonth } from '@dipper/policy'
import { widthOf } from '../../io.ts'
import type { Session } from '../../session.ts'
import { paragraphs, tableText } from '../../table.ts'
import { assumedNotes, pairCells, pointsNotes } from '../cost-words.ts'
import { benefitName } from '../settings.ts'
import type { CostsCompared, WhatIf } from '../what-if.ts'
import type { WhatIfWords } from '../words/words.ts'
import { wrapped } from './wrap.ts'

/** What each benefit and the points cost, then each month. */
export function costsText(
  { words, io }: Session,
  data: WhatIf,
  costs: CostsCompared,
  whatIf: WhatIfWords,
): string {
  const { labels, notes } = whatIf
  const pair = [labels.inForce, labels.draft, labels.difference]
  const said = [...pointsNotes(data, costs, whatIf), notes.rounded, ...assumedNotes(costs, whatIf)]
  return paragraphs(
    tableText({
      head: [labels.costLine, ...pair],
      rows: [
        ...costs.lines.map((each) => [benefitName(each.code, whatIf), ...pairCells(each)]),
        [words.terms.total, ...pairCells(costs.total)],
      ],
      align: 'lrrr',
    }),
    tableText({
      head: [words.terms.month, ...pair],
      rows: costs.byMonth.map((each) => [formatMonth(each.month), ...pairCells(each)]),
      align: 'lrrr',
    }),
    said.map((text) => wrapped(text, widthOf(io.stdout))).join('\n'),
  )
}
