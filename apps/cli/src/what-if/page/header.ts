import { formatMonth } from '@dipper/policy'
import { grouped, share } from '../../numbers.ts'
import { card, cardList } from '../../report/cards.ts'
import { changed } from '../../report/comparing.ts'
import { element, textElement } from '../../report/markup.ts'
import { answerOf } from '../answer.ts'
import { starsOf } from '../costs.ts'
import { atLeast, countsOf, highStar, lastOf, monthsOf } from '../counting.ts'
import { signed, wholeYuan, yuanMore } from '../money.ts'
import type { Sweep, WhatIf } from '../what-if.ts'
import type { WhatIfSaid } from '../words/index.ts'

/** The first screen: what would change, for how many, and over which months that was tried. */
export function header(title: string, data: WhatIf, said: WhatIfSaid): string {
  const parts = [
    textElement('h1', {}, title),
    textElement('p', { class: 'headline' }, answerOf(data, said)),
    textElement('p', { class: 'soft' }, spanText(data, said)),
    cards(data, said),
  ]
  return element('header', {}, parts.join('\n'))
}

/** The months, and which rules of the draft were taken for them. */
export function spanText(data: WhatIf | Sweep, { words, whatIf }: WhatIfSaid): string {
  const { asOf, from, through } = data
  return whatIf.span({
    months: monthsOf(data),
    span: words.months(formatMonth(from), formatMonth(through)),
    rules: asOf === null ? whatIf.ownRules : whatIf.rulesOf({ month: formatMonth(asOf) }),
  })
}

function cards(data: WhatIf, said: WhatIfSaid): string {
  const { words, whatIf } = said
  const { labels } = whatIf
  const last = lastOf(data)
  const { customers, up, same, down } = countsOf(last.groups)
  const stars = starsOf(last)
  const high = highStar(stars.draft)
  const compared = (label: string, star: number) => {
    const [now, before] = [atLeast(star, stars.draft), atLeast(star, stars.inForce)]
    return card(label, grouped(now), [
      `${labels.inForce} ${grouped(before)} (${changed(now, before)})`,
    ])
  }
  return cardList([
    card(labels.lower, grouped(down), [share(down, customers)]),
    card(labels.higher, grouped(up), [share(up, customers)]),
    costCard(data, said) ?? card(labels.same, grouped(same), [share(same, customers)]),
    compared(labels.rated, 1),
    compared(whatIf.atLeast(words.star(high)), high),
    card(labels.inNet, grouped(customers), [formatMonth(last.month)]),
  ])
}

function costCard({ costs }: WhatIf, { whatIf }: WhatIfSaid): string | null {
  if (costs === null) return null
  const { inForce, draft } = costs.total
  return card(whatIf.labels.costChange, signed(yuanMore(costs.total), whatIf.about), [
    `${whatIf.about(wholeYuan(inForce))} → ${whatIf.about(wholeYuan(draft))}`,
  ])
}
