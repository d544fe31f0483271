import { type Explanation, headline } from '@dipper/explanation'
import { widthOf } from '../../io.ts'
import type { Session } from '../../session.ts'
import { paragraphs } from '../../table.ts'
import { changeText } from '../deciding.ts'
import { regionName } from '../settings.ts'
import type { ExplainedExample } from '../what-if.ts'
import type { WhatIfSaid } from '../words/index.ts'
import { wrapped } from './wrap.ts'

/** Customers by name: what decided, and the answer under either policy. */
export function examplesText(
  session: Session,
  examples: readonly ExplainedExample[],
  said: WhatIfSaid,
): string {
  if (examples.length === 0) return said.whatIf.notes.noExamples
  return paragraphs(...examples.map((each) => exampleText(session, each, said)))
}

function exampleText({ io, words }: Session, example: ExplainedExample, said: WhatIfSaid): string {
  const { whatIf, report } = said
  const { customerId, inForce, draft, region, segment, deciding } = example
  const head = [
    `${customerId} · ${words.star(inForce)} → ${words.star(draft)}`,
    regionName(region, whatIf),
    whatIf.segments[segment],
  ]
  const answer = (label: string, explanation: Explanation | null) =>
    report.labelled(
      label,
      explanation === null ? whatIf.notes.noRow : headline(explanation, words.language),
    )
  const below = [
    ...deciding.settings.map((each) => changeText(each, said)),
    answer(whatIf.labels.inForce, example.inForceExplanation),
    answer(whatIf.labels.draft, example.draftExplanation),
  ]
  const width = widthOf(io.stdout)
  return [
    wrapped(head.join(' · '), width),
    ...below.map((each) => wrapped(each, width, '  ')),
  ].join('\n')
}
