import { type BenefitRule, monthOf, nearest } from '@dipper/policy'
import type { Entitlement, Otherwise } from './entitlement.ts'
import { type Judged, judge, type NotGiven } from './judged.ts'
import { dateOf, expectLocalTime, type LocalDate } from './local-time.ts'
import type { HeldStar, Question } from './question.ts'
import { lastDayFor } from './quota.ts'
import type { Deciding, Fact, Note } from './reason.ts'
import { pointsPerYuan, type Said, saidOf } from './said.ts'
import { starThatCounts } from './star.ts'

/**
 * Whether a customer may use a benefit now, why, and what goes with it. Nothing is used and nothing
 * is remembered: the same question has the same answer for ever.
 */
export function mayUse(question: Question): Entitlement {
  const { policy, benefit } = question
  expectLocalTime(question.now)
  const rule = ruleOf(question)
  if (!rule) return answer(question, { refusals: [noSuchBenefit(question)] })
  const said = saidOf(policy, benefit)
  const judged = judge(rule, question)
  if ('refusal' in judged) return answer(question, { refusals: [judged.refusal], judged, said })
  return answer(question, { refusals: judged.refusals, judged, said })
}

export function ruleOf({ policy, benefit }: Question): BenefitRule | undefined {
  const { benefits } = policy.rules
  return Object.hasOwn(benefits, benefit) ? benefits[benefit] : undefined
}

function titleOf({ policy, benefit }: Question): Entitlement['title'] {
  return Object.hasOwn(policy.titles, benefit) ? (policy.titles[benefit] ?? null) : null
}

function noSuchBenefit({ policy, benefit }: Question): Deciding {
  const { benefits, offers } = policy.rules
  if (Object.hasOwn(offers, benefit)) {
    const own = (offers[benefit] ?? []).map((name) => `${benefit}/${name}`)
    return { code: 'offer-needed', params: { offers: own } }
  }
  const codes = [...Object.keys(benefits), ...Object.keys(offers)]
  return { code: 'unknown-benefit', params: { code: benefit, meant: nearest(benefit, codes) } }
}

interface Found {
  readonly refusals: readonly Deciding[]
  readonly judged?: Judged | NotGiven
  readonly said?: Said
}

function answer(question: Question, { refusals, judged, said }: Found): Entitlement {
  const { policy, benefit, line, held } = question
  const given = judged && 'star' in judged ? judged : null
  const allowed = given !== null && refusals.length === 0
  const until = given ? lastDayFor(given.rule, given.quota, question) : null
  const otherwise = judged ? otherwiseOf(judged) : null
  const stated = line?.known === 'stated' ? (given?.facts ?? []) : []
  const notKnown = factsNotKnown(question, given, refusals)
  return {
    benefit,
    title: titleOf(question),
    line: line?.id ?? null,
    allowed,
    reasons: allowed ? [{ code: 'given', params: { star: given.star } }] : refusals,
    usesLeft: given ? usesLeftOf(given) : 0,
    until,
    otherwise,
    conditions: allowed ? given.conditions : null,
    star: held && { star: effectiveStar(held), month: held.month },
    policy: {
      policy: policy.policy,
      document: policy.document,
      overlay: policy.overlay,
      saidBy: said?.by ?? policy.document,
      digest: policy.digest,
    },
    certainty: said?.certainty ?? null,
    assumed: said?.assumed ?? [],
    stated,
    notKnown,
    notes: [
      ...(given ? notesOfUses(given, until) : []),
      ...(given ? notesOfWhatIsGiven(question, given) : []),
      ...(allowed ? notesOfUse(given) : []),
      ...notesOfOtherwise(otherwise),
      ...notesOfStar(question),
      ...(stated.length > 0 ? [{ code: 'stated', params: { facts: stated } } as const] : []),
      ...(notKnown.includes('stock') ? [{ code: 'stock-not-known', params: {} } as const] : []),
      ...notesOfSources(question, said),
    ],
  }
}

