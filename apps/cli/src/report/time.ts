import type { RunManifest } from '@dipper/engine'
import { share, sum } from '../numbers.ts'
import { bars } from './charts.ts'
import { element } from './markup.ts'
import { near, right, table } from './table.ts'
import type { Said } from './words/index.ts'

/** Where the time went, drawn and as a table. */
export function timeByPhase({ took }: RunManifest, { words, report }: Said): string {
  const phases = Object.entries(took).map(([phase, milliseconds]) => ({
    label: phaseName(phase, words),
    value: milliseconds,
    before: null,
    text: report.seconds(seconds(milliseconds)),
  }))
  const total = sum(phases.map(({ value }) => value))
  const { labels } = report
  const read = phases.map(({ label, text }) => `${label} ${text}`).join(report.and)
  const pair = [
    bars(report.labelled(report.headings.time, read), phases),
    table({
      caption: report.headings.time,
      columns: [near(labels.phase), right(labels.time), right(words.terms.share)],
      rows: phases.map(({ label, value, text }) => [label, text, share(value, total)]),
      footer: [words.terms.total, report.seconds(seconds(total)), share(total, total)],
    }),
  ]
  return element('div', { class: 'pair' }, pair.join('\n'))
}

function phaseName(phase: string, { phases }: Said['words']): string {
  return Object.hasOwn(phases, phase) ? phases[phase as keyof typeof phases] : phase
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)
}
