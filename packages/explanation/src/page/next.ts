import type { AssessedExplanation, Gap, Leaving, Outlook, Projected } from '../explanation.ts'
import { amount } from '../words/amount.ts'
import type { Speaker } from '../words/speak.ts'
import type { Words } from '../words/words.ts'
import { type Block, type Fact, left, right, row, type Table } from './page.ts'

export function nextBlocks(explanation: AssessedExplanation, speaker: Speaker): Block[] {
  const { gap, leaving, outlook } = explanation
  const facts = [
    ...gapFacts(gap, speaker),
    ...leavingFacts(leaving, speaker.words),
    { label: speaker.words.terms.mean, value: speaker.words.money(outlook.basis.fen) },
  ]
  return [{ type: 'facts', facts }, outlookTable(explanation, speaker)]
}

function gapFacts(gap: Gap | null, { words, star }: Speaker): Fact[] {
  if (gap === null) return []
  const { terms } = words
  const next = star(gap.star)
  const missing = { label: words.aside(terms.missing, next), value: amount(gap.missing) }
  return [
    { label: words.aside(terms.threshold, next), value: amount(gap.threshold) },
    ...(gap.missing > 0n ? [missing] : []),
  ]
}

function leavingFacts(leaving: Leaving | null, words: Words): Fact[] {
  if (leaving === null) return []
  const { period, countedFen } = leaving
  const value = words.phrase([words.month(period), words.money(countedFen)])
  return [{ label: words.terms.leaving, value }]
}

function outlookTable(explanation: AssessedExplanation, speaker: Speaker): Table {
  const { terms } = speaker.words
  const { month, growth, star } = explanation
  const now = {
    month,
    spendGrowth: growth.spend,
    tenureGrowth: growth.tenure,
    creditGrowth: growth.credit,
    growthValue: growth.value,
    assessedStar: star.assessed,
    star: star.star,
    outcome: star.outcome,
  }
  return {
    type: 'table',
    columns: [
      left(terms.when),
      left(terms.month),
      right(terms.spendPart),
      right(terms.tenurePart),
      right(terms.creditPart),
      right(terms.growthValue),
      left(terms.assessedStar),
      left(terms.star),
      left(terms.outcome),
    ],
    rows: [
      projectedRow(terms.now, now, speaker),
      ...comingOf(explanation.outlook, speaker.words).map(([when, projected]) =>
        projectedRow(when, projected, speaker),
      ),
    ],
    footer: null,
  }
}

function comingOf(outlook: Outlook, { terms }: Words): [string, Projected][] {
  if (outlook.holds === 'nothing') {
    return outlook.firstStar === null ? [] : [[terms.firstStar, outlook.firstStar]]
  }
  const { risesBefore, atExpiry } = outlook
  return [
    ...(risesBefore === null ? [] : ([[terms.firstRise, risesBefore]] as [string, Projected][])),
    [terms.atExpiry, atExpiry],
  ]
}

function projectedRow(
  when: string,
  projected: Omit<Projected, 'validFrom' | 'validThrough'>,
  { words, star }: Speaker,
) {
  const { month, spendGrowth, tenureGrowth, creditGrowth, growthValue } = projected
  return row([
    when,
    words.shortMonth(month),
    ...[spendGrowth, tenureGrowth, creditGrowth, growthValue].map(amount),
    star(projected.assessedStar),
    star(projected.star),
    words.labels.outcomes[projected.outcome],
  ])
}