function effectiveStar(held: HeldStar): number {
  const star = starThatCounts(held)
  return typeof star === 'number' ? star : 0
}

/** Where uses are counted by line, none are left without one. */
function usesLeftOf({ rule, quota }: Judged): number | null {
  if (!rule.limit) return null
  return quota ? quota.left : 0
}

/** Those who have the benefit pay the price of a further use, the others need the balance. */
function otherwiseOf(judged: Judged | NotGiven): Otherwise | null {
  const { limit, balanceFen } = judged.rule
  const beyond = 'star' in judged ? (limit?.beyond ?? null) : null
  if (beyond) return { what: 'price', fen: BigInt(beyond.priceFen), billed: beyond.billed }
  return balanceFen === null ? null : { what: 'balance', fen: BigInt(balanceFen) }
}

function factsNotKnown(
  { stockTaken = null }: Question,
  given: Judged | null,
  refusals: readonly Deciding[],
): Fact[] {
  const needed = refusals.flatMap(({ code, params }) => (code === 'not-known' ? [params.fact] : []))
  const stock = given?.rule.offer?.stock ?? null
  return stock !== null && stockTaken === null ? [...needed, 'stock'] : needed
}

function notesOfUses({ rule, quota }: Judged, until: LocalDate | null): Note[] {
  const { limit } = rule
  if (!limit || quota?.uses === null) return [{ code: 'unlimited', params: { until } }]
  if (!quota || quota.left === null) return []
  const { uses, left } = quota
  return [{ code: 'uses-left', params: { left, uses, per: limit.per, of: limit.of, until } }]
}

function notesOfWhatIsGiven({ policy, benefit }: Question, { rule, star }: Judged): Note[] {
  if (rule.offer) return [{ code: 'gives', params: { gift: rule.offer.gives } }]
  const perYuan = pointsPerYuan(policy, benefit, star)
  return perYuan === undefined ? [] : [{ code: 'points-per-yuan', params: { perYuan } }]
}

function notesOfUse({ rule, credit, conditions }: Judged): Note[] {
  const { lasts } = rule
  const { endsAt } = conditions
  if (!lasts || endsAt === null) return []
  const { days, hours, until } = lasts
  const ceiling = credit && { ceilingFen: credit.ceilingFen, leftFen: credit.leftFen }
  return [
    ...(days === null ? [] : [{ code: 'lasts-days', params: { days, endsAt } } as const]),
    ...(hours === null ? [] : [{ code: 'lasts-hours', params: { hours, endsAt } } as const]),
    ...(until.includes('paid') ? [{ code: 'until-paid', params: {} } as const] : []),
    ...(ceiling && until.includes('ceiling-passed')
      ? [{ code: 'until-ceiling', params: ceiling } as const]
      : []),
  ]
}

function notesOfOtherwise(otherwise: Otherwise | null): Note[] {
  if (!otherwise) return []
  const { fen } = otherwise
  if (otherwise.what === 'balance') return [{ code: 'balance-otherwise', params: { fen } }]
  return [{ code: 'price-otherwise', params: { fen, billed: otherwise.billed } }]
}

/** Between the 1st and the run the star of the month before holds, and the answer says so. */
function notesOfStar({ held, now }: Question): Note[] {
  if (!held) return []
  const { month } = held
  const star = effectiveStar(held)
  const awaited = monthOf(dateOf(now))
  if (month >= awaited) return [{ code: 'rests-on', params: { star, month } }]
  return [{ code: 'until-published', params: { star, month, awaited } }]
}

function notesOfSources({ policy }: Question, said: Said | undefined): Note[] {
  const { document } = policy
  const overlay = said && said.by !== document ? said.by : null
  const paths = said?.assumed ?? []
  return [
    ...(paths.length > 0 ? [{ code: 'assumed', params: { paths } } as const] : []),
    { code: 'document', params: { document, overlay } },
  ]
}
