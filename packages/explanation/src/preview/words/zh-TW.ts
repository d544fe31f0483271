import { chineseDate as date } from '../../words/calendar.ts'
import type { StarName } from '../../words/words.ts'
import { zhTW as common } from '../../words/zh-TW.ts'
import type { StarRun } from '../preview.ts'
import type { PreviewParams } from '../sayings.ts'
import { type PreviewWords, price } from './words.ts'

const { money, month, span, list, labels } = common
const { kinds, segments, outcomes } = labels

const rated = (value: number, star: StarName) => (value === 0 ? '不能評星' : `只能評${star(value)}`)
const monthOrNone = (value: string | null) => (value === null ? '無' : month(value))
const spanOf = (p: { from: string; through: string }) =>
  p.from === p.through ? month(p.from) : span(p.from, p.through)
const change = (p: { fen: bigint; kind: keyof typeof kinds; from: string }) =>
  `自${month(p.from)}帳期起改用 ${price(money(p.fen))}的${kinds[p.kind]}套餐`

/** The last star is left open: how far the preview looks is said apart. */
const course = (runs: readonly StarRun[], star: StarName) =>
  runs
    .map((run, index) => {
      const first = run.star === 0 ? '未評星' : `保持${star(run.star)}`
      const later = run.star === 0 ? '之後未評星' : `之後為${star(run.star)}`
      const through = index === runs.length - 1 ? '' : `到 ${month(run.through)}`
      return (index === 0 ? first : later) + through
    })
    .join('，')

/** A star that growth no longer earns is not said without its end. */
const onlyValid = (p: Pick<PreviewParams['same'], 'onlyValid'>, star: StarName) =>
  p.onlyValid === null
    ? ''
    : `；屆時新套餐下的星級只靠有效期保持到 ${month(p.onlyValid.through)}，依成長值` +
      rated(p.onlyValid.assessed, star)

export const zhTW: PreviewWords = {
  differs: (p, star) =>
    `${change(p)}，${course(p.changed, star)}；不改套餐則${course(p.unchanged, star)}` +
    `（推算到 ${month(p.through)}）${onlyValid(p, star)}。`,
  same: (p, star) =>
    `${change(p)}，${course(p.runs, star)}，與不改套餐相同（推算到 ${month(p.through)}）` +
    `${onlyValid(p, star)}。`,
  ended: (p) => `無可推算：客戶在網到 ${date(p.leftOn)}，之後不再評定星級。`,
  'just-joined': (p) =>
    `暫無可推算：客戶於${date(p.joinedOn)}入網，自次月起依第一個有帳單的帳期評定。`,
  ineligible: (p) => `無可推算：${segments[p.segment]}不在星級評定範圍內。`,
  'no-membership': () => '無可推算：沒有可計的在網紀錄。',
  held: (p, star) =>
    p.through === null
      ? `${month(p.month)}持有：${star(p.star)}。`
      : `${month(p.month)}持有：${star(p.star)}，有效期到 ${month(p.through)}。`,
  basis: (p) =>
    `推算到 ${month(p.through)}：假設自${month(p.from)}起每個帳期都與最近 ${p.periods} 個帳期的` +
    `平均數相同（其中計入 ${money(p.fen)}），在用業務不變，不再停機；各月依當月適用的方案評定。`,
  replaces: (p) =>
    `自${month(p.from)}起，每個帳期的${kinds[p.kind]}以 ${money(p.fen)} 代替原來的月租費和套餐費 ` +
    `${money(p.replacedFen)}；從 ${month(p.counts)}的評定起計入。`,
  adds: (p) =>
    `自${month(p.from)}起，每個帳期另加${kinds[p.kind]} ${money(p.fen)}：` +
    `原來沒有可代替的月租費和套餐費；從 ${month(p.counts)}的評定起計入。`,
  'several-lines': (p) =>
    `請注意：在用的${kinds[p.kind]}有 ${p.lines} 個，此處以新套餐代替其全部月租費和套餐費。`,
  'rules-change': (p) => `規則自${list(p.months.map(month))}起有變。`,
  differing: (p) => `星級不同的有 ${p.months} 個月：${list(p.spans.map(spanOf))}。`,
  'first-fall': (p) =>
    `首次降級：改套餐 ${monthOrNone(p.changed)}，不改 ${monthOrNone(p.unchanged)}。`,
  'first-rise': (p) =>
    `首次升級：改套餐 ${monthOrNone(p.changed)}，不改 ${monthOrNone(p.unchanged)}。`,
  'assessed-no-more': (p) =>
    `${month(p.month)}為最後一條評定紀錄（${outcomes[p.outcome]}），之後不再評定。`,
}
