import { formatMonth } from '@dipper/policy'
import { grouped } from '../numbers.ts'
import { atLeast, countsOf, highStar, lastOf, monthsOf } from './counting.ts'
import { wholeYuan, yuanMore } from './money.ts'
import { settingName } from './settings.ts'
import type { Pair, Sweep, WhatIf } from './what-if.ts'
import type { WhatIfSaid } from './words/index.ts'
import type { WhatIfWords } from './words/words.ts'

/** What would change and for how many, in one sentence. */
export function answerOf(data: WhatIf, { whatIf }: WhatIfSaid): string {
  const { answer } = whatIf
  const last = lastOf(data)
  const { customers, up, down } = countsOf(last.groups)
  const month = formatMonth(last.month)
  const moved =
    up + down === 0
      ? answer.unmoved({ month, customers })
      : answer.moved({ month, customers, up, down })
  return answer.sentence(
    data.costs === null ? [moved] : [moved, costText(data.costs.total, monthsOf(data), whatIf)],
  )
}

function costText(total: Pair, months: number, { answer, about }: WhatIfWords): string {
  const more = yuanMore(total)
  const change = more > 0n ? 'more' : more < 0n ? 'less' : 'same'
  return answer.cost({ change, amount: about(more < 0n ? -more : more), months })
}

/** How far the stars go apart over the values tried, and what that costs. */
export function sweepAnswerOf(data: Sweep, said: WhatIfSaid): string {
  const { words, whatIf } = said
  const { inForce, points, through } = data
  const star = highStar(inForce.stars)
  const high = points.map(({ stars }) => atLeast(star, stars))
  const costs = points.flatMap(({ cost }) => (cost === null ? [] : [wholeYuan(cost)]))
  const stars = whatIf.sweepAnswer.stars({
    settings: whatIf.list(data.varied.map(({ path }) => settingName(path, said))),
    drafts: points.length,
    star: words.star(star),
    month: formatMonth(through),
    least: grouped(Math.min(...high)),
    most: grouped(Math.max(...high)),
    inForce: grouped(atLeast(star, inForce.stars)),
  })
  if (inForce.cost === null || costs.length === 0) return whatIf.answer.sentence([stars])
  const ordered = costs.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const cost = whatIf.sweepAnswer.cost({
    least: whatIf.about(ordered[0] ?? 0n),
    most: whatIf.about(ordered.at(-1) ?? 0n),
    inForce: whatIf.about(wholeYuan(inForce.cost)),
    months: monthsOf(data),
  })
  return whatIf.answer.sentence([stars, cost])
}
