import { grouped } from '../../numbers.ts'
import { legend, twoLines } from '../../report/charts.ts'
import { element, textElement } from '../../report/markup.ts'
import { SHADES } from '../../report/palette.ts'
import { near, right, table } from '../../report/table.ts'
import { atLeast, highStar } from '../counting.ts'
import { groupedBig, wholeYuan } from '../money.ts'
import { settingName, settingValue } from '../settings.ts'
import { pointName, starNumbers } from '../swept.ts'
import type { Sweep, SweepPoint, SweptStars } from '../what-if.ts'
import type { WhatIfSaid } from '../words/index.ts'
import { scatter } from './scatter.ts'

/** Stars against cost, then each number against what was varied. */
export function sweepChart(data: Sweep, said: WhatIfSaid): string {
  return [
    ...starsAgainstCost(data, said),
    data.varied.length === 1 ? overValues(data, said) : heatMaps(data, said),
  ].join('\n')
}

/** One dot a draft; those of one value of the first setting hang together. */
function starsAgainstCost(data: Sweep, said: WhatIfSaid): string[] {
  const { words, whatIf } = said
  const { inForce, points, varied } = data
  if (inForce.cost === null) return []
  const star = highStar(inForce.stars)
  const place = ({ stars, cost }: SweptStars) => ({
    x: Number(wholeYuan(cost ?? '0')),
    y: atLeast(star, stars),
  })
  const [first] = varied
  const threads =
    varied.length === 1
      ? [points]
      : (first?.values ?? []).map((value) =>
          points.filter(({ settings }) => settings[0]?.value === value),
        )
  return [
    legend([
      ['dot', whatIf.labels.draft],
      ['today', whatIf.labels.inForce],
    ]),
    scatter({
      label: whatIf.labels.starsAgainstCost,
      x: { title: whatIf.labels.cost, text: (value) => whatIf.about(BigInt(Math.round(value))) },
      y: { title: whatIf.atLeast(words.star(star)), text: (value) => grouped(Math.round(value)) },
      threads: threads.map((thread) =>
        thread.map((point) => ({ ...place(point), name: pointName(point, said) })),
      ),
      today: { ...place(inForce), name: whatIf.labels.inForce },
      said,
    }),
  ]
}

/** One setting: a line for each star, the highest together, and the cost. */
function overValues(data: Sweep, said: WhatIfSaid): string {
  const { words, report, whatIf } = said
  const { inForce, points } = data
  const names = points.map((point) => pointName(point, said))
  const star = highStar(inForce.stars)
  const chart = (
    title: string,
    of: (stars: SweptStars) => number,
    text: (value: number) => string,
  ) => {
    const today = of(inForce)
    const read = points.map((point, index) => `${names[index]} ${text(of(point))}`)
    return twoLines(
      report.labelled(`${title} (${whatIf.labels.inForce} ${text(today)})`, read.join(report.and)),
      {
        title,
        values: points.map(of),
        against: points.map(() => today),
        text,
        ends: text(today),
        first: names[0] ?? '',
        last: names.at(-1) ?? '',
      },
    )
  }
  const charts = [
    chart(whatIf.atLeast(words.star(star)), ({ stars }) => atLeast(star, stars), grouped),
    ...(inForce.cost === null
      ? []
      : [
          chart(
            whatIf.labels.cost,
            ({ cost }) => Number(wholeYuan(cost ?? '0')),
            (value) => whatIf.about(BigInt(value)),
          ),
        ]),
    ...starNumbers(data).map((each) =>
      chart(words.star(each), ({ stars }) => stars[each] ?? 0, grouped),
    ),
  ]
  const [setting] = data.varied
  return [
    textElement('h3', {}, whatIf.labels.overValues),
    legend([
      ['now', settingName(setting?.path ?? '', said)],
      ['dashed', whatIf.labels.inForce],
    ]),
    textElement('p', { class: 'soft' }, whatIf.notes.dashed),
    element('div', { class: 'grid' }, charts.join('\n')),
  ].join('\n')
}

/** Two settings: a table for each number, the first setting down, the second across. */
function heatMaps(data: Sweep, said: WhatIfSaid): string {
  const { words, whatIf } = said
  const { inForce } = data
  const star = highStar(inForce.stars)
  const maps = [
    heatMap(whatIf.atLeast(words.star(star)), data, said, {
      of: ({ stars }) => atLeast(star, stars),
      inForce: grouped(atLeast(star, inForce.stars)),
    }),
    ...(inForce.cost === null
      ? []
      : [
          heatMap(whatIf.inYuan(whatIf.labels.cost), data, said, {
            of: ({ cost }) => Number(wholeYuan(cost ?? '0')),
            inForce: groupedBig(wholeYuan(inForce.cost)),
          }),
        ]),
    heatMap(whatIf.labels.lower, data, said, { of: ({ down }) => down, inForce: null }),
    heatMap(whatIf.labels.higher, data, said, { of: ({ up }) => up, inForce: null }),
  ]
  return [
    textElement('h3', {}, whatIf.labels.overValues),
    textElement('p', { class: 'soft' }, whatIf.notes.heat),
    ...maps,
  ].join('\n')
}

interface Heat {
  readonly of: (point: SweepPoint) => number
  readonly inForce: string | null
}

function heatMap(
  title: string,
  { varied, points }: Sweep,
  said: WhatIfSaid,
  { of, inForce }: Heat,
): string {
  const { whatIf } = said
  const [down, across] = varied
  const all = points.map(of)
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const shade = (value: number) =>
    most === least ? 0 : Math.round(((value - least) / (most - least)) * SHADES.length)
  const cell = (point: SweepPoint | undefined) =>
    point === undefined
      ? { text: '–', looks: 'soft' }
      : { text: grouped(of(point)), looks: `shade same-${shade(of(point))}` }
  const names = [settingName(down?.path ?? '', said), settingName(across?.path ?? '', said)]
  const today = inForce === null ? '' : ` · ${whatIf.labels.inForce} ${inForce}`
  return table({
    caption: `${title}${today}`,
    columns: [
      near(`${names[0]} ↓ ${names[1]} →`),
      ...(across?.values ?? []).map((value) =>
        right(settingValue(value, across?.path ?? '', whatIf)),
      ),
    ],
    rows: (down?.values ?? []).map((row) => [
      settingValue(row, down?.path ?? '', whatIf),
      ...(across?.values ?? []).map((column) =>
        cell(
          points.find(
            ({ settings }) => settings[0]?.value === row && settings[1]?.value === column,
          ),
        ),
      ),
    ]),
  })
}
