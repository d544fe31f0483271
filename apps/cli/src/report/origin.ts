import type { RunManifest } from '@dipper/engine'
import { grouped, sum } from '../numbers.ts'
import { element, textElement } from './markup.ts'
import { factList, folded } from './page.ts'
import { near, right, table } from './table.ts'
import type { Said } from './words/index.ts'

/** The documents that answered, the engine, and the day up to which facts were seen. */
export function policyUsed(manifest: RunManifest, { words, report }: Said): string {
  const { terms } = words
  const { engine, versions, knownBy, policies } = manifest
  const facts = [
    [terms.policy, manifest.policy],
    [report.labels.engine, `${engine} ${versions.duckdb} · dipper ${versions.dipper}`],
    [terms.knownBy, knownBy ?? terms.everything],
  ] as const
  const documents = policies.map(({ document, overlays, months, digest }) => [
    document,
    overlaysText(overlays, report),
    words.months(months[0] ?? '', months.at(-1) ?? ''),
    digest,
  ])
  const list = factList(facts)
  if (documents.length === 0) return list
  return [
    list,
    table({
      caption: terms.document,
      columns: [
        near(terms.document),
        { title: terms.overlay, as: 'text' },
        near(report.labels.months),
        { title: terms.digest, as: 'mono' },
      ],
      rows: documents,
    }),
  ].join('\n')
}

/** Folded away: every file read, with its SHA-256. */
export function inputsRead({ inputs }: RunManifest, { words, report }: Said): string {
  const { labels } = report
  const bytes = sum(inputs.map((input) => input.bytes))
  const size = grouped(Math.round(bytes / 100_000) / 10)
  return folded(
    report.inputFiles({ files: inputs.length, size }),
    table({
      caption: report.headings.inputs,
      columns: [
        near(words.terms.file),
        near(words.terms.table),
        right(labels.bytes),
        near(labels.periods),
        { title: 'SHA-256', as: 'mono' },
      ],
      rows: inputs.map((input) => [
        input.file,
        input.table,
        grouped(input.bytes),
        periodsText(input.periods ?? [], words),
        input.sha256,
      ]),
    }),
  )
}

export function digests({ registerDigest, months }: RunManifest, { words, report }: Said): string {
  const { terms } = words
  const fact = [
    textElement('dt', {}, report.labels.registerDigest),
    textElement('dd', { class: 'mono' }, registerDigest),
  ]
  const parts = [
    textElement('p', { class: 'soft' }, report.digestExplained),
    element('dl', { class: 'facts' }, fact.join('')),
  ]
  if (months.length === 0) return parts.join('\n')
  const monthly = table({
    caption: report.monthDigests,
    columns: [near(terms.month), { title: terms.digest, as: 'mono' }],
    rows: months.map(({ month, digest }) => [month, digest]),
  })
  return [...parts, folded(report.monthDigests, monthly)].join('\n')
}

function overlaysText(
  overlays: Readonly<Record<string, string>>,
  { none, and, labelled }: Said['report'],
) {
  const all = Object.entries(overlays).map(([region, file]) => labelled(region, file))
  return all.length === 0 ? none : all.join(and)
}

function periodsText(periods: readonly string[], words: Said['words']): string {
  const [first, last] = [periods[0], periods.at(-1)]
  if (first === undefined || last === undefined) return ''
  const span = words.months(first, last)
  return periods.length === 1 ? span : `${span} (${grouped(periods.length)})`
}
