import { chineseDate as date } from '../../words/calendar.ts'
import type { StarName } from '../../words/words.ts'
import { zhCN as common } from '../../words/zh-CN.ts'
import type { StarRun } from '../preview.ts'
import type { PreviewParams } from '../sayings.ts'
import { type PreviewWords, price } from './words.ts'

const { money, month, span, list, labels } = common
const { kinds, segments, outcomes } = labels

const rated = (value: number, star: StarName) => (value === 0 ? '不能评星' : `只能评${star(value)}`)
const monthOrNone = (value: string | null) => (value === null ? '无' : month(value))
const spanOf = (p: { from: string; through: string }) =>
  p.from === p.through ? month(p.from) : span(p.from, p.through)
const change = (p: { fen: bigint; kind: keyof typeof kinds; from: string }) =>
  `自${month(p.from)}账期起改用 ${price(money(p.fen))} 的${kinds[p.kind]}套餐`

/** The last star is left open: how far the preview looks is said apart. */
const course = (runs: readonly StarRun[], star: StarName) =>
  runs
    .map((run, index) => {
      const first = run.star === 0 ? '未评星' : `保持${star(run.star)}`
      const later = run.star === 0 ? '之后未评星' : `之后为${star(run.star)}`
      const through = index === runs.length - 1 ? '' : `到 ${month(run.through)}`
      return (index === 0 ? first : later) + through
    })
    .join('，')

/** A star that growth no longer earns is not said without its end. */
const onlyValid = (p: Pick<PreviewParams['same'], 'onlyValid'>, star: StarName) =>
  p.onlyValid === null
    ? ''
    : `；届时新套餐下的星级只靠有效期保持到 ${month(p.onlyValid.through)}，按成长值` +
      rated(p.onlyValid.assessed, star)

export const zhCN: PreviewWords = {
  differs: (p, star) =>
    `${change(p)}，${course(p.changed, star)}；不改套餐则${course(p.unchanged, star)}` +
    `（推算到 ${month(p.through)}）${onlyValid(p, star)}。`,
  same: (p, star) =>
    `${change(p)}，${course(p.runs, star)}，与不改套餐相同（推算到 ${month(p.through)}）` +
    `${onlyValid(p, star)}。`,
  ended: (p) => `无可推算：客户在网到 ${date(p.leftOn)}，之后不再评定星级。`,
  'just-joined': (p) =>
    `暂无可推算：客户于${date(p.joinedOn)}入网，自次月起按第一个有账单的账期评定。`,
  ineligible: (p) => `无可推算：${segments[p.segment]}不在星级评定范围内。`,
  'no-membership': () => '无可推算：没有可计的在网记录。',
  held: (p, star) =>
    p.through === null
      ? `${month(p.month)}持有：${star(p.star)}。`
      : `${month(p.month)}持有：${star(p.star)}，有效期到 ${month(p.through)}。`,
  basis: (p) =>
    `推算到 ${month(p.through)}：假设自${month(p.from)}起每个账期都与最近 ${p.periods} 个账期的` +
    `平均数相同（其中计入 ${money(p.fen)}），在用业务不变，不再停机；各月按当月适用的方案评定。`,
  replaces: (p) =>
    `自${month(p.from)}起，每个账期的${kinds[p.kind]}以 ${money(p.fen)} 代替原来的月租费和套餐费 ` +
    `${money(p.replacedFen)}；从 ${month(p.counts)}的评定起计入。`,
  adds: (p) =>
    `自${month(p.from)}起，每个账期另加${kinds[p.kind]} ${money(p.fen)}：` +
    `原来没有可代替的月租费和套餐费；从 ${month(p.counts)}的评定起计入。`,
  'several-lines': (p) =>
    `请注意：在用的${kinds[p.kind]}有 ${p.lines} 个，此处以新套餐代替其全部月租费和套餐费。`,
  'rules-change': (p) => `规则自${list(p.months.map(month))}起有变。`,
  differing: (p) => `星级不同的有 ${p.months} 个月：${list(p.spans.map(spanOf))}。`,
  'first-fall': (p) =>
    `首次降级：改套餐 ${monthOrNone(p.changed)}，不改 ${monthOrNone(p.unchanged)}。`,
  'first-rise': (p) =>
    `首次升级：改套餐 ${monthOrNone(p.changed)}，不改 ${monthOrNone(p.unchanged)}。`,
  'assessed-no-more': (p) =>
    `${month(p.month)}为最后一条评定记录（${outcomes[p.outcome]}），之后不再评定。`,
}
