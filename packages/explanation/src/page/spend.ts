import type { Line, Period, SpendExplained } from '../explanation.ts'
import { amount } from '../words/amount.ts'
import type { Words } from '../words/words.ts'
import { type Block, left, right, row, type Table } from './page.ts'

/** Period by period; the columns add up to the footer. */
export function spendBlocks(spend: SpendExplained, words: Words): Block[] {
  return [periodsTable(spend, words), periodsChart(spend, words)]
}

/** Line by line: what was billed in each period, and whether it counts. */
export function chargesBlocks({ periods }: SpendExplained, words: Words): Block[] {
  const { terms } = words
  const rows = periods.flatMap(({ period, lines }) =>
    lines.map((line) => row([words.shortMonth(period), ...lineCells(line, words)])),
  )
  if (rows.length === 0) return []
  const columns = [
    left(terms.period),
    left(terms.service),
    left(terms.category),
    right(terms.charges),
    right(terms.amount),
    left(terms.verdict),
  ]
  return [{ type: 'table', columns, rows, footer: null }]
}

function periodsTable(spend: SpendExplained, words: Words): Table {
  const { terms } = words
  const weighted = (cell: string) => (spend.weighted ? [cell] : [])
  const total: Omit<Period, 'period' | 'lines'> = {
    countedFen: spend.countedFen,
    notCountedFen: spend.notCountedFen.category + spend.notCountedFen.kind,
    exactGrowth: spend.exactGrowth,
  }
  const cells = (label: string, charges: number, sums: typeof total) => [
    label,
    String(charges),
    words.money(sums.countedFen),
    words.money(sums.notCountedFen),
    ...weighted(amount(sums.exactGrowth)),
  ]
  const columns = [terms.charges, terms.counted, terms.notCounted, ...weighted(terms.exactGrowth)]
  return {
    type: 'table',
    columns: [left(terms.period), ...columns.map(right)],
    rows: spend.periods.map((period) =>
      row(cells(words.shortMonth(period.period), chargesOf(period), period)),
    ),
    footer: cells(terms.total, spend.charges, total),
  }
}

function periodsChart({ periods }: SpendExplained, words: Words): Block {
  return {
    type: 'periods',
    label: words.phrase([words.sections.spend, words.terms.counted]),
    bars: periods.map(({ period, countedFen }) => ({
      label: words.shortMonth(period),
      fen: countedFen,
      text: words.money(countedFen),
    })),
  }
}

function lineCells({ kind, category, charges, fen, notCounted }: Line, words: Words): string[] {
  const { kinds, categories, notCounted: why } = words.labels
  const verdict = notCounted === null ? words.terms.counted : why[notCounted]
  return [kinds[kind], categories[category], String(charges), words.money(fen), verdict]
}

function chargesOf({ lines }: Period): number {
  return lines.reduce((sum, { charges }) => sum + charges, 0)
}
