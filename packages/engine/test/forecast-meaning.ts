import {
  assess,
  type Charge,
  type CompiledPolicy,
  type Customer,
  type FullAssessment,
  floorDivide,
  type Held,
  notCounted,
  OUTCOMES,
  standingIn,
  toHeld,
  toRegisterRow,
} from '@dipper/assessment'
import { CATEGORIES, formatMonth, type Month, SERVICE_KINDS } from '@dipper/policy'

type Facts = Omit<Customer, 'held'>

/** What was known, and what is taken to come: the forecast's assumption in plain TypeScript. */
export interface Origin {
  readonly month: Month
  readonly billed: Month
  readonly leavings: boolean
}

export type PolicyOf = (month: Month) => CompiledPolicy

export interface Foreseen {
  readonly customer: string
  readonly month: Month
  /** Facts with everything assumed. */
  readonly facts: Facts
  readonly held: Held | null
  readonly assessment: NonNullable<ReturnType<typeof assess>>
}

/** Every customer and month after the origin, by `assess`, one after the other. */
export function foresee(
  policyOf: PolicyOf,
  customers: Iterable<Facts>,
  origin: Origin,
  through: Month,
  heldThen: ReadonlyMap<string, Held>,
): Foreseen[] {
  return [...customers].flatMap((customer) => {
    const facts = assumed(policyOf, knownThen(customer, origin), origin, through)
    const span = { from: origin.month + 1, through }
    return monthsOf(policyOf, facts, span, heldThen.get(customer.id) ?? null)
  })
}

/** What came of everybody, by `assess`, from the facts as they are. */
export function happenedTo(
  policyOf: PolicyOf,
  customers: Iterable<Facts>,
  span: { readonly from: Month; readonly through: Month },
): Foreseen[] {
  return [...customers].flatMap((customer) => monthsOf(policyOf, customer, span, null))
}

function monthsOf(
  policyOf: PolicyOf,
  facts: Facts,
  { from, through }: { readonly from: Month; readonly through: Month },
  heldBefore: Held | null,
): Foreseen[] {
  const found: Foreseen[] = []
  let held = heldBefore
  for (let month = from; month <= through; month++) {
    const assessment = assess(policyOf(month), { ...facts, held }, month)
    if (assessment === null) continue
    found.push({ customer: facts.id, month, facts, held, assessment })
    held = toHeld(assessment)
  }
  return found
}

/** Where the customer is on the eve; undefined for one who is not in net. */
export function regionOf(
  policyOf: PolicyOf,
  customer: Facts,
  origin: Origin,
): string | null | undefined {
  const facts = { ...knownThen(customer, origin), held: null }
  const standing = standingIn(policyOf(origin.month), facts, origin.month)
  return standing.status === 'absent' ? undefined : standing.region
}

/** As on the eve of the origin's month; lines stay. */
function knownThen(customer: Facts, { month, billed, leavings }: Origin): Facts {
  const first = `${formatMonth(month)}-01`
  const open = (last: string | null) => (last !== null && last >= first ? null : last)
  return {
    ...customer,
    memberships: customer.memberships
      .filter(({ joinedOn }) => joinedOn < first)
      .map((each) => (leavings ? each : { ...each, leftOn: open(each.leftOn) })),
    attributes: customer.attributes.filter(({ from }) => from < first),
    holdings: customer.holdings
      .filter(({ heldFrom }) => heldFrom < first)
      .map((each) => ({ ...each, heldTo: open(each.heldTo) })),
    charges: customer.charges.filter(({ period }) => period <= billed),
    stops: customer.stops.filter(({ stoppedOn }) => stoppedOn < first),
  }
}

function assumed(policyOf: PolicyOf, facts: Facts, origin: Origin, through: Month): Facts {
  const { month, billed } = origin
  const customer = { ...facts, held: null }
  const standing = standingIn(policyOf(billed + 1), customer, month)
  if (standing.status === 'absent') return facts
  const { joined, rules } = standing
  const count = Math.min(3, rules.spend.months, billed + 1 - joined)
  const recent = facts.charges.filter(({ period }) => period > billed - count)
  const counts = (charge: Charge) => notCounted(rules.spend, charge) === null
  const mean = [
    ...meanOf(recent.filter(counts), count),
    ...meanOf(
      recent.filter((charge) => !counts(charge)),
      count,
    ),
  ]
  const coming: Charge[] = []
  for (let period = billed + 1; period < through; period++) {
    coming.push(...mean.map((charge) => ({ ...charge, period })))
  }
  return { ...facts, charges: [...facts.charges, ...coming] }
}

/** In the order of kinds and categories each gets what the mean of all so far grows by. */
function meanOf(charges: readonly Charge[], periods: number): Omit<Charge, 'period'>[] {
  let sum = 0n
  return SERVICE_KINDS.flatMap((kind) =>
    CATEGORIES.map((category) => {
      const before = floorDivide(sum, BigInt(periods))
      for (const charge of charges) {
        if (charge.kind === kind && charge.category === category) sum += charge.fen
      }
      return { kind, category, fen: floorDivide(sum, BigInt(periods)) - before }
    }),
  )
}

