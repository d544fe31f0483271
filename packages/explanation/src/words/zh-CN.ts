import { amount, wholeYuan, yuan } from './amount.ts'
import { chineseDate, chineseMonth } from './calendar.ts'
import { valueName } from './value-name.ts'
import type { Labels, ValueWords, Words } from './words.ts'

const money = (fen: bigint) => `${fen < 0n ? '−' : ''}¥${yuan(fen < 0n ? -fen : fen)}`
const month = chineseMonth
const date = chineseDate
const span = (from: string, through: string) => `${month(from)}至${month(through)}`
const list = (items: readonly string[]) => items.join('、')

const labels: Labels = {
  kinds: { mobile: '移动电话', broadband: '宽带', fixed: '固定电话', iptv: 'IPTV' },
  categories: {
    recurring: '月租费',
    usage: '使用费',
    package: '套餐费',
    'value-added': '增值业务费',
    gift: '赠送',
    agency: '代收费',
    penalty: '违约金',
    'one-off': '一次性费用',
    'prepaid-card': '不记名卡',
    'non-telecom': '非电信费用',
  },
  segments: { individual: '个人客户', enterprise: '企业客户', government: '政府客户' },
  stopKinds: { single: '单停', double: '双停' },
  stopCauses: { arrears: '欠费', request: '报停', lost: '挂失', breach: '违章' },
  outcomes: {
    awarded: '首次评星',
    unrated: '未评星',
    rose: '升级',
    kept: '有效期内保持',
    renewed: '到期续评',
    fell: '降级',
    left: '离网',
    ineligible: '不在评定范围',
    imported: '旧系统导入',
  },
  certainties: {
    official: '运营商公布',
    several: '多个来源',
    one: '单一来源',
    assumed: '假定',
  },
  notCounted: { category: '费用类别不计', kind: '业务类型不计' },
  mismatches: { kind: '停机类型', cause: '停机原因', 'service-kind': '业务类型' },
  columns: {
    customerId: '客户',
    month: '月份',
    spendGrowth: '消费成长值',
    tenureGrowth: '在网成长值',
    creditGrowth: '信用成长值',
    growthValue: '成长值',
    assessedStar: '评定星级',
    star: '星级',
    validFrom: '有效期起',
    validThrough: '有效期止',
    outcome: '结果',
  },
  counts: { opened: '开户日期', held: '过户后持有日期' },
}

const values: ValueWords = {
  paths: {
    'eligible.segments': '参加评定的客户类别',
    'growth.spend.perYuan': '每元成长值',
    'growth.spend.kinds': '计入的业务',
    'growth.spend.exclude': '不计的费用类别',
    'growth.spend.months': '消费窗口（月）',
    'growth.tenure.perMonth': '在网每月成长值',
    'growth.tenure.of': '在网按哪种业务',
    'growth.tenure.from': '在网起算日期',
    'growth.tenure.capMonths': '在网最多计月数',
    'growth.tenure.brackets': '在网分档',
    'growth.credit.perStop': '每次停机成长值',
    'growth.credit.count.kind': '计入的停机类型',
    'growth.credit.count.cause': '计入的停机原因',
    'growth.credit.count.of': '停机按哪种业务',
    'growth.credit.months': '停机窗口（月）',
    'star.thresholds': '星级门槛',
    'star.caps': '停机封顶',
    'star.validity.months': '有效期（月）',
    'star.validity.inside': '有效期内',
    'star.validity.atExpiry': '有效期满',
  },
  inside: { 'only-rise': '就高，只升不降' },
  atExpiry: { reassess: '按评定星级', 'one-step': '每次最多降一级' },
  bracket: (months, growth) => `满 ${months} 个月 ${growth}`,
  cap: (stops, atMost) => `停机 ${stops} 次及以上最高${atMost}`,
}

const { kinds, categories, segments, stopKinds, stopCauses } = labels
const spoken = {
  stop: (p: { serviceKind: keyof typeof kinds; serviceId: string; stoppedOn: string }) =>
    `${date(p.stoppedOn)}，${kinds[p.serviceKind]} ${p.serviceId} `,
  line: (p: { kind: keyof typeof kinds; serviceId: string; counts: string; date: string }) =>
    p.counts === 'opened'
      ? `最早开户的${kinds[p.kind]} ${p.serviceId} 于${date(p.date)}开户`
      : `持有最久的${kinds[p.kind]} ${p.serviceId} 自${date(p.date)}起持有`,
  mean: (periods: number, fen: bigint, weighed: string) =>
    `预计：假设今后每个账期都与最近 ${periods} 个账期的平均数相同（${weighed}${money(fen)}），` +
    '在用业务不变，不再停机，仍按本月方案。',
}

