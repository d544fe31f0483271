import { OUTCOMES } from '@dipper/assessment'
import type { RunMonth } from '@dipper/engine'
import { grouped, share, sum } from '../numbers.ts'
import { bars, legend } from './charts.ts'
import { changed } from './comparing.ts'
import { element, textElement } from './markup.ts'
import { beforeColumns } from './people.ts'
import { near, right, table } from './table.ts'
import type { Said } from './words/index.ts'

interface Compared {
  readonly label: string
  readonly now: number
  /** Null where the register does not have the month before. */
  readonly before: number | null
}

/** Customers by star beside those of the month before, drawn and as a table. */
export function starsCompared(month: RunMonth, said: Said): string {
  const { stars, before } = month
  const size = Math.max(stars.length, before?.stars.length ?? 0)
  const rows = Array.from({ length: size }, (_, star) => ({
    label: said.words.star(star),
    now: stars[star] ?? 0,
    before: before === null ? null : (before.stars[star] ?? 0),
  }))
  return compared(month, rows, { heading: said.report.headings.stars, of: 'star' }, said)
}

export function outcomesCompared(month: RunMonth, said: Said): string {
  const { outcomes, before } = month
  const rows = OUTCOMES.map((outcome) => ({
    label: said.words.outcomes[outcome],
    now: outcomes[outcome],
    before: before === null ? null : before.outcomes[outcome],
  }))
  return compared(month, rows, { heading: said.report.headings.outcomes, of: 'outcome' }, said)
}

function compared(
  month: RunMonth,
  rows: readonly Compared[],
  { heading, of }: { readonly heading: string; readonly of: 'star' | 'outcome' },
  said: Said,
): string {
  const { report } = said
  const drawn = rows.map(({ label, now, before }) => ({
    label,
    value: now,
    before,
    text: [grouped(now), before === null ? '' : `(${changed(now, before)})`].join(' ').trim(),
  }))
  const read = drawn.map(({ label, text }) => `${label} ${text}`).join(report.and)
  const pair = [
    bars(report.labelled(`${heading} ${month.month}`, read), drawn),
    comparedTable(month, rows, said.words.terms[of], said),
  ]
  return [monthsLegend(month, report), element('div', { class: 'pair' }, pair.join('\n'))].join(
    '\n',
  )
}

function monthsLegend({ month, before }: RunMonth, report: Said['report']): string {
  if (before === null) return textElement('p', { class: 'soft' }, report.noBefore)
  return legend([
    ['now', month],
    ['earlier', before.month],
  ])
}

function comparedTable(
  month: RunMonth,
  rows: readonly Compared[],
  title: string,
  { words, report }: Said,
): string {
  const { terms } = words
  const whole = month.customers
  const cells = ({ label, now, before }: Compared) => [
    label,
    grouped(now),
    share(now, whole),
    ...(before === null ? [] : [grouped(before), changed(now, before)]),
  ]
  const before = month.before === null ? null : sum(rows.map((row) => row.before ?? 0))
  return table({
    caption: `${title} ${month.month}`,
    columns: [near(title), right(month.month), right(terms.share), ...beforeColumns(month, report)],
    rows: rows.map(cells),
    footer: cells({ label: terms.total, now: sum(rows.map(({ now }) => now)), before }),
  })
}
