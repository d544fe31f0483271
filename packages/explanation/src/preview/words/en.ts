import { englishDate as date } from '../../words/calendar.ts'
import { en as common } from '../../words/en.ts'
import type { StarName } from '../../words/words.ts'
import type { StarRun } from '../preview.ts'
import type { PreviewParams } from '../sayings.ts'
import { type PreviewWords, price } from './words.ts'

const { money, month, span, list, labels } = common
const { kinds, segments, outcomes } = labels

/** What is said of the first star, and of there being none. */
type Verbs = readonly [rated: string, unrated: string]

const many = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`
const named = (value: number, star: StarName) => (value === 0 ? 'no star' : star(value))
const monthOrNone = (value: string | null) => (value === null ? 'none' : month(value))
const spanOf = (p: { from: string; through: string }) =>
  p.from === p.through ? month(p.from) : span(p.from, p.through)
const change = (p: { fen: bigint; kind: keyof typeof kinds; from: string }) =>
  `On the ${price(money(p.fen))} ${kinds[p.kind]} tariff from ${month(p.from)}`

/** The last star is left open: how far the preview looks is said apart. */
const course = (runs: readonly StarRun[], star: StarName, [rated, unrated]: Verbs) =>
  runs
    .map((run, index) => {
      const first = run.star === 0 ? unrated : `${rated} ${star(run.star)}`
      const later = `then ${named(run.star, star)}`
      const through = index === runs.length - 1 ? '' : ` through ${month(run.through)}`
      return (index === 0 ? first : later) + through
    })
    .join(', ')

/** A star that growth no longer earns is not said without its end. */
const onlyValid = (p: Pick<PreviewParams['same'], 'onlyValid'>, star: StarName) =>
  p.onlyValid === null
    ? ''
    : `; on the tariff its validity alone then keeps it, through ${month(p.onlyValid.through)}: ` +
      `the growth value would give ${named(p.onlyValid.assessed, star)}`

export const en: PreviewWords = {
  differs: (p, star) =>
    `${change(p)} ${course(p.changed, star, ['the star stays', 'there is no star'])}; ` +
    `without the change ${course(p.unchanged, star, ['it would stay', 'there would be no star'])} ` +
    `(looked ahead to ${month(p.through)})${onlyValid(p, star)}.`,
  same: (p, star) =>
    `${change(p)} ${course(p.runs, star, ['the star stays', 'there is no star'])}, as without ` +
    `the change (looked ahead to ${month(p.through)})${onlyValid(p, star)}.`,
  ended: (p) =>
    `There is nothing to preview: the last day in net is ${date(p.leftOn)}, and no star is ` +
    'assessed after it.',
  'just-joined': (p) =>
    `There is nothing to preview yet: who joined on ${date(p.joinedOn)} is assessed from the next ` +
    'month on, from the first period billed.',
  ineligible: (p) =>
    `There is nothing to preview: a customer of the segment ${segments[p.segment]} does not take ` +
    'part in the star programme.',
  'no-membership': () => 'There is nothing to preview: there is no membership that counts.',
  held: (p, star) =>
    p.through === null
      ? `Held in ${month(p.month)}: ${named(p.star, star)}.`
      : `Held in ${month(p.month)}: ${star(p.star)}, valid through ${month(p.through)}.`,
  basis: (p) =>
    `Looked ahead to ${month(p.through)}: each period from ${month(p.from)} on is taken to bring ` +
    `the mean of the last ${many(p.periods, 'period')}, of which ${money(p.fen)} count, with the ` +
    'same lines and no new stops; each month is assessed under the policy that answers for it.',
  replaces: (p) =>
    `From ${month(p.from)} on a period brings ${money(p.fen)} of ${kinds[p.kind]} in place of ` +
    `${money(p.replacedFen)} of monthly fees and packages; it counts from the month of ` +
    `${month(p.counts)} on.`,
  adds: (p) =>
    `From ${month(p.from)} on a period brings ${money(p.fen)} of ${kinds[p.kind]} on top: there ` +
    'were no monthly fees or packages that it takes the place of; it counts from the month of ' +
    `${month(p.counts)} on.`,
  'several-lines': (p) =>
    `Please note: ${p.lines} lines in use are ${kinds[p.kind]}; the tariff takes the place of the ` +
    'monthly fees and packages of all of them.',
  'rules-change': (p) => `The rules change in ${list(p.months.map(month))}.`,
  differing: (p) => `The star differs in ${many(p.months, 'month')}: ${list(p.spans.map(spanOf))}.`,
  'first-fall': (p) =>
    `First fall: ${monthOrNone(p.changed)} on the tariff, ${monthOrNone(p.unchanged)} without it.`,
  'first-rise': (p) =>
    `First rise: ${monthOrNone(p.changed)} on the tariff, ${monthOrNone(p.unchanged)} without it.`,
  'assessed-no-more': (p) =>
    `The last row is that of ${month(p.month)}: ${outcomes[p.outcome]}; nothing is assessed after it.`,
}
