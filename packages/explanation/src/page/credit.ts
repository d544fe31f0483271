import type { CreditExplained, StopExplained } from '../explanation.ts'
import { amount } from '../words/amount.ts'
import type { Words } from '../words/words.ts'
import { type Block, left, row, type Table } from './page.ts'

export function creditBlocks(credit: CreditExplained, words: Words): Block[] {
  const { terms } = words
  const { window, perStop, stops, growth } = credit
  const facts = [
    { label: terms.window, value: words.span(window.from, window.through) },
    { label: terms.perStop, value: amount(perStop) },
    { label: terms.growth, value: amount(growth) },
  ]
  return [{ type: 'facts', facts }, ...(stops.length === 0 ? [] : [stopsTable(stops, words)])]
}

function stopsTable(stops: readonly StopExplained[], words: Words): Table {
  const { terms } = words
  return {
    type: 'table',
    columns: [
      left(terms.date),
      left(terms.service),
      left(terms.line),
      left(terms.stopKind),
      left(terms.stopCause),
      left(terms.verdict),
    ],
    rows: stops.map((stop) => row(stopCells(stop, words))),
    footer: null,
  }
}

function stopCells(stop: StopExplained, words: Words): string[] {
  const { terms, labels } = words
  const why = words.list(stop.notCounted.map((mismatch) => labels.mismatches[mismatch]))
  return [
    stop.stoppedOn,
    labels.kinds[stop.serviceKind],
    stop.serviceId,
    labels.stopKinds[stop.kind],
    labels.stopCauses[stop.cause],
    stop.counted ? terms.counted : words.aside(terms.notCounted, why),
  ]
}
