import { amount, wholeYuan, yuan } from './amount.ts'
import { chineseDate, chineseMonth } from './calendar.ts'
import { valueName } from './value-name.ts'
import type { Labels, ValueWords, Words } from './words.ts'

const money = (fen: bigint) => `${yuan(fen)} 元`
const month = chineseMonth
const date = chineseDate
const span = (from: string, through: string) => `${month(from)}至${month(through)}`
const list = (items: readonly string[]) => items.join('、')

const labels: Labels = {
  kinds: { mobile: '行動電話', broadband: '寬頻', fixed: '市內電話', iptv: 'IPTV' },
  categories: {
    recurring: '月租費',
    usage: '使用費',
    package: '套餐費',
    'value-added': '加值服務費',
    gift: '贈送',
    agency: '代收費',
    penalty: '違約金',
    'one-off': '一次性費用',
    'prepaid-card': '不記名卡',
    'non-telecom': '非電信費用',
  },
  segments: { individual: '個人客戶', enterprise: '企業客戶', government: '政府客戶' },
  stopKinds: { single: '單停', double: '雙停' },
  stopCauses: { arrears: '欠費', request: '申請暫停', lost: '掛失', breach: '違規' },
  outcomes: {
    awarded: '首次評星',
    unrated: '未評星',
    rose: '升級',
    kept: '有效期內保持',
    renewed: '到期續評',
    fell: '降級',
    left: '離網',
    ineligible: '不在評定範圍',
    imported: '舊系統匯入',
  },
  certainties: {
    official: '電信業者公布',
    several: '多個來源',
    one: '單一來源',
    assumed: '假定',
  },
  notCounted: { category: '費用類別不計', kind: '業務類型不計' },
  mismatches: { kind: '停機類型', cause: '停機原因', 'service-kind': '業務類型' },
  columns: {
    customerId: '客戶',
    month: '月份',
    spendGrowth: '消費成長值',
    tenureGrowth: '在網成長值',
    creditGrowth: '信用成長值',
    growthValue: '成長值',
    assessedStar: '評定星級',
    star: '星級',
    validFrom: '有效期起',
    validThrough: '有效期止',
    outcome: '結果',
  },
  counts: { opened: '開戶日期', held: '過戶後持有日期' },
}

const values: ValueWords = {
  paths: {
    'eligible.segments': '參加評定的客戶類別',
    'growth.spend.perYuan': '每元成長值',
    'growth.spend.kinds': '計入的業務',
    'growth.spend.exclude': '不計的費用類別',
    'growth.spend.months': '消費計算期間（月）',
    'growth.tenure.perMonth': '在網每月成長值',
    'growth.tenure.of': '在網依哪種業務',
    'growth.tenure.from': '在網起算日期',
    'growth.tenure.capMonths': '在網最多計月數',
    'growth.tenure.brackets': '在網分檔',
    'growth.credit.perStop': '每次停機成長值',
    'growth.credit.count.kind': '計入的停機類型',
    'growth.credit.count.cause': '計入的停機原因',
    'growth.credit.count.of': '停機依哪種業務',
    'growth.credit.months': '停機計算期間（月）',
    'star.thresholds': '星級門檻',
    'star.caps': '停機封頂',
    'star.validity.months': '有效期（月）',
    'star.validity.inside': '有效期內',
    'star.validity.atExpiry': '有效期滿',
  },
  inside: { 'only-rise': '就高，只升不降' },
  atExpiry: { reassess: '依評定星級', 'one-step': '每次最多降一級' },
  bracket: (months, growth) => `滿 ${months} 個月 ${growth}`,
  cap: (stops, atMost) => `停機 ${stops} 次及以上最高${atMost}`,
}

const { kinds, categories, segments, stopKinds, stopCauses } = labels
const spoken = {
  stop: (p: { serviceKind: keyof typeof kinds; serviceId: string; stoppedOn: string }) =>
    `${date(p.stoppedOn)}，${kinds[p.serviceKind]} ${p.serviceId} `,
  line: (p: { kind: keyof typeof kinds; serviceId: string; counts: string; date: string }) =>
    p.counts === 'opened'
      ? `最早開戶的${kinds[p.kind]} ${p.serviceId} 於${date(p.date)}開戶`
      : `持有最久的${kinds[p.kind]} ${p.serviceId} 自${date(p.date)}起持有`,
  mean: (periods: number, fen: bigint, weighed: string) =>
    `預計：假設今後每個帳期都與最近 ${periods} 個帳期的平均數相同（${weighed}${money(fen)}），` +
    '在用業務不變，不再停機，仍依本月方案。',
}

