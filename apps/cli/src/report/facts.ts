import type { RejectReason, RunManifest } from '@dipper/engine'
import { grouped, sum } from '../numbers.ts'
import { element, textElement } from './markup.ts'
import { near, right, table } from './table.ts'
import type { Said } from './words/index.ts'

/** What became of the rows of facts: counts by table, rejects by reason, what else was noticed. */
export function factsRead(manifest: RunManifest, said: Said): string {
  return [tablesCounted(manifest, said), rejects(manifest, said), notes(manifest, said)].join('\n')
}

function tablesCounted({ tables }: RunManifest, { words, report }: Said): string {
  const { terms } = words
  const columns = ['rows', 'accepted', 'superseded', 'unseen', 'rejected'] as const
  return table({
    caption: report.labels.rowsByTable,
    columns: [near(terms.table), ...columns.map((column) => right(terms[column]))],
    rows: tables.map((each) => [
      words.tables[each.table],
      ...columns.map((column) => grouped(each[column])),
    ]),
    footer: [
      terms.total,
      ...columns.map((column) => grouped(sum(tables.map((each) => each[column])))),
    ],
  })
}

function rejects(manifest: RunManifest, { words, report }: Said): string {
  const { labels } = report
  const counted = manifest.tables.flatMap((each) =>
    Object.entries(each.reasons).map(([found, rows]) => {
      const [column = '', reason = ''] = found.split('|')
      return [words.tables[each.table], column, reasonText(reason, report), grouped(rows)]
    }),
  )
  if (counted.length === 0) return textElement('p', {}, report.noRejects)
  const list = manifest.rejects
  return [
    table({
      caption: labels.rejectsByReason,
      columns: [
        near(words.terms.table),
        near(labels.column),
        { title: labels.reason, as: 'text' },
        right(words.terms.rows),
      ],
      rows: counted,
    }),
    ...(list === null
      ? []
      : [
          element(
            'p',
            {},
            textElement('a', { href: list }, report.labelled(report.allRejects, list)),
          ),
        ]),
  ].join('\n')
}

function reasonText(reason: string, { reasons }: Said['report']): string {
  return Object.hasOwn(reasons, reason) ? reasons[reason as RejectReason] : reason
}

function notes(manifest: RunManifest, { words }: Said): string {
  const { absent, inputs, periodsBeforeFirst } = manifest
  const [from, through] = [periodsBeforeFirst[0], periodsBeforeFirst.at(-1)]
  const said = [
    ...(from === undefined || through === undefined
      ? []
      : [words.notes.periodsBeforeFirst({ periods: words.months(from, through) })]),
    ...absent.map((each) => words.notes.absent({ table: each })),
    ...inputs.flatMap(({ file, unknownColumns }) =>
      unknownColumns === undefined
        ? []
        : [words.notes.unknownColumns({ file, columns: unknownColumns.join(', ') })],
    ),
  ]
  if (said.length === 0) return ''
  return element('ul', {}, said.map((each) => textElement('li', {}, each)).join('\n'))
}
