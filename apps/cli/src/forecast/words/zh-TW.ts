import type { ForecastWords } from './words.ts'

const share = (text: string | null) => (text === null ? '' : `（${text}）`)

export const zhTW: ForecastWords = {
  labels: {
    lookedFrom: '起點',
    assumed: '假設',
    month: '月份',
    star: '星級',
    region: '地區',
    held: '屆時持有',
    due: '到期',
    falls: '將下降',
    renews: '將續期',
    rises: '將上升',
    near: '接近升星',
    fallsFrom: '由此下降',
    risesTo: '升至此星',
    nearTo: '接近此星',
    compared: '比對客戶',
    left: '已離網',
    right: '星級正確',
    unchanged: '若都不變',
    forecast: '預測',
    cameTrue: '應驗',
    foreseen: '事先預見',
    growthOff: '成長值誤差',
  },
  headings: {
    byMonth: '逐月',
    byStar: '分星級（各月合計；持有與接近為期末）',
    byRegion: '下降最多的地區（各月合計）',
    backTest: '這樣的預測有多大誤差',
  },
  lookedFrom: (p) => `${p.month}；帳單已知至 ${p.billed}`,
  assumption:
    '此後每個帳期都等於客戶最近至多三個帳期的平均；用戶、地區、客戶類別保持不變，無人停機，無人入網',
  answer: (p) =>
    `至 ${p.through}，${p.customers} 位客戶中有 ${p.due} 次有效期到期，其中 ${p.falls} 次星級下降；${p.rises} 位上升，另有 ${p.near} 位期末距下一星級不超過 ${p.growth} 成長值。`,
  moreRegions: (count) => `另有 ${count} 個地區，見 --json`,
  noRegion: '（未分地區）',
  inThatMonth: '恰在所預測的月份下降、上升的',
  backTest: {
    none: (p) => `台帳在 ${p.month} 之前沒有月份可作起點：這次預測的誤差無從得知。`,
    how: (p) =>
      `從 ${p.month} 起、只用當時已知的資料作同樣的預測，與台帳至 ${p.through} 的結果比對：`,
    stars: (p) =>
      `${p.months} 個月後，星級正確率為 ${p.right}（若當作都不變，則為 ${p.unchanged}）`,
    growth: (p) => `${p.months} 個月後，成長值平均相差 ${p.off}`,
    falls: (p) =>
      `各月合計，預測下降 ${p.forecast} 位，其中 ${p.both} 位確實下降${share(p.precision)}；實際下降 ${p.happened} 位，其中 ${p.both} 位事先已預測${share(p.recall)}`,
    rises: (p) =>
      `預測上升 ${p.forecast} 位，其中 ${p.both} 位確實上升${share(p.precision)}；實際上升 ${p.happened} 位，其中 ${p.both} 位事先已預測${share(p.recall)}`,
    noFalls: '沒有預測下降的，也沒有人下降',
    noRises: '沒有預測上升的，也沒有人上升',
    apart: (p) => `期間離網 ${p.left} 位，入網 ${p.joined} 位，都不計入以上數字`,
  },
  summary: (p) =>
    `已預測 ${p.from} 至 ${p.through}：下降 ${p.falls} 次，上升 ${p.rises} 位；` +
    (p.right === null
      ? '台帳沒有更早的月份，誤差無從得知'
      : `回測中 ${p.right.months} 個月後星級正確率為 ${p.right.share}`) +
    (p.out === null ? '；用 --out FOLDER 寫出名單' : `；名單在 ${p.out}`),
}