export const zhTW: Words = {
  language: 'zh-TW',
  money,
  month,
  shortMonth: month,
  span,
  list,
  phrase: (parts) => parts.join('，'),
  named: (name, text) => `${name}：${text}`,
  aside: (text, remark) => `${text}（${remark}）`,
  labels,
  values,
  unrated: '未評星',
  headlines: {
    rated: (p, star) =>
      `您是${star(p.star)}客戶，成長值 ${amount(p.value)}，有效期到 ${month(p.through)}。`,
    'rated-with-gap': (p, star) =>
      `您是${star(p.star)}客戶，成長值 ${amount(p.value)}，有效期到 ${month(p.through)}，` +
      `再增加 ${amount(p.missing)} 可升${star(p.next)}。`,
    unrated: (p) => `您目前未評星，成長值 ${amount(p.value)}。`,
    'unrated-with-gap': (p, star) =>
      `您目前未評星，成長值 ${amount(p.value)}，再增加 ${amount(p.missing)} 可評${star(p.next)}。`,
    left: () => '您已不在網，不再評定星級。',
    'left-on': (p) => `您已於${date(p.leftOn)}離網，不再評定星級。`,
    ineligible: () => '您不在星級評定範圍內。',
    'ineligible-segment': (p) => `您是${segments[p.segment]}，不在星級評定範圍內。`,
  },
  reasons: {
    'facts-differ': (p) =>
      `請注意：依現有資料算出的結果與星級登記簿不一致（${list(p.columns.map((c) => labels.columns[c]))}），` +
      '評定後資料曾有變動。以下依現有資料說明，對外仍以登記簿為準。',
    'facts-give-no-row': () => '請注意：依現有資料，該客戶本月不應有評定紀錄，但星級登記簿中有。',
    'imported-before': (p, star) =>
      p.through === null
        ? `此前的星級由舊系統匯入：${star(p.star)}。`
        : `此前的星級由舊系統匯入：${star(p.star)}，有效期到 ${month(p.through)}。`,
    rejoined: (p, star) =>
      `客戶${month(p.before)}入網，離網後於${month(p.joined)}重新入網，` +
      `${p.star === 0 ? '' : `原有的${star(p.star)}不再保留，`}重新開始評定。`,
    window: (p) => `計算期間為${span(p.from, p.through)}，共 ${p.periods} 個帳期。`,
    'window-shortened': (p) =>
      `計算期間為${span(p.from, p.through)}，共 ${p.periods} 個帳期：${month(p.from)}入網，` +
      `不滿 ${p.months} 個帳期的依實有帳期累計，不折算成全年。`,
    'charges-counted': (p) => `計入費用 ${p.charges} 筆，合計 ${money(p.fen)}。`,
    'no-charges': (p) => `${span(p.from, p.through)}沒有計入的費用。`,
    'not-counted-by-category': (p) =>
      `${p.charges} 筆費用合計 ${money(p.fen)} 依費用類別不計入：` +
      `${list(p.categories.map((c) => categories[c]))}。`,
    'not-counted-by-kind': (p) =>
      `${p.charges} 筆費用合計 ${money(p.fen)} 依業務類型不計入：` +
      `${list(p.kinds.map((k) => kinds[k]))}。`,
    'spend-growth': (p) =>
      `消費成長值：每 1 元計 1，合計 ${money(p.fen)}，不足 1 元的捨去，得 ${p.growth}。`,
    'spend-growth-weighted': (p) =>
      `消費成長值：每元${list(p.rates.map((r) => `${kinds[r.kind]}計 ${r.perYuan}`))}，` +
      `合計 ${amount(p.exactGrowth)}，小數捨去，得 ${p.growth}。`,
    'spend-floored': (p) => `消費合計為負（${amount(p.exactGrowth)}），以 0 計。`,
    tenure: (p) =>
      `在網成長值：${spoken.line(p)}，到本月 ${p.months} 個月；` +
      `每月計 ${p.perMonth}，以 ${p.countedMonths} 個月計得 ${p.growth}。`,
    'tenure-by-bracket': (p) =>
      `在網成長值：${spoken.line(p)}，到本月 ${p.months} 個月；` +
      `屬滿 ${p.fromMonths} 個月一檔，得 ${p.growth}。`,
    'tenure-capped': (p) => `在網 ${p.months} 個月，最多以 ${p.capMonths} 個月計。`,
    'tenure-none': (p) => `沒有在用的${kinds[p.kind]}，在網成長值為 0。`,
    'stop-counted': (p) =>
      `${spoken.stop(p)}${stopCauses[p.cause]}${stopKinds[p.kind]}，計 ${amount(p.perStop)}。`,
    'stop-not-counted': (p) =>
      `${spoken.stop(p)}${stopCauses[p.cause]}${stopKinds[p.kind]}，不計：` +
      `只計${kinds[p.counts.of]}的${list(p.counts.causes.map((c) => stopCauses[c]))}` +
      `${stopKinds[p.counts.kind]}（${list(p.mismatches.map((m) => labels.mismatches[m]))}不符）。`,
    'no-stops': (p) => `${span(p.from, p.through)}沒有停機紀錄，信用成長值為 0。`,
    'growth-value': (p) =>
      `成長值 = 消費 ${amount(p.spend)} + 在網 ${amount(p.tenure)} + 信用 ${amount(p.credit)}` +
      ` = ${amount(p.sum)}。`,
    'growth-floored': (p) => `三項之和為負（${amount(p.sum)}），成長值以 0 計。`,
    'threshold-reached': (p, star) =>
      `成長值 ${amount(p.value)} 達到${star(p.star)}的門檻 ${p.threshold}。`,
    'threshold-none': (p, star) =>
      `成長值 ${amount(p.value)} 未達到${star(1)}的門檻 ${p.threshold}。`,
    capped: (p, star) =>
      `計算期間內計入停機 ${p.stops} 次；${p.least} 次及以上最高評${star(p.atMost)}，` +
      `評定星級由${star(p.reached)}降為${star(p.atMost)}。`,
    'validity-ended': (p) => `原星級的有效期到 ${month(p.through)}，已滿，依評定星級重新確定。`,
    'validity-ended-by-transition': (p) =>
      `新方案自 ${month(p.effectiveFrom)} 起執行，首月視同有效期已滿（原到 ${month(p.through)}），` +
      '依評定星級重新確定。',
    'validity-none': (p, star) => `原有的${star(p.star)}沒有有效期，依評定星級重新確定。`,
    awarded: (p, star) => `本月評為${star(p.star)}，有效期${span(p.from, p.through)}。`,
    unrated: () => '本月未評星。',
    rose: (p, star) =>
      `由${star(p.before)}升為${star(p.star)}，有效期重新計算：${span(p.from, p.through)}。`,
    kept: (p, star) =>
      `評定星級仍為${star(p.star)}，在有效期內，星級和有效期不變，到 ${month(p.through)}。`,
    'kept-above': (p, star) =>
      `評定星級為${star(p.assessed)}，但在有效期內就高，保持${star(p.star)}到 ${month(p.through)}。`,
    renewed: (p, star) =>
      `評定星級仍為${star(p.star)}，續評${star(p.star)}，新的有效期${span(p.from, p.through)}。`,
    fell: (p, star) =>
      `由${star(p.before)}降為${star(p.star)}，新的有效期${span(p.from, p.through)}。`,
    'fell-to-unrated': (p, star) => `由${star(p.before)}降為未評星，不再有有效期。`,
    stepped: (p, star) =>
      `評定星級為${star(p.assessed)}，方案規定到期一次最多降一級，因此為${star(p.star)}。`,
    gap: (p, star) => `距${star(p.star)}（${p.threshold}）還差 ${amount(p.missing)}。`,
    'gap-held-by-cap': (p, star) =>
      `計算期間內停機 ${p.least} 次及以上最高評${star(p.atMost)}，目前不能升為${star(p.star)}。`,
    'gap-by-spend': (p, star) =>
      `${month(p.from)}起每月比近期平均再多消費 ${wholeYuan(p.yuanPerMonth)} 元（計入的費用），` +
      `約 ${month(p.by)}可達${star(p.star)}。`,
    'gap-by-spend-on': (p, star) =>
      `${month(p.from)}起每月比近期平均再多消費 ${wholeYuan(p.yuanPerMonth)} 元` +
      `（${kinds[p.kind]}計入的費用），約 ${month(p.by)}可達${star(p.star)}。`,
    'top-star': (p, star) => `已是最高星級${star(p.star)}。`,
    leaving: (p) => `下月起，${month(p.period)}的 ${money(p.fen)} 移出計算期間。`,
    'outlook-basis': (p) => spoken.mean(p.periods, p.fen, ''),
    'outlook-basis-weighted': (p) => spoken.mean(p.periods, p.fen, '依各業務費率折算後 '),
    'outlook-rises': (p, star) =>
      `預計 ${month(p.month)} 成長值 ${amount(p.value)}，升為${star(p.star)}。`,
    'outlook-renews': (p, star) =>
      `預計有效期滿後，${month(p.month)} 成長值 ${amount(p.value)}，續評${star(p.star)}。`,
    'outlook-falls': (p, star) =>
      `預計有效期滿後，${month(p.month)} 成長值 ${amount(p.value)}` +
      `（${star(p.before)}需 ${p.needed}），降為${star(p.star)}。`,
    'outlook-falls-to-unrated': (p, star) =>
      `預計有效期滿後，${month(p.month)} 成長值 ${amount(p.value)}` +
      `（${star(p.before)}需 ${p.needed}），降為未評星。`,
    'outlook-first-star': (p, star) =>
      `預計 ${month(p.month)} 成長值 ${amount(p.value)}，評為${star(p.star)}。`,
    'outlook-stays-unrated': (p) => `預計今後 ${p.months} 個月內仍未評星。`,
    'policy-document': (p) =>
      `依據《${p.title['zh-TW']}》，${month(p.effectiveFrom)}起執行（${p.policy}，${p.document}）。`,
    'policy-overlay': (p) => `${p.region} 另有地區方案，一併適用（${p.file}）。`,
    'assumed-values': (p) =>
      `有 ${p.paths.length} 項參數為假定，尚未經電信業者確認：` +
      `${list(p.paths.map((path) => valueName(path, values, labels)))}。`,
    left: (p) => `客戶於${date(p.leftOn)}離網，不再參加評定。`,
    'left-no-membership': () => '沒有可計的在網紀錄，不參加評定。',
    'starts-later': (p) => `${date(p.startsOn)}入網的，自次月起參加評定。`,
    ineligible: (p) =>
      `客戶類別為${segments[p.segment]}，參加評定的只有${list(p.eligible.map((s) => segments[s]))}。`,
    'last-row': () => '成長值和星級清零，有效期終止；以後再參加評定時重新開始。',
  },
  sections: {
    result: '評定結果',
    next: '下一步',
    growth: '成長值',
    spend: '消費：逐帳期',
    charges: '消費：逐項費用',
    tenure: '在網時長',
    credit: '信用：停機',
    policy: '方案與參數',
  },
  terms: {
    title: '星級說明',
    customer: '客戶',
    month: '月份',
    star: '星級',
    validity: '有效期',
    growth: '成長值',
    growthValue: '成長值',
    assessedStar: '評定星級',
    outcome: '結果',
    heldBefore: '上月',
    joined: '入網月份',
    region: '地區',
    segment: '客戶類別',
    none: '無',
    part: '組成',
    spendPart: '消費',
    tenurePart: '在網',
    creditPart: '信用',
    total: '合計',
    sum: '三項之和',
    threshold: '門檻',
    missing: '還差',
    period: '帳期',
    charges: '筆數',
    counted: '計入',
    notCounted: '不計',
    exactGrowth: '折成長值',
    service: '業務',
    category: '費用類別',
    amount: '金額',
    verdict: '是否計入',
    line: '門號或帳號',
    months: '在網月數',
    countedMonths: '計入月數',
    capMonths: '最多計',
    perMonth: '每月',
    brackets: '分檔',
    window: '期間',
    perStop: '每次',
    date: '日期',
    stopKind: '停機類型',
    stopCause: '停機原因',
    leaving: '下月移出期間',
    mean: '推算每帳期',
    when: '時點',
    atExpiry: '有效期滿後',
    firstRise: '首次升級',
    firstStar: '首次評星',
    policy: '方案',
    effectiveFrom: '起始月份',
    document: '方案文件',
    overlay: '地區方案',
    digest: '摘要',
    value: '取值',
    setting: '參數',
    source: '來源',
    said: '出處',
    certainty: '可信度',
    column: '項目',
    stored: '登記簿',
    fromFacts: '依現有資料',
    now: '本月',
  },
}