export const zhCN: Words = {
  language: 'zh-CN',
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
  unrated: '未评星',
  headlines: {
    rated: (p, star) =>
      `您是${star(p.star)}客户，成长值 ${amount(p.value)}，有效期到 ${month(p.through)}。`,
    'rated-with-gap': (p, star) =>
      `您是${star(p.star)}客户，成长值 ${amount(p.value)}，有效期到 ${month(p.through)}，` +
      `再增加 ${amount(p.missing)} 可升${star(p.next)}。`,
    unrated: (p) => `您目前未评星，成长值 ${amount(p.value)}。`,
    'unrated-with-gap': (p, star) =>
      `您目前未评星，成长值 ${amount(p.value)}，再增加 ${amount(p.missing)} 可评${star(p.next)}。`,
    left: () => '您已不在网，不再评定星级。',
    'left-on': (p) => `您已于${date(p.leftOn)}离网，不再评定星级。`,
    ineligible: () => '您不在星级评定范围内。',
    'ineligible-segment': (p) => `您是${segments[p.segment]}，不在星级评定范围内。`,
  },
  reasons: {
    'facts-differ': (p) =>
      `请注意：按现有数据算出的结果与星级台账不一致（${list(p.columns.map((c) => labels.columns[c]))}），` +
      '评定后数据有过变动。以下按现有数据说明，对外仍以台账为准。',
    'facts-give-no-row': () => '请注意：按现有数据，该客户本月不应有评定记录，但星级台账中有。',
    'imported-before': (p, star) =>
      p.through === null
        ? `此前的星级由旧系统导入：${star(p.star)}。`
        : `此前的星级由旧系统导入：${star(p.star)}，有效期到 ${month(p.through)}。`,
    rejoined: (p, star) =>
      `客户${month(p.before)}入网，离网后于${month(p.joined)}重新入网，` +
      `${p.star === 0 ? '' : `原有的${star(p.star)}不再保留，`}重新开始评定。`,
    window: (p) => `计算窗口为${span(p.from, p.through)}，共 ${p.periods} 个账期。`,
    'window-shortened': (p) =>
      `计算窗口为${span(p.from, p.through)}，共 ${p.periods} 个账期：${month(p.from)}入网，` +
      `不满 ${p.months} 个账期的按实有账期累计，不折算成全年。`,
    'charges-counted': (p) => `计入费用 ${p.charges} 笔，合计 ${money(p.fen)}。`,
    'no-charges': (p) => `${span(p.from, p.through)}没有计入的费用。`,
    'not-counted-by-category': (p) =>
      `${p.charges} 笔费用合计 ${money(p.fen)} 按费用类别不计入：` +
      `${list(p.categories.map((c) => categories[c]))}。`,
    'not-counted-by-kind': (p) =>
      `${p.charges} 笔费用合计 ${money(p.fen)} 按业务类型不计入：` +
      `${list(p.kinds.map((k) => kinds[k]))}。`,
    'spend-growth': (p) =>
      `消费成长值：每 1 元计 1，合计 ${money(p.fen)}，不足 1 元的舍去，得 ${p.growth}。`,
    'spend-growth-weighted': (p) =>
      `消费成长值：每元${list(p.rates.map((r) => `${kinds[r.kind]}计 ${r.perYuan}`))}，` +
      `合计 ${amount(p.exactGrowth)}，小数舍去，得 ${p.growth}。`,
    'spend-floored': (p) => `消费合计为负（${amount(p.exactGrowth)}），按 0 计。`,
    tenure: (p) =>
      `在网成长值：${spoken.line(p)}，到本月 ${p.months} 个月；` +
      `每月计 ${p.perMonth}，按 ${p.countedMonths} 个月得 ${p.growth}。`,
    'tenure-by-bracket': (p) =>
      `在网成长值：${spoken.line(p)}，到本月 ${p.months} 个月；` +
      `按满 ${p.fromMonths} 个月一档得 ${p.growth}。`,
    'tenure-capped': (p) => `在网 ${p.months} 个月，最多按 ${p.capMonths} 个月计。`,
    'tenure-none': (p) => `没有在用的${kinds[p.kind]}，在网成长值为 0。`,
    'stop-counted': (p) =>
      `${spoken.stop(p)}${stopCauses[p.cause]}${stopKinds[p.kind]}，计 ${amount(p.perStop)}。`,
    'stop-not-counted': (p) =>
      `${spoken.stop(p)}${stopCauses[p.cause]}${stopKinds[p.kind]}，不计：` +
      `只计${kinds[p.counts.of]}的${list(p.counts.causes.map((c) => stopCauses[c]))}` +
      `${stopKinds[p.counts.kind]}（${list(p.mismatches.map((m) => labels.mismatches[m]))}不符）。`,
    'no-stops': (p) => `${span(p.from, p.through)}没有停机记录，信用成长值为 0。`,
    'growth-value': (p) =>
      `成长值 = 消费 ${amount(p.spend)} + 在网 ${amount(p.tenure)} + 信用 ${amount(p.credit)}` +
      ` = ${amount(p.sum)}。`,
    'growth-floored': (p) => `三项之和为负（${amount(p.sum)}），成长值按 0 计。`,
    'threshold-reached': (p, star) =>
      `成长值 ${amount(p.value)} 达到${star(p.star)}的门槛 ${p.threshold}。`,
    'threshold-none': (p, star) =>
      `成长值 ${amount(p.value)} 未达到${star(1)}的门槛 ${p.threshold}。`,
    capped: (p, star) =>
      `窗口内计入停机 ${p.stops} 次；${p.least} 次及以上最高评${star(p.atMost)}，` +
      `评定星级由${star(p.reached)}降为${star(p.atMost)}。`,
    'validity-ended': (p) => `原星级的有效期到 ${month(p.through)}，已满，按评定星级重新确定。`,
    'validity-ended-by-transition': (p) =>
      `新方案自 ${month(p.effectiveFrom)} 起执行，首月视同有效期已满（原到 ${month(p.through)}），` +
      '按评定星级重新确定。',
    'validity-none': (p, star) => `原有的${star(p.star)}没有有效期，按评定星级重新确定。`,
    awarded: (p, star) => `本月评为${star(p.star)}，有效期${span(p.from, p.through)}。`,
    unrated: () => '本月未评星。',
    rose: (p, star) =>
      `由${star(p.before)}升为${star(p.star)}，有效期重新计算：${span(p.from, p.through)}。`,
    kept: (p, star) =>
      `评定星级仍为${star(p.star)}，在有效期内，星级和有效期不变，到 ${month(p.through)}。`,
    'kept-above': (p, star) =>
      `评定星级为${star(p.assessed)}，但在有效期内就高，保持${star(p.star)}到 ${month(p.through)}。`,
    renewed: (p, star) =>
      `评定星级仍为${star(p.star)}，续评${star(p.star)}，新的有效期${span(p.from, p.through)}。`,
    fell: (p, star) =>
      `由${star(p.before)}降为${star(p.star)}，新的有效期${span(p.from, p.through)}。`,
    'fell-to-unrated': (p, star) => `由${star(p.before)}降为未评星，不再有有效期。`,
    stepped: (p, star) =>
      `评定星级为${star(p.assessed)}，方案规定到期一次最多降一级，因此为${star(p.star)}。`,
    gap: (p, star) => `距${star(p.star)}（${p.threshold}）还差 ${amount(p.missing)}。`,
    'gap-held-by-cap': (p, star) =>
      `窗口内停机 ${p.least} 次及以上最高评${star(p.atMost)}，目前不能升为${star(p.star)}。`,
    'gap-by-spend': (p, star) =>
      `${month(p.from)}起每月比近期平均再多消费 ${wholeYuan(p.yuanPerMonth)} 元（计入的费用），` +
      `约 ${month(p.by)}可达${star(p.star)}。`,
    'gap-by-spend-on': (p, star) =>
      `${month(p.from)}起每月比近期平均再多消费 ${wholeYuan(p.yuanPerMonth)} 元` +
      `（${kinds[p.kind]}计入的费用），约 ${month(p.by)}可达${star(p.star)}。`,
    'top-star': (p, star) => `已是最高星级${star(p.star)}。`,
    leaving: (p) => `下月起，${month(p.period)}的 ${money(p.fen)} 移出计算窗口。`,
    'outlook-basis': (p) => spoken.mean(p.periods, p.fen, ''),
    'outlook-basis-weighted': (p) => spoken.mean(p.periods, p.fen, '按各业务费率折算后 '),
    'outlook-rises': (p, star) =>
      `预计 ${month(p.month)} 成长值 ${amount(p.value)}，升为${star(p.star)}。`,
    'outlook-renews': (p, star) =>
      `预计有效期满后，${month(p.month)} 成长值 ${amount(p.value)}，续评${star(p.star)}。`,
    'outlook-falls': (p, star) =>
      `预计有效期满后，${month(p.month)} 成长值 ${amount(p.value)}` +
      `（${star(p.before)}需 ${p.needed}），降为${star(p.star)}。`,
    'outlook-falls-to-unrated': (p, star) =>
      `预计有效期满后，${month(p.month)} 成长值 ${amount(p.value)}` +
      `（${star(p.before)}需 ${p.needed}），降为未评星。`,
    'outlook-first-star': (p, star) =>
      `预计 ${month(p.month)} 成长值 ${amount(p.value)}，评为${star(p.star)}。`,
    'outlook-stays-unrated': (p) => `预计今后 ${p.months} 个月内仍未评星。`,
    'policy-document': (p) =>
      `依据《${p.title['zh-CN']}》，${month(p.effectiveFrom)}起执行（${p.policy}，${p.document}）。`,
    'policy-overlay': (p) => `${p.region} 另有地区方案，一并适用（${p.file}）。`,
    'assumed-values': (p) =>
      `有 ${p.paths.length} 项参数为假定，尚未经运营商确认：` +
      `${list(p.paths.map((path) => valueName(path, values, labels)))}。`,
    left: (p) => `客户于${date(p.leftOn)}离网，不再参加评定。`,
    'left-no-membership': () => '没有可计的在网记录，不参加评定。',
    'starts-later': (p) => `${date(p.startsOn)}入网的，自次月起参加评定。`,
    ineligible: (p) =>
      `客户类别为${segments[p.segment]}，参加评定的只有${list(p.eligible.map((s) => segments[s]))}。`,
    'last-row': () => '成长值和星级清零，有效期终止；以后再参加评定时重新开始。',
  },
  sections: {
    result: '评定结果',
    next: '下一步',
    growth: '成长值',
    spend: '消费：逐账期',
    charges: '消费：逐项费用',
    tenure: '在网时长',
    credit: '信用：停机',
    policy: '方案与参数',
  },
  terms: {
    title: '星级说明',
    customer: '客户',
    month: '月份',
    star: '星级',
    validity: '有效期',
    growth: '成长值',
    growthValue: '成长值',
    assessedStar: '评定星级',
    outcome: '结果',
    heldBefore: '上月',
    joined: '入网月份',
    region: '地区',
    segment: '客户类别',
    none: '无',
    part: '组成',
    spendPart: '消费',
    tenurePart: '在网',
    creditPart: '信用',
    total: '合计',
    sum: '三项之和',
    threshold: '门槛',
    missing: '还差',
    period: '账期',
    charges: '笔数',
    counted: '计入',
    notCounted: '不计',
    exactGrowth: '折成长值',
    service: '业务',
    category: '费用类别',
    amount: '金额',
    verdict: '是否计入',
    line: '号码或账号',
    months: '在网月数',
    countedMonths: '计入月数',
    capMonths: '最多计',
    perMonth: '每月',
    brackets: '分档',
    window: '窗口',
    perStop: '每次',
    date: '日期',
    stopKind: '停机类型',
    stopCause: '停机原因',
    leaving: '下月移出窗口',
    mean: '推算每账期',
    when: '时点',
    atExpiry: '有效期满后',
    firstRise: '首次升级',
    firstStar: '首次评星',
    policy: '方案',
    effectiveFrom: '起始月份',
    document: '方案文件',
    overlay: '地区方案',
    digest: '摘要',
    value: '取值',
    setting: '参数',
    source: '来源',
    said: '出处',
    certainty: '可信度',
    column: '项目',
    stored: '台账',
    fromFacts: '按现有数据',
    now: '本月',
  },
}
