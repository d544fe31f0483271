import { signed, yuanMore } from './money.ts'
import { settingValue } from './settings.ts'
import type { Sweep, SweepPoint, SweptStars } from './what-if.ts'
import type { WhatIfSaid } from './words/index.ts'

/** The values of a draft, one after the other. */
export function pointName({ settings }: SweepPoint, { whatIf }: WhatIfSaid): string {
  return settings.map(({ path, value }) => settingValue(value, path, whatIf)).join(' · ')
}

/** What a draft costs more than the policy in force. */
export function costMore(inForce: SweptStars, { cost }: SweptStars): string {
  return inForce.cost === null || cost === null
    ? ''
    : signed(yuanMore({ inForce: inForce.cost, draft: cost }))
}

/** As many stars as the policy with most has, from 0. */
export function starNumbers({ inForce, points }: Sweep): number[] {
  const size = Math.max(inForce.stars.length, ...points.map(({ stars }) => stars.length))
  return Array.from({ length: size }, (_, star) => star)
}
