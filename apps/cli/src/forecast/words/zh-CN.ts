import type { ForecastWords } from './words.ts'

const share = (text: string | null) => (text === null ? '' : `（${text}）`)

export const zhCN: ForecastWords = {
  labels: {
    lookedFrom: '起点',
    assumed: '假设',
    month: '月份',
    star: '星级',
    region: '地区',
    held: '届时持有',
    due: '到期',
    falls: '将下降',
    renews: '将续期',
    rises: '将上升',
    near: '接近升星',
    fallsFrom: '由此下降',
    risesTo: '升至此星',
    nearTo: '接近此星',
    compared: '比对客户',
    left: '已离网',
    right: '星级正确',
    unchanged: '若都不变',
    forecast: '预测',
    cameTrue: '应验',
    foreseen: '事先预见',
    growthOff: '成长值误差',
  },
  headings: {
    byMonth: '逐月',
    byStar: '分星级（各月合计；持有与接近为期末）',
    byRegion: '下降最多的地区（各月合计）',
    backTest: '这样的预测有多大误差',
  },
  lookedFrom: (p) => `${p.month}；账单已知至 ${p.billed}`,
  assumption:
    '此后每个账期都等于客户最近至多三个账期的平均；用户、地区、客户类别保持不变，无人停机，无人入网',
  answer: (p) =>
    `至 ${p.through}，${p.customers} 位客户中有 ${p.due} 次有效期到期，其中 ${p.falls} 次星级下降；${p.rises} 位上升，另有 ${p.near} 位期末距下一星级不超过 ${p.growth} 成长值。`,
  moreRegions: (count) => `另有 ${count} 个地区，见 --json`,
  noRegion: '（未分地区）',
  inThatMonth: '恰在所预测的月份下降、上升的',
  backTest: {
    none: (p) => `台账在 ${p.month} 之前没有月份可作起点：这次预测的误差无从得知。`,
    how: (p) =>
      `从 ${p.month} 起、只用当时已知的数据作同样的预测，与台账至 ${p.through} 的结果比对：`,
    stars: (p) =>
      `${p.months} 个月后，星级正确率为 ${p.right}（若当作都不变，则为 ${p.unchanged}）`,
    growth: (p) => `${p.months} 个月后，成长值平均相差 ${p.off}`,
    falls: (p) =>
      `各月合计，预测下降 ${p.forecast} 位，其中 ${p.both} 位确实下降${share(p.precision)}；实际下降 ${p.happened} 位，其中 ${p.both} 位事先已预测${share(p.recall)}`,
    rises: (p) =>
      `预测上升 ${p.forecast} 位，其中 ${p.both} 位确实上升${share(p.precision)}；实际上升 ${p.happened} 位，其中 ${p.both} 位事先已预测${share(p.recall)}`,
    noFalls: '没有预测下降的，也没有人下降',
    noRises: '没有预测上升的，也没有人上升',
    apart: (p) => `期间离网 ${p.left} 位，入网 ${p.joined} 位，都不计入以上数字`,
  },
  summary: (p) =>
    `已预测 ${p.from} 至 ${p.through}：下降 ${p.falls} 次，上升 ${p.rises} 位；` +
    (p.right === null
      ? '台账没有更早的月份，误差无从得知'
      : `回测中 ${p.right.months} 个月后星级正确率为 ${p.right.share}`) +
    (p.out === null ? '；用 --out FOLDER 写出名单' : `；名单在 ${p.out}`),
}
