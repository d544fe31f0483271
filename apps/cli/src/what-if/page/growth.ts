import type { Histogram } from '@dipper/engine'
import { grouped } from '../../numbers.ts'
import { legend, picture, round, WIDTH } from '../../report/charts.ts'
import { element, tag, textElement } from '../../report/markup.ts'
import { folded } from '../../report/page.ts'
import { near, right, table } from '../../report/table.ts'
import type { WhatIf } from '../what-if.ts'
import type { WhatIfSaid } from '../words/index.ts'

/** Names of the thresholds, top of the bars, their height, and room for the scale below. */
const [MARK, TOP, HEIGHT, SCALE] = [28, 34, 80, 18]

/** Customers by growth value around where each star begins. */
export function growthShown({ histograms }: WhatIf, said: WhatIfSaid): string {
  const { labels } = said.whatIf
  const charts = histograms.map((histogram) =>
    element('div', {}, [drawing(histogram, said), numbers(histogram, said)].join('\n')),
  )
  return [
    legend([
      ['now', labels.draft],
      ['earlier', labels.inForce],
      ['mark', labels.thresholdDraft],
      ['mark earlier', labels.thresholdInForce],
    ]),
    element('div', { class: 'charts' }, charts.join('\n')),
  ].join('\n')
}

/** Two bars a bin, the policy in force left of the draft, and a line where the star begins. */
function drawing(histogram: Histogram, said: WhatIfSaid): string {
  const { words, whatIf } = said
  const { star, from, width, inForce, draft, thresholds } = histogram
  const step = WIDTH / Math.max(1, draft.length)
  const most = Math.max(1, ...inForce, ...draft)
  const bar = (looks: string, offset: number) => (count: number, index: number) => {
    const height = round((count / most) * HEIGHT)
    const place = { x: round(index * step + offset), y: round(TOP + HEIGHT - height) }
    return element('rect', { ...place, width: round(step * 0.42), height, class: looks }, '')
  }
  const at = (growth: number) => round(((growth - from) / width) * step)
  const [base, through] = [TOP + HEIGHT, from + width * draft.length]
  return picture(labelOf(histogram, said), WIDTH, base + SCALE, [
    textElement('text', { x: 0, y: 11 }, words.star(star)),
    textElement(
      'text',
      { x: WIDTH, y: 11, 'text-anchor': 'end', class: 'soft' },
      whatIf.notes.nearest({ most: grouped(most) }),
    ),
    ...inForce.map(bar('earlier', step * 0.06)),
    ...draft.map(bar('now', step * 0.52)),
    line({ x1: 0, x2: WIDTH, y1: base, y2: base }, 'axis'),
    ...marks(thresholds, at, said),
    textElement('text', { x: 0, y: base + 13, class: 'soft' }, grouped(from)),
    textElement(
      'text',
      { x: WIDTH, y: base + 13, 'text-anchor': 'end', class: 'soft' },
      grouped(through),
    ),
  ])
}

/** One line where both begin at the same growth value, else one each, named on its outer side. */
function marks(
  { inForce, draft }: Histogram['thresholds'],
  at: (growth: number) => number,
  { whatIf }: WhatIfSaid,
): string[] {
  const { labels } = whatIf
  const mark = (growth: number, looks: string, text: string, side: 'left' | 'right') => {
    const x = at(growth)
    const beside = side === 'left' ? { x: x - 4, 'text-anchor': 'end' } : { x: x + 4 }
    return [
      line({ x1: x, x2: x, y1: MARK - 9, y2: TOP + HEIGHT }, looks),
      textElement('text', { ...beside, y: MARK }, text),
    ]
  }
  if (inForce === draft) return draft === null ? [] : mark(draft, 'mark', grouped(draft), 'right')
  const later = inForce !== null && draft !== null && inForce > draft
  return [
    ...(inForce === null
      ? []
      : mark(
          inForce,
          'mark earlier',
          `${labels.inForce} ${grouped(inForce)}`,
          later ? 'right' : 'left',
        )),
    ...(draft === null
      ? []
      : mark(draft, 'mark', `${labels.draft} ${grouped(draft)}`, later ? 'left' : 'right')),
  ]
}

function line(attributes: Readonly<Record<string, number>>, looks: string): string {
  return `${tag('line', { ...attributes, class: looks })}</line>`
}

function labelOf(histogram: Histogram, { words, report, whatIf }: WhatIfSaid): string {
  const { labels } = whatIf
  const { star, from, width, inForce, draft } = histogram
  const bins = draft.map(
    (now, bin) =>
      `${grouped(from + bin * width)} ${labels.inForce} ${grouped(inForce[bin] ?? 0)}, ${labels.draft} ${grouped(now)}`,
  )
  return report.labelled(
    `${words.star(star)} (${thresholdsText(histogram, whatIf)})`,
    bins.join(report.and),
  )
}

/** `threshold 8,000`, or both where they differ. */
function thresholdsText({ thresholds }: Histogram, { labels, none }: WhatIfSaid['whatIf']): string {
  const { inForce, draft } = thresholds
  const text = (value: number | null) => (value === null ? none : grouped(value))
  return inForce === draft
    ? `${labels.threshold} ${text(draft)}`
    : `${labels.threshold} ${text(inForce)} → ${text(draft)}`
}

function numbers(histogram: Histogram, { words, whatIf }: WhatIfSaid): string {
  const { labels, notes } = whatIf
  const { star, from, width, inForce, draft } = histogram
  const caption = `${words.star(star)} · ${thresholdsText(histogram, whatIf)} · ${notes.bins({ width: grouped(width) })}`
  return folded(
    caption,
    table({
      caption,
      columns: [near(labels.growthFrom), right(labels.inForce), right(labels.draft)],
      rows: draft.map((now, bin) => [
        grouped(from + bin * width),
        grouped(inForce[bin] ?? 0),
        grouped(now),
      ]),
    }),
  )
}
