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

const money = (fen: bigint) => `¥${yuan(fen)}`
const month = (value: Month) => date(formatMonth(value))
const either = (words: readonly string[]) => words.join('或')
const stars = (star: number) => (star === 0 ? '未评星' : `${star}星`)
const setOf = (set: readonly number[]) => {
  const runs = runsOf(set).map(([from, to]) => (from === to ? String(from) : `${from}至${to}`))
  return set.length === 0 ? '没有星级' : `${runs.join('、')}星客户`
}
const end = (time: LocalDateTime) => {
  const { day, clock } = endOf(time)
  return `${date(day)} ${clock ?? '24:00'}`
}
const until = (day: string | null) => (day === null ? '' : `，到${date(day)}为止`)

const kinds: Record<ServiceKind, string> = {
  mobile: '移动电话',
  broadband: '宽带',
  fixed: '固定电话',
  iptv: 'IPTV',
}
const causes: Record<StopCause, string> = {
  arrears: '欠费停机',
  request: '申请停机',
  lost: '挂失停机',
  breach: '违章停机',
}
const stopKinds: Record<StopKind, string> = { single: '单停', double: '双停' }
const periods: Record<Period, string> = {
  'calendar-month': '每个自然月',
  'calendar-year': '每个自然年',
  validity: '每个星级有效期',
  ever: '总共',
}
const gifts: Record<Gift, string> = {
  points: '积分',
  data: '流量',
  'handset-price': '优惠购机',
  'handset-first': '优先购机',
  finance: '理财产品',
}
const facts: Record<Fact, string> = {
  'line-state': '是否停机',
  'stop-cause': '停机原因',
  'stop-kind': '停机类型',
  'stopped-on': '停机日期',
  arrears: '欠费金额',
  stock: '剩余数量',
}
const factList = (list: readonly Fact[]) => list.map((fact) => facts[fact]).join('、')
const counted = (p: { uses: number; per: Period; of: CountedOf }) =>
  `${periods[p.per]}${p.of === 'line' ? '每个号码' : ''} ${p.uses} 次`

export const zhCN: Words = {
  given: (p, name) => `可以使用${name}：${stars(p.star)}客户享有此权益。`,
  'unknown-benefit': (p) =>
    `没有代码为 \`${p.code}\` 的权益${p.meant === '' ? '。' : `；是否指 \`${p.meant}\`？`}`,
  'offer-needed': (p, name) =>
    p.offers.length === 0
      ? `${name}目前没有活动。`
      : `请说明是${name}中的哪一项：${either(p.offers)}。`,
  'star-unknown': (_, name) => `不能使用${name}：查不到客户的星级。`,
  'star-expired': (p, name) =>
    `不能使用${name}：星级有效期到${month(p.through)}已满，之后未再评定。`,
  unrated: (p, name) => `不能使用${name}：享有此权益的是${setOf(p.stars)}，客户未评星。`,
  'star-not-given': (p, name) =>
    `不能使用${name}：享有此权益的是${setOf(p.stars)}，客户为${stars(p.star)}。`,
  'offer-ahead': (p, name) => `还不能使用${name}：${date(p.from)}开始。`,
  'offer-over': (p, name) => `不能再使用${name}：已于${date(p.through)}结束。`,
  'offer-gone': (p, name) => `不能再使用${name}：${p.stock} 份已全部领完。`,
  'line-needed': (p, name) =>
    `${name}用于${either(p.kinds.map((kind) => kinds[kind]))}：请说明是哪一个号码。`,
  'line-kind': (p, name) =>
    `${name}不能用于${kinds[p.kind]}，只能用于${either(p.kinds.map((kind) => kinds[kind]))}。`,
  'line-in-service': (_, name) => `不能使用${name}：该号码没有停机。`,
  'stop-cause': (p, name) =>
    `不能使用${name}：该号码是${causes[p.cause]}，不是${either(p.causes.map((cause) => causes[cause]))}。`,
  'stop-kind': (p, name) =>
    `不能使用${name}：该号码是${stopKinds[p.kind]}，不是${either(p.kinds.map((kind) => stopKinds[kind]))}。`,
  'stop-ahead': (p, name) => `不能使用${name}：所说的停机日期${date(p.stoppedOn)}还没有到。`,
  'asked-late': (p, name) =>
    `不能再使用${name}：该号码于${date(p.stoppedOn)}停机，须在 ${p.days} 个自然日内申请，即到${date(p.lastDay)}为止。`,
  'not-known': (p, name) => `不能使用${name}：不知道${facts[p.fact]}。`,
  'already-running': (p, name) =>
    `${name}正在使用中${p.endsAt === null ? '' : `，到${end(p.endsAt)}为止`}。`,
  'quota-used': (p, name) =>
    `${name}的次数已用完：${counted(p)}，已用 ${p.used} 次${p.next === null ? '' : `；${date(p.next)}起可再次使用`}。`,
  'over-ceiling': (p, name) =>
    `不能使用${name}：已欠费 ${money(p.arrearsFen)}，超过授信额度 ${money(p.ceilingFen)}。`,

  'uses-left': (p) => `${counted(p)}，还可使用 ${p.left} 次${until(p.until)}。`,
  unlimited: (p) => `不限次数${until(p.until)}。`,
  gives: (p) => `内容为${gifts[p.gift]}。`,
  'points-per-yuan': (p) => `每 1 元可计消费得 ${p.perYuan} 分。`,
  'lasts-days': (p) => `连同当天共 ${p.days} 个自然日，到${end(p.endsAt)}为止。`,
  'lasts-hours': (p) => `共 ${p.hours} 小时，到${end(p.endsAt)}为止。`,
  'until-paid': () => '在此之前缴清欠费即结束。',
  'until-ceiling': (p) =>
    `在此之前欠费超过 ${money(p.ceilingFen)} 即结束；目前还可用 ${money(p.leftFen)}。`,
  'price-otherwise': (p) =>
    `超出部分每次 ${money(p.fen)}，${{ 'next-bill': '计入下期账单' }[p.billed]}。`,
  'balance-otherwise': (p) => `没有此权益则须有余额 ${money(p.fen)}。`,
  'rests-on': (p) => `依据${month(p.month)}发布的星级：${stars(p.star)}。`,
  'until-published': (p) =>
    `依据${month(p.month)}发布的星级：${stars(p.star)}；在${month(p.awaited)}的星级发布之前继续有效。`,
  stated: (p) => `以下由询问方说明，未经网络核实：${factList(p.facts)}。`,
  'stock-not-known': () => '不知道剩余数量。',
  assumed: () => '此权益有些数值是假定的，以运营商公布为准。',
  document: (p) =>
    p.overlay === null
      ? `出处：${p.document}。`
      : `出处：${p.overlay}，叠加在 ${p.document} 之上。`,
}
