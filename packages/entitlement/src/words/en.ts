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
import { endOf, englishDate as date, runsOf, yuan } from './text.ts'
import type { Words } from './words.ts'

const money = (fen: bigint) => `CNY ${yuan(fen)}`
const month = (value: Month) => date(formatMonth(value))
const many = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`
const either = (words: readonly string[]) => words.join(' or ')
const stars = (star: number) => (star === 0 ? 'no star' : many(star, 'star'))
const setOf = (set: readonly number[]) => {
  const runs = runsOf(set).map(([from, to]) => (from === to ? String(from) : `${from} to ${to}`))
  return set.length === 0 ? 'no star' : `${either(runs)} star${set.at(-1) === 1 ? '' : 's'}`
}
const end = (time: LocalDateTime) => {
  const { day, clock } = endOf(time)
  return clock === null ? `the end of ${date(day)}` : `${clock} on ${date(day)}`
}
const until = (day: string | null) => (day === null ? '' : `, until ${date(day)}`)

const kinds: Record<ServiceKind, string> = {
  mobile: 'a mobile line',
  broadband: 'a broadband line',
  fixed: 'a fixed line',
  iptv: 'IPTV',
}
const causes: Record<StopCause, string> = {
  arrears: 'for arrears',
  request: 'on request',
  lost: 'after a loss',
  breach: 'for a breach',
}
const stopKinds: Record<StopKind, string> = { single: 'one way', double: 'both ways' }
const periods: Record<Period, string> = {
  'calendar-month': 'in a calendar month',
  'calendar-year': 'in a calendar year',
  validity: 'in a validity of the star',
  ever: 'in all',
}
const gifts: Record<Gift, string> = {
  points: 'points',
  data: 'data',
  'handset-price': 'a handset at a price',
  'handset-first': 'a handset ahead of others',
  finance: 'a finance product',
}
const facts: Record<Fact, string> = {
  'line-state': 'whether the line is stopped',
  'stop-cause': 'why it is stopped',
  'stop-kind': 'how it is stopped',
  'stopped-on': 'since when it is stopped',
  arrears: 'how much is owed',
  stock: 'how many are left',
}
const factList = (list: readonly Fact[]) => list.map((fact) => facts[fact]).join(', ')
const counted = (p: { uses: number; per: Period; of: CountedOf }) =>
  `${many(p.uses, 'use')} ${periods[p.per]}${p.of === 'line' ? ' for each line' : ''}`

export const en: Words = {
  given: (p, name) => `${name} may be used: it comes with ${stars(p.star)}.`,
  'unknown-benefit': (p) =>
    `There is no benefit \`${p.code}\`${p.meant === '' ? '.' : `; did you mean \`${p.meant}\`?`}`,
  'offer-needed': (p, name) =>
    p.offers.length === 0
      ? `${name}: there is no offer.`
      : `${name}: say which offer, ${either(p.offers)}.`,
  'star-unknown': (_, name) => `${name} may not be used: no star of the customer is known.`,
  'star-expired': (p, name) =>
    `${name} may not be used: the star ended with ${month(p.through)} and was not assessed since.`,
  unrated: (p, name) =>
    `${name} may not be used: it comes with ${setOf(p.stars)}, and the customer has no star.`,
  'star-not-given': (p, name) =>
    `${name} may not be used: it comes with ${setOf(p.stars)}, and the customer has ${stars(p.star)}.`,
  'offer-ahead': (p, name) => `${name} may not be used yet: it begins on ${date(p.from)}.`,
  'offer-over': (p, name) => `${name} may not be used any more: it ended with ${date(p.through)}.`,
  'offer-gone': (p, name) => `${name} may not be used any more: all ${p.stock} are gone.`,
  'line-needed': (p, name) =>
    `${name} is used for ${either(p.kinds.map((kind) => kinds[kind]))}: say for which.`,
  'line-kind': (p, name) =>
    `${name} may not be used for ${kinds[p.kind]}, only for ${either(p.kinds.map((kind) => kinds[kind]))}.`,
  'line-in-service': (_, name) => `${name} may not be used: the line is not stopped.`,
  'stop-cause': (p, name) =>
    `${name} may not be used: the line is stopped ${causes[p.cause]}, and not ${either(p.causes.map((cause) => causes[cause]))}.`,
  'stop-kind': (p, name) =>
    `${name} may not be used: the line is stopped ${stopKinds[p.kind]}, and not ${either(p.kinds.map((kind) => stopKinds[kind]))}.`,
  'stop-ahead': (p, name) =>
    `${name} may not be used: the line is said to be stopped on ${date(p.stoppedOn)}, which is still to come.`,
  'asked-late': (p, name) =>
    `${name} may not be used any more: the line was stopped on ${date(p.stoppedOn)}, and it can be asked for within ${many(p.days, 'calendar day')}, until ${date(p.lastDay)}.`,
  'not-known': (p, name) => `${name} may not be used: it is not known ${facts[p.fact]}.`,
  'already-running': (p, name) =>
    `${name} is being used for this already${p.endsAt === null ? '' : `, until ${end(p.endsAt)}`}.`,
  'quota-used': (p, name) =>
    `${name} is used up: ${counted(p)}, ${p.used} taken${p.next === null ? '' : `; again from ${date(p.next)}`}.`,
  'over-ceiling': (p, name) =>
    `${name} may not be used: ${money(p.arrearsFen)} are owed, above the credit ceiling of ${money(p.ceilingFen)}.`,

  'uses-left': (p) => `${counted(p)}: ${p.left} left${until(p.until)}.`,
  unlimited: (p) => `There is no limit to its uses${until(p.until)}.`,
  gives: (p) => `It gives ${gifts[p.gift]}.`,
  'points-per-yuan': (p) =>
    `Each yuan that qualifies earns ${p.perYuan} point${p.perYuan === '1' ? '' : 's'}.`,
  'lasts-days': (p) =>
    `It lasts ${many(p.days, 'calendar day')}, today included, to ${end(p.endsAt)}.`,
  'lasts-hours': (p) => `It lasts ${many(p.hours, 'hour')}, to ${end(p.endsAt)}.`,
  'until-paid': () => 'It ends before that when everything is paid.',
  'until-ceiling': (p) =>
    `It ends before that when more than ${money(p.ceilingFen)} are owed; ${money(p.leftFen)} of that are left.`,
  'price-otherwise': (p) =>
    `Beyond that it costs ${money(p.fen)}, ${{ 'next-bill': 'on the next bill' }[p.billed]}.`,
  'balance-otherwise': (p) => `Without it a balance of ${money(p.fen)} is needed.`,
  'rests-on': (p) => `This rests on ${stars(p.star)}, as published for ${month(p.month)}.`,
  'until-published': (p) =>
    `This rests on ${stars(p.star)}, as published for ${month(p.month)}, which holds until ${month(p.awaited)} is published.`,
  stated: (p) => `As stated by who asks, not by the network: ${factList(p.facts)}.`,
  'stock-not-known': () => 'It is not known how many are left.',
  assumed: () => 'Some values of this benefit are assumed, until the operator publishes them.',
  document: (p) =>
    p.overlay === null
      ? `This is said by ${p.document}.`
      : `This is said by ${p.overlay}, laid over ${p.document}.`,
}
