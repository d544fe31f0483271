import type { Histogram } from '@dipper/engine'
import { widthOf } from '../../io.ts'
import { grouped, sum } from '../../numbers.ts'
import type { Session } from '../../session.ts'
import { displayWidth, tableText } from '../../table.ts'
import type { WhatIf } from '../what-if.ts'
import type { WhatIfWords } from '../words/words.ts'

const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

/** Bins in a line at most. */
const BINS = 34

/** Columns of the customers on either side of where a star begins. */
const SIDES = 2

/** Customers by growth value around where each star begins; with room, also their sums. */
export function histogramsText({ io, words }: Session, data: WhatIf, whatIf: WhatIfWords): string {
  const { labels } = whatIf
  const head = [words.terms.star, '', labels.threshold, labels.from, '', labels.to]
  const rows = data.histograms.flatMap((each) => {
    const [inForce, draft] = [rowOf(each, 'inForce', whatIf), rowOf(each, 'draft', whatIf)]
    return [
      [words.star(each.star), ...inForce],
      ['', ...draft],
    ]
  })
  const whole = tableText({
    head: [...head, labels.below, labels.above],
    rows,
    align: 'llrrlrrr',
  })
  if (displayWidth(whole) <= widthOf(io.stdout)) return whole
  return tableText({ head, rows: rows.map((row) => row.slice(0, -SIDES)), align: 'llrrlr' })
}

function rowOf(
  histogram: Histogram,
  which: 'inForce' | 'draft',
  { labels, none }: WhatIfWords,
): string[] {
  const { from, width } = histogram
  const threshold = histogram.thresholds[which]
  const counts = histogram[which]
  const cut = threshold === null ? null : (threshold - from) / width
  const together = Math.ceil(counts.length / BINS)
  const bins = narrowed(counts, together)
  const both = [histogram.inForce, histogram.draft].map((each) => narrowed(each, together))
  return [
    labels[which],
    threshold === null ? none : grouped(threshold),
    grouped(from),
    barsOf(bins, Math.max(1, ...both.flat()), cut === null ? null : cut / together),
    grouped(from + width * counts.length),
    ...sidesOf(counts, cut),
  ]
}

/** A block a bin, as high as its customers, with a line where the star begins. */
function barsOf(counts: readonly number[], most: number, cut: number | null): string {
  const blocks = counts.map((count) => {
    const height = Math.ceil((count / most) * BLOCKS.length)
    return count === 0 ? '·' : (BLOCKS[height - 1] as string)
  })
  if (cut === null) return blocks.join('')
  const at = Math.floor(cut)
  return [...blocks.slice(0, at), '│', ...blocks.slice(at)].join('')
}

/** Customers within the histogram on either side; where the line cuts a bin, that is not known. */
function sidesOf(counts: readonly number[], cut: number | null): string[] {
  if (cut === null || !Number.isInteger(cut)) return ['–', '–']
  return [grouped(sum(counts.slice(0, cut))), grouped(sum(counts.slice(cut)))]
}

/** Fewer bins, so many put together that a line holds them. */
function narrowed(counts: readonly number[], together: number): number[] {
  return Array.from({ length: Math.ceil(counts.length / together) }, (_, index) =>
    sum(counts.slice(index * together, (index + 1) * together)),
  )
}
