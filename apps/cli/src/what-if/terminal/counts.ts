import type { SimulatedGroup } from '@dipper/engine'
import { grouped, share } from '../../numbers.ts'
import { tableText } from '../../table.ts'
import { countsOf } from '../counting.ts'
import type { WhatIfWords } from '../words/words.ts'

interface Counted {
  readonly name: string
  readonly groups: readonly SimulatedGroup[]
}

/** A row a part: customers in net, and how many of them hold a higher, a lower and the same star. */
export function countsText(title: string, parts: readonly Counted[], whatIf: WhatIfWords): string {
  const { labels } = whatIf
  const shared = (part: number, whole: number) => [grouped(part), share(part, whole)]
  return tableText({
    head: [
      title,
      labels.inNet,
      labels.up,
      labels.share,
      labels.down,
      labels.share,
      labels.same,
      labels.share,
    ],
    rows: parts.map(({ name, groups }) => {
      const { customers, up, down, same } = countsOf(groups)
      return [
        name,
        grouped(customers),
        ...shared(up, customers),
        ...shared(down, customers),
        ...shared(same, customers),
      ]
    }),
    align: 'lrrrrrrr',
  })
}
