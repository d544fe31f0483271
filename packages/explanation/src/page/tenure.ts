import type { TenureExplained } from '../explanation.ts'
import { amount } from '../words/amount.ts'
import type { Words } from '../words/words.ts'
import type { Block } from './page.ts'

export function tenureBlocks(tenure: TenureExplained, words: Words): Block[] {
  const { line, kind, counts, months, countedMonths, capMonths, rule, growth } = tenure
  if (line === null) return []
  const { terms, labels } = words
  const rate =
    'perMonth' in rule
      ? { label: terms.perMonth, value: amount(rule.perMonth) }
      : {
          label: terms.brackets,
          value: words.list(rule.brackets.map((b) => words.values.bracket(b.months, b.growth))),
        }
  return [
    {
      type: 'facts',
      facts: [
        { label: terms.line, value: words.aside(line.serviceId, labels.kinds[kind]) },
        { label: labels.counts[counts], value: line.date },
        { label: terms.months, value: String(months) },
        ...(capMonths === null ? [] : [{ label: terms.capMonths, value: String(capMonths) }]),
        { label: terms.countedMonths, value: String(countedMonths) },
        rate,
        { label: terms.growth, value: amount(growth) },
      ],
    },
  ]
}
