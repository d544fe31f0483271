import {
  type Course,
  type Preview,
  type PreviewMonth,
  previewHeadline,
  previewNotes,
} from '@dipper/explanation'
import { paragraphs, tableText } from './table.ts'
import type { Words } from './words/words.ts'

type Row = NonNullable<PreviewMonth[Course]>

interface Column {
  readonly title: string
  readonly align: 'l' | 'r'
  readonly cell: (row: Row) => string
}

/** The answer, what it rests on, and both courses side by side. */
export function previewText(preview: Preview, words: Words): string {
  const { language } = words
  const notes = previewNotes(preview, language).map((note) => `- ${note}`)
  const tables =
    preview.status === 'none'
      ? []
      : [
          courses(preview.months, words, [], starColumns(words)),
          courses(preview.months, words, sharedColumns(words), growthColumns(words)),
        ]
  return paragraphs(previewHeadline(preview, language), notes.join('\n'), ...tables)
}

function starColumns({ terms, star, outcomes }: Words): Column[] {
  return [
    { title: terms.star, align: 'l', cell: (row) => star(row.star) },
    { title: terms.validThrough, align: 'l', cell: (row) => row.validThrough ?? '–' },
    { title: terms.outcome, align: 'l', cell: (row) => outcomes[row.outcome] },
  ]
}

function growthColumns({ terms, star }: Words): Column[] {
  return [
    { title: terms.spend, align: 'r', cell: (row) => String(row.spendGrowth) },
    { title: terms.growth, align: 'r', cell: (row) => String(row.growthValue) },
    { title: terms.assessed, align: 'l', cell: (row) => star(row.assessedStar) },
  ]
}

/** What bills have no say in. */
function sharedColumns({ terms }: Words): Column[] {
  return [
    { title: terms.tenure, align: 'r', cell: (row) => String(row.tenureGrowth) },
    { title: terms.credit, align: 'r', cell: (row) => String(row.creditGrowth) },
  ]
}

/** A row a month: what both courses share, then the columns of each, headed by its name. */
function courses(
  months: readonly PreviewMonth[],
  { terms }: Words,
  shared: readonly Column[],
  own: readonly Column[],
): string {
  const title = (name: string, columns: readonly Column[]) =>
    columns.map((column, index) => `${index === 0 ? name : ''}\n${column.title}`)
  const cells = (row: Row | null, columns: readonly Column[]) =>
    columns.map(({ cell }) => (row === null ? '–' : cell(row)))
  const aligned = (columns: readonly Column[]) => columns.map(({ align }) => align).join('')
  return tableText({
    head: [
      `\n${terms.month}`,
      ...title('', shared),
      ...title(terms.onTariff, own),
      ...title(terms.withoutTariff, own),
    ],
    rows: months.map(({ month, changed, unchanged }) => [
      month,
      ...cells(unchanged, shared),
      ...cells(changed, own),
      ...cells(unchanged, own),
    ]),
    align: `l${aligned(shared)}${aligned(own)}${aligned(own)}`,
  })
}
