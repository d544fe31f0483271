import { widthOf } from '../../io.ts'
import { grouped } from '../../numbers.ts'
import type { Session } from '../../session.ts'
import { displayWidth, paragraphs, tableText } from '../../table.ts'
import { atLeast, highStar } from '../counting.ts'
import { groupedBig, wholeYuan } from '../money.ts'
import { settingName, settingValue } from '../settings.ts'
import { costMore, pointName, starNumbers } from '../swept.ts'
import type { Sweep, SweepPoint, SweptStars } from '../what-if.ts'
import type { WhatIfSaid } from '../words/index.ts'

/** Columns of the longest bar, as many as there is room for. */
const BARS = [24, 16, 10]

interface Columns {
  readonly head: readonly string[]
  readonly of: (stars: SweptStars) => readonly string[]
}

/** A row a draft, the policy in force last; in several tables where the terminal is narrower. */
export function pointsText({ io }: Session, data: Sweep, said: WhatIfSaid): string {
  const [results, stars] = [resultColumns(data, said), starColumns(starNumbers(data), said)]
  const whole = pointsTable([stars, results], data, said)
  if (displayWidth(whole) <= widthOf(io.stdout)) return whole
  const tables = starsTables(starNumbers(data), data, said, widthOf(io.stdout))
  return paragraphs(pointsTable([results], data, said), ...tables)
}

function starColumns(stars: readonly number[], { words }: WhatIfSaid): Columns {
  return {
    head: stars.map((star) => words.star(star)),
    of: ({ stars: counts }) => stars.map((star) => grouped(counts[star] ?? 0)),
  }
}

function resultColumns({ inForce }: Sweep, { whatIf }: WhatIfSaid): Columns {
  const { labels } = whatIf
  const priced = inForce.cost !== null
  return {
    head: [
      labels.up,
      labels.down,
      ...(priced ? [whatIf.inYuan(labels.cost), labels.difference] : []),
    ],
    of: (each) => [
      ...(isPoint(each) ? [grouped(each.up), grouped(each.down)] : ['', '']),
      ...(priced ? [costText(each), each === inForce ? '' : costMore(inForce, each)] : []),
    ],
  }
}

function isPoint(stars: SweptStars): stars is SweepPoint {
  return 'settings' in stars
}

function costText({ cost }: SweptStars): string {
  return cost === null ? '' : groupedBig(wholeYuan(cost))
}

function pointsTable(columns: readonly Columns[], data: Sweep, said: WhatIfSaid): string {
  const { varied, points, inForce } = data
  const { whatIf } = said
  const head = [
    ...varied.map(({ path }) => settingName(path, said)),
    ...columns.flatMap((each) => each.head),
  ]
  return tableText({
    head,
    rows: [
      ...points.map((point) => [
        ...point.settings.map(({ path, value }) => settingValue(value, path, whatIf)),
        ...columns.flatMap(({ of }) => of(point)),
      ]),
      [
        whatIf.labels.inForce,
        ...varied.slice(1).map(() => ''),
        ...columns.flatMap(({ of }) => of(inForce)),
      ],
    ],
    align: 'l'.repeat(varied.length) + 'r'.repeat(head.length - varied.length),
  })
}

/** The values of a draft in one column, and as many stars beside it as there is room for. */
function starsTables(
  stars: readonly number[],
  data: Sweep,
  said: WhatIfSaid,
  width: number,
): string[] {
  const { points, inForce } = data
  const { head, of } = starColumns(stars, said)
  const table = tableText({
    head: ['', ...head],
    rows: [
      ...points.map((point) => [pointName(point, said), ...of(point)]),
      [said.whatIf.labels.inForce, ...of(inForce)],
    ],
    align: `l${'r'.repeat(head.length)}`,
  })
  if (stars.length === 1 || displayWidth(table) <= width) return [table]
  const half = Math.ceil(stars.length / 2)
  return [stars.slice(0, half), stars.slice(half)].flatMap((part) =>
    starsTables(part, data, said, width),
  )
}

/** Bars from zero: customers at the higher stars, and what the draft costs. */
export function sweptChart({ io }: Session, data: Sweep, said: WhatIfSaid): string {
  const charts = BARS.map((long) => chartOf(long, data, said))
  return (
    charts.find((each) => displayWidth(each) <= widthOf(io.stdout)) ?? (charts.at(-1) as string)
  )
}

function chartOf(long: number, { inForce, points }: Sweep, said: WhatIfSaid): string {
  const { words, whatIf } = said
  const star = highStar(inForce.stars)
  const all = [
    ...points.map((point) => ({ name: pointName(point, said), at: point as SweptStars })),
    { name: whatIf.labels.inForce, at: inForce },
  ]
  const high = ({ stars }: SweptStars) => atLeast(star, stars)
  const cost = ({ cost: yuan }: SweptStars) => wholeYuan(yuan ?? '0')
  const most = Math.max(1, ...all.map(({ at }) => high(at)))
  const dearest = Math.max(1, ...all.map(({ at }) => Number(cost(at))))
  const priced = inForce.cost !== null
  return tableText({
    head: ['', whatIf.atLeast(words.star(star)), '', ...(priced ? [whatIf.labels.cost, ''] : [])],
    rows: all.map(({ name, at }) => [
      name,
      grouped(high(at)),
      bar((high(at) / most) * long),
      ...(priced ? [whatIf.about(cost(at)), bar((Number(cost(at)) / dearest) * long)] : []),
    ]),
    align: priced ? 'lrlrl' : 'lrl',
  })
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const

function bar(columns: number): string {
  const eighths = Math.round(columns * EIGHTHS.length)
  const rest = EIGHTHS[eighths % EIGHTHS.length] as string
  return '█'.repeat(Math.floor(eighths / EIGHTHS.length)) + rest
}
