import type { RunMonth } from '@dipper/engine'
import { grouped } from '../numbers.ts'
import { changed } from './comparing.ts'
import { type Column, right, table } from './table.ts'
import type { Said } from './words/index.ts'

export const EXCLUDED = ['joins-later', 'left', 'ineligible'] as const

/** Rows, who of them was assessed and who got a last row; then memberships that did not count. */
export function peopleTable(month: RunMonth, { words, report }: Said): string {
  const { labels, labelled } = report
  const { before } = month
  const row = (label: string, count: (of: RunMonth | NonNullable<typeof before>) => number) => {
    const now = count(month)
    if (before === null) return [label, grouped(now)]
    return [label, grouped(now), grouped(count(before)), changed(now, count(before))]
  }
  return table({
    caption: report.headings.people,
    columns: [{ title: '', as: 'text' }, right(month.month), ...beforeColumns(month, report)],
    rows: [
      row(labels.rows, ({ customers }) => customers),
      row(labels.assessed, ({ assessed }) => assessed),
      ...(['left', 'ineligible'] as const).map((outcome) =>
        row(labelled(labels.lastRows, words.outcomes[outcome]), (of) => of.outcomes[outcome]),
      ),
      ...EXCLUDED.map((why) =>
        row(labelled(labels.excluded, report.excluded[why]), ({ excluded }) => excluded[why]),
      ),
    ],
  })
}

/** Columns of the month before and of the change, where the register has that month. */
export function beforeColumns({ before }: RunMonth, { labels }: Said['report']): Column[] {
  return before === null ? [] : [right(before.month), right(labels.change)]
}
