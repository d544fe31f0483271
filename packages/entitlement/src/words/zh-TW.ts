import {
  type CountedOf,
  formatMonth,
  type Gift,
  type Month,
  type Period,
  type ServiceKind,
  type StopCause,
  type StopKind,
} from '@dipper/policy'
import type { LocalDateTime } from '../local-time.ts'
import type { Fact } from '../reason.ts'
import { chineseDate as date, endOf, runsOf, yuan } from './text.ts'
import type { Words } from './words.ts'

const money = (fen: bigint) => `${yuan(fen)} 元`
const month = (value: Month) => date(formatMonth(value))
const either = (words: readonly string[]) => words.join('或')
const stars = (star: number) => (star === 0 ? '未評星' : `${star}星`)
const setOf = (set: readonly number[]) => {
  const runs = runsOf(set).map(([from, to]) => (from === to ? String(from) : `${from}至${to}`))
  return set.length === 0 ? '沒有星級' : `${runs.join('、')}星客戶`
}
const end = (time: LocalDateTime) => {
  const { day, clock } = endOf(time)
  return `${date(day)} ${clock ?? '24:00'}`
}
const until = (day: string | null) => (day === null ? '' : `，到${date(day)}為止`)

const kinds: Record<ServiceKind, string> = {
  mobile: '行動電話',
  broadband: '寬頻',
  fixed: '市內電話',
  iptv: 'IPTV',
}
const causes: Record<StopCause, string> = {
  arrears: '欠費停機',
  request: '申請停機',
  lost: '掛失停機',
  breach: '違規停機',
}
const stopKinds: Record<StopKind, string> = { single: '單停', double: '雙停' }
const periods: Record<Period, string> = {
  'calendar-month': '每個自然月',
  'calendar-year': '每個自然年',
  validity: '每個星級有效期',
  ever: '總共',
}
const gifts: Record<Gift, string> = {
  points: '積分',
  data: '流量',
  'handset-price': '優惠購機',
  'handset-first': '優先購機',
  finance: '理財產品',
}
const facts: Record<Fact, string> = {
  'line-state': '是否停機',
  'stop-cause': '停機原因',
  'stop-kind': '停機類型',
  'stopped-on': '停機日期',
  arrears: '欠費金額',
  stock: '剩餘數量',
}
const factList = (list: readonly Fact[]) => list.map((fact) => facts[fact]).join('、')
const counted = (p: { uses: number; per: Period; of: CountedOf }) =>
  `${periods[p.per]}${p.of === 'line' ? '每個號碼' : ''} ${p.uses} 次`

export const zhTW: Words = {
  given: (p, name) => `可以使用${name}：${stars(p.star)}客戶享有此權益。`,
  'unknown-benefit': (p) =>
    `沒有代碼為 \`${p.code}\` 的權益${p.meant === '' ? '。' : `；是否指 \`${p.meant}\`？`}`,
  'offer-needed': (p, name) =>
    p.offers.length === 0
      ? `${name}目前沒有活動。`
      : `請說明是${name}中的哪一項：${either(p.offers)}。`,
  'star-unknown': (_, name) => `不能使用${name}：查不到客戶的星級。`,
  'star-expired': (p, name) =>
    `不能使用${name}：星級有效期到${month(p.through)}已滿，之後未再評定。`,
  unrated: (p, name) => `不能使用${name}：享有此權益的是${setOf(p.stars)}，客戶未評星。`,
  'star-not-given': (p, name) =>
    `不能使用${name}：享有此權益的是${setOf(p.stars)}，客戶為${stars(p.star)}。`,
  'offer-ahead': (p, name) => `還不能使用${name}：${date(p.from)}開始。`,
  'offer-over': (p, name) => `不能再使用${name}：已於${date(p.through)}結束。`,
  'offer-gone': (p, name) => `不能再使用${name}：${p.stock} 份已全部領完。`,
  'line-needed': (p, name) =>
    `${name}用於${either(p.kinds.map((kind) => kinds[kind]))}：請說明是哪一個號碼。`,
  'line-kind': (p, name) =>
    `${name}不能用於${kinds[p.kind]}，只能用於${either(p.kinds.map((kind) => kinds[kind]))}。`,
  'line-in-service': (_, name) => `不能使用${name}：該號碼沒有停機。`,
  'stop-cause': (p, name) =>
    `不能使用${name}：該號碼是${causes[p.cause]}，不是${either(p.causes.map((cause) => causes[cause]))}。`,
  'stop-kind': (p, name) =>
    `不能使用${name}：該號碼是${stopKinds[p.kind]}，不是${either(p.kinds.map((kind) => stopKinds[kind]))}。`,
  'stop-ahead': (p, name) => `不能使用${name}：所說的停機日期${date(p.stoppedOn)}還沒有到。`,
  'asked-late': (p, name) =>
    `不能再使用${name}：該號碼於${date(p.stoppedOn)}停機，須在 ${p.days} 個日曆天內申請，即到${date(p.lastDay)}為止。`,
  'not-known': (p, name) => `不能使用${name}：不知道${facts[p.fact]}。`,
  'already-running': (p, name) =>
    `${name}正在使用中${p.endsAt === null ? '' : `，到${end(p.endsAt)}為止`}。`,
  'quota-used': (p, name) =>
    `${name}的次數已用完：${counted(p)}，已用 ${p.used} 次${p.next === null ? '' : `；${date(p.next)}起可再次使用`}。`,
  'over-ceiling': (p, name) =>
    `不能使用${name}：已欠費 ${money(p.arrearsFen)}，超過授信額度 ${money(p.ceilingFen)}。`,

  'uses-left': (p) => `${counted(p)}，還可使用 ${p.left} 次${until(p.until)}。`,
  unlimited: (p) => `不限次數${until(p.until)}。`,
  gives: (p) => `內容為${gifts[p.gift]}。`,
  'points-per-yuan': (p) => `每 1 元可計消費得 ${p.perYuan} 分。`,
  'lasts-days': (p) => `連同當天共 ${p.days} 個日曆天，到${end(p.endsAt)}為止。`,
  'lasts-hours': (p) => `共 ${p.hours} 小時，到${end(p.endsAt)}為止。`,
  'until-paid': () => '在此之前繳清欠費即結束。',
  'until-ceiling': (p) =>
    `在此之前欠費超過 ${money(p.ceilingFen)} 即結束；目前還可用 ${money(p.leftFen)}。`,
  'price-otherwise': (p) =>
    `超出部分每次 ${money(p.fen)}，${{ 'next-bill': '計入下期帳單' }[p.billed]}。`,
  'balance-otherwise': (p) => `沒有此權益則須有餘額 ${money(p.fen)}。`,
  'rests-on': (p) => `依據${month(p.month)}發布的星級：${stars(p.star)}。`,
  'until-published': (p) =>
    `依據${month(p.month)}發布的星級：${stars(p.star)}；在${month(p.awaited)}的星級發布之前繼續有效。`,
  stated: (p) => `以下由詢問方說明，未經網路核實：${factList(p.facts)}。`,
  'stock-not-known': () => '不知道剩餘數量。',
  assumed: () => '此權益有些數值是假定的，以業者公布為準。',
  document: (p) =>
    p.overlay === null
      ? `出處：${p.document}。`
      : `出處：${p.overlay}，疊加在 ${p.document} 之上。`,
}