/** `month customer` → row. */
export function linesOf(foreseen: readonly Foreseen[]): Map<string, string> {
  return new Map(
    foreseen.map(({ customer, month, assessment }) => {
      const row = toRegisterRow(customer, assessment)
      const { spendGrowth, tenureGrowth, creditGrowth, growthValue, assessedStar, star } = row
      const { validFrom, validThrough, outcome } = row
      const numbers = [spendGrowth, tenureGrowth, creditGrowth, growthValue, assessedStar, star]
      const rest = [validFrom ?? '', validThrough ?? '', OUTCOMES.indexOf(outcome)]
      return [`${formatMonth(month)} ${customer}`, [...numbers, ...rest].join()]
    }),
  )
}

export type Full = Foreseen & { readonly assessment: FullAssessment }

export function isFull(each: Foreseen): each is Full {
  return each.assessment.status === 'assessed'
}

/** What is listed of a customer and month, without the file it is in. */
export interface Turned {
  readonly customer: string
  readonly region: string | null
  readonly segment: string
  readonly month: Month
  readonly what: 'due-falls' | 'due-renews' | 'rises' | 'near' | null
  readonly due: boolean
  readonly held: number
  readonly star: number
  readonly growthNow: bigint
  readonly growthThen: bigint
  readonly missing: bigint | null
  readonly spendMissing: bigint | null
  readonly through: Month | null
}

interface Now {
  readonly star: number
  readonly growth: bigint
}

/** What each customer's months come to. */
export function turnsOf(
  policyOf: PolicyOf,
  foreseen: readonly Foreseen[],
  origin: Origin,
  { through, near, now }: { through: Month; near: number; now: ReadonlyMap<string, Now> },
): Turned[] {
  const risen = new Set<string>()
  return foreseen.filter(isFull).flatMap((each) => {
    const { customer, month, held, assessment, facts } = each
    const { star, validity, outcome } = assessment.star
    const { star: starNow, growth: growthNow } = now.get(customer) ?? { star: 0, growth: 0n }
    const before = held?.star ?? 0
    const ended = outcome === 'rose' && (held?.validity?.through ?? 0) < month
    const rises = star > starNow && !risen.has(customer)
    if (rises) risen.add(customer)
    const standing = standingIn(policyOf(month), { ...facts, held: null }, month)
    if (standing.status === 'absent') throw new Error('assessed, and not in net')
    const { region, segment } = standing
    const common = {
      customer,
      region,
      segment,
      month,
      growthNow,
      growthThen: assessment.growthValue,
    }
    const turn: Turned = {
      ...common,
      what:
        outcome === 'fell'
          ? 'due-falls'
          : outcome === 'renewed'
            ? 'due-renews'
            : rises
              ? 'rises'
              : null,
      due: outcome === 'fell' || outcome === 'renewed' || ended,
      held: before,
      star,
      ...(outcome === 'fell'
        ? lacking(each, before, origin)
        : { missing: null, spendMissing: null }),
      through: held?.validity?.through ?? null,
    }
    const next = lacking(each, star + 1, origin)
    const isNear =
      month === through &&
      !risen.has(customer) &&
      next.missing !== null &&
      next.missing <= BigInt(near)
    const close: Turned = {
      ...common,
      what: 'near',
      due: false,
      held: star,
      star: star + 1,
      ...next,
      through: validity?.through ?? null,
    }
    return isNear ? [turn, close] : [turn]
  })
}

function lacking({ assessment, month }: Full, star: number, { billed }: Origin) {
  const { rules, spend, tenure, credit } = assessment
  const threshold = rules.star.thresholds[star - 1]
  const capped = rules.star.caps.some(
    ({ when, atMost }) => credit.stops.length >= when.stops && atMost < star,
  )
  const none = { missing: null, spendMissing: null }
  if (threshold === undefined || capped) return none
  const missing = BigInt(threshold) - (spend.growth + tenure.growth + credit.growth)
  if (missing <= 0n) return none
  const periods = Math.min(month - 1 - billed, rules.spend.months)
  const highest = Object.values(rules.spend.perYuan).reduce(
    (most, rate) => (Number(rate) > Number(most) ? rate : most),
    '0',
  )
  const [whole = '0', part = ''] = highest.split('.')
  const gained = BigInt(whole + part) * BigInt(Math.max(0, periods))
  if (gained === 0n || spend.floored) return { missing, spendMissing: null }
  const needed = missing * 10n ** BigInt(part.length)
  return { missing, spendMissing: -floorDivide(-needed, gained) }
}

/** What everybody assessed in the month holds after it. */
export function heldIn(rows: readonly Foreseen[], month: Month): Map<string, Held> {
  const then = rows.filter(isFull).filter((each) => each.month === month)
  return new Map(then.map(({ customer, assessment }) => [customer, toHeld(assessment)]))
}

/** What they hold and have grown. */
export function starsIn(rows: readonly Foreseen[], at: Month) {
  const then = rows.filter(isFull).filter((each) => each.month === at)
  return new Map(
    then.map(({ customer, assessment }) => [
      customer,
      { star: assessment.star.star, growth: assessment.growthValue },
    ]),
  )
}
