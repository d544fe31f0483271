import type { AssessedExplanation } from '../explanation.ts'
import { amount } from '../words/amount.ts'
import type { Speaker } from '../words/speak.ts'
import { type Block, left, right, row } from './page.ts'

export function growthBlocks({ growth, star }: AssessedExplanation, speaker: Speaker): Block[] {
  const { words, star: nameOf } = speaker
  const { terms } = words
  const { spend, tenure, credit, sum, value, floored } = growth
  return [
    {
      type: 'table',
      columns: [left(terms.part), right(terms.growth)],
      rows: [
        row([terms.spendPart, amount(spend)]),
        row([terms.tenurePart, amount(tenure)]),
        row([terms.creditPart, amount(credit)]),
        ...(floored ? [row([terms.sum, amount(sum)])] : []),
      ],
      footer: [terms.growthValue, amount(value)],
    },
    {
      type: 'growth',
      label: words.named(terms.growthValue, amount(value)),
      value,
      steps: star.thresholds.map((threshold, index) => ({
        name: nameOf(index + 1),
        threshold,
      })),
    },
  ]
}
