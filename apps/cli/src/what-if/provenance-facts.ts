import { formatMonth } from '@dipper/policy'
import type { Sweep, WhatIf } from './what-if.ts'
import type { WhatIfSaid } from './words/index.ts'

/** Which draft, beside which policy, over which months, as known when: label and value. */
export function provenanceFacts(
  data: WhatIf | Sweep,
  { words, whatIf }: WhatIfSaid,
): (readonly [label: string, value: string])[] {
  const { labels } = whatIf
  const { draft, against, asOf, from, through, knownBy } = data
  const rules = asOf === null ? whatIf.ownRules : whatIf.rulesOf({ month: formatMonth(asOf) })
  return [
    [labels.draft, draft],
    [labels.inForce, against],
    [labels.months, words.months(formatMonth(from), formatMonth(through))],
    [labels.rules, rules],
    [words.terms.knownBy, knownBy ?? words.terms.everything],
    ...('overlaysKept' in data && data.overlaysKept.length > 0
      ? ([[labels.overlaysKept, whatIf.list(data.overlaysKept)]] as const)
      : []),
  ]
}
