import { formatMonth, month } from '@dipper/policy'
import type { Column, Difference, Explanation, HeldBefore, Row } from '../explanation.ts'
import { monthsOf } from '../months.ts'
import { amount } from '../words/amount.ts'
import type { Speaker } from '../words/speak.ts'
import type { Words } from '../words/words.ts'
import { type Block, type Fact, left, row, type Table, type ValidityChart } from './page.ts'

export function resultBlocks(explanation: Explanation, speaker: Speaker): Block[] {
  const { agrees, differences, row: stored } = explanation
  return [
    ...(agrees ? [] : [differencesTable(differences, speaker)]),
    { type: 'facts', facts: [...rowFacts(stored, speaker), ...whoFacts(explanation, speaker)] },
    ...(explanation.status === 'assessed' ? validityChart(stored, speaker.words) : []),
  ]
}

function rowFacts(stored: Row, { words, star }: Speaker): Fact[] {
  const { terms, labels } = words
  return [
    { label: terms.customer, value: stored.customerId },
    { label: terms.month, value: words.month(stored.month) },
    { label: terms.star, value: star(stored.star) },
    { label: terms.validity, value: validityText(stored, words) },
    { label: terms.growthValue, value: amount(stored.growthValue) },
    { label: terms.assessedStar, value: star(stored.assessedStar) },
    { label: terms.outcome, value: labels.outcomes[stored.outcome] },
  ]
}

function whoFacts(explanation: Explanation, { words, star }: Speaker): Fact[] {
  const { terms, labels } = words
  const held = { label: terms.heldBefore, value: heldText(explanation.held, { words, star }) }
  if (explanation.status !== 'assessed') return [held]
  const { joined, segment, region } = explanation.membership
  return [
    held,
    { label: terms.joined, value: words.month(joined) },
    { label: terms.segment, value: labels.segments[segment] },
    ...(region === null ? [] : [{ label: terms.region, value: region }]),
  ]
}

function heldText(held: HeldBefore | null, { words, star }: Speaker): string {
  if (held === null) return words.terms.none
  const { validity } = held
  const parts = [
    star(held.star),
    ...(validity ? [words.span(validity.from, validity.through)] : []),
  ]
  const outcome = held.star === 0 && held.outcome === 'unrated' ? [] : [held.outcome]
  return words.phrase([...parts, ...outcome.map((each) => words.labels.outcomes[each])])
}

function validityText({ validFrom, validThrough }: Row, words: Words): string {
  if (validFrom === null || validThrough === null) return words.terms.none
  return words.span(validFrom, validThrough)
}

function differencesTable(differences: readonly Difference[], speaker: Speaker): Table {
  const { terms, labels } = speaker.words
  return {
    type: 'table',
    columns: [left(terms.column), left(terms.stored), left(terms.fromFacts)],
    rows: differences.map(({ column, stored, assessed }) =>
      row([
        labels.columns[column],
        valueText(column, stored, speaker),
        valueText(column, assessed, speaker),
      ]),
    ),
    footer: null,
  }
}

function valueText(column: Column, value: Row[Column], { words, star }: Speaker): string {
  if (value === null) return words.terms.none
  if (column === 'star' || column === 'assessedStar') return star(value as number)
  if (column === 'outcome') return words.labels.outcomes[value as Row['outcome']]
  if (column === 'customerId') return value as string
  return typeof value === 'string' ? words.month(value) : amount(value)
}

function validityChart(stored: Row, words: Words): ValidityChart[] {
  const { validFrom, validThrough } = stored
  if (validFrom === null || validThrough === null) return []
  const label = words.named(words.terms.validity, words.span(validFrom, validThrough))
  const span = { from: month(validFrom), through: month(validThrough) }
  const now = month(stored.month)
  const months = monthsOf(span).map((each) => ({
    label: words.shortMonth(formatMonth(each)),
    state: each < now ? ('past' as const) : each === now ? ('now' as const) : ('coming' as const),
  }))
  return [{ type: 'validity', label, months }]
}
