import { formatMonth } from '@dipper/policy'
import { groupedBig, signed, wholeYuan, yuanMore } from './money.ts'
import { benefitName } from './settings.ts'
import type { CostsCompared, Pair, WhatIf } from './what-if.ts'
import type { WhatIfWords } from './words/words.ts'

/** In force, under the draft, and what the draft costs more. */
export function pairCells(pair: Pair): string[] {
  return [
    groupedBig(wholeYuan(pair.inForce)),
    groupedBig(wholeYuan(pair.draft)),
    signed(yuanMore(pair)),
  ]
}

/** Points of all months, and the months whose bills are not there yet. */
export function pointsNotes(
  { months }: WhatIf,
  { points }: CostsCompared,
  { notes }: WhatIfWords,
): string[] {
  const earned = notes.pointsEarned({
    inForce: groupedBig(points.inForce),
    draft: groupedBig(points.draft),
    change: signed(points.draft - points.inForce),
  })
  const early = months
    .filter(({ month, pointsPeriod }) => month !== pointsPeriod)
    .map(({ month, pointsPeriod }) =>
      notes.pointsPeriod({ month: formatMonth(month), period: formatMonth(pointsPeriod) }),
    )
  return [earned, ...early]
}

/** Which unit costs nobody has confirmed. */
export function assumedNotes({ costs }: CostsCompared, whatIf: WhatIfWords): string[] {
  const { notes, list } = whatIf
  const assumed = Object.entries(costs.sources)
    .filter(([, { certainty }]) => certainty === 'assumed')
    .map(([path]) => costName(path, whatIf))
  return assumed.length === 0 ? [] : [notes.assumed({ paths: list(assumed) })]
}

/** What a path of the cost file is about: a benefit, all of them, or the points. */
export function costName(path: string, whatIf: WhatIfWords): string {
  const [group = '', code] = path.split('.')
  return benefitName(group === 'benefits' && code !== undefined ? code : group, whatIf)
}
