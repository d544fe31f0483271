import { createHash } from 'node:crypto'
import type {
  Benefit,
  BenefitsAnswer,
  BenefitsValues,
  ByStar,
  Limit,
  LineCondition,
  Offer,
} from './benefits.ts'
import type {
  BenefitRule,
  BenefitRules,
  CompiledBenefits,
  LimitRule,
  LineRule,
} from './compiled-benefits.ts'

/** Benefits → compiled benefits, for the month of the answer. */
export function compileBenefits(answer: BenefitsAnswer): CompiledBenefits {
  const { document } = answer
  const regions = Object.entries(answer.regions)
    .toSorted(byCode)
    .map(([region, { overlay, values }]) => [region, compileRules(overlay.file, values)] as const)
  const content = {
    policy: document.policy,
    effectiveFrom: document.effectiveFrom,
    stars: document.values.stars,
    national: compileRules(document.file, document.values),
    regions: Object.fromEntries(regions),
  }
  return { ...content, digest: digestOf(content) }
}

/** SHA-256 over the JSON of the content, in the order in which `compileBenefits` writes it. */
function digestOf(content: Omit<CompiledBenefits, 'digest'>): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

function compileRules(document: string, { points, benefits }: BenefitsValues): BenefitRules {
  const inOrder = Object.entries(benefits).toSorted(byCode)
  const given = inOrder.filter(([, { entries }]) => entries !== null)
  return {
    document,
    points: { multiplier: points.multiplier, years: points.years },
    benefits: Object.fromEntries(inOrder.flatMap(rulesOf)),
    offers: Object.fromEntries(
      given.map(([code, { entries }]) => [code, Object.keys(entries ?? {}).sort()]),
    ),
  }
}

function rulesOf([code, benefit]: [string, Benefit]): [string, BenefitRule][] {
  if (!benefit.entries) return [[code, compileBenefit(benefit)]]
  return Object.entries(benefit.entries)
    .toSorted(byCode)
    .map(([name, offer]) => [`${code}/${name}`, compileOffer(offer)])
}

function compileBenefit(benefit: Benefit): BenefitRule {
  const { line, limit, lasts, credit, otherwise, order } = benefit
  const stars = benefit.stars ?? []
  return {
    stars,
    line: line && compileLine(line),
    limit: limit && compileLimit(limit, stars),
    lasts: lasts && { days: lasts.days, hours: lasts.hours, until: lasts.until },
    ceilingFen: credit && eachStar(credit.ceilingFen, stars),
    balanceFen: otherwise?.balanceFen ?? null,
    order: order ?? false,
    offer: null,
  }
}

function compileOffer({ gives, stars, from, through, stock, limit }: Offer): BenefitRule {
  return {
    stars,
    line: null,
    limit: limit && compileLimit({ ...limit, of: 'customer', beyond: null }, stars),
    lasts: null,
    ceilingFen: null,
    balanceFen: null,
    order: false,
    offer: { gives, from, through, stock },
  }
}

function compileLine({ kind, stopped }: LineCondition): LineRule {
  return {
    kinds: kind,
    stopped: stopped && {
      causes: stopped.cause,
      kinds: stopped.kind,
      withinDays: stopped.withinDays,
    },
  }
}

function compileLimit({ uses, per, of, beyond }: Limit, stars: readonly number[]): LimitRule {
  return {
    uses: eachStar(uses, stars),
    per,
    of,
    beyond: beyond && { priceFen: beyond.priceFen, billed: beyond.billed },
  }
}

function eachStar<T extends number | null>(
  values: ByStar<T>,
  stars: readonly number[],
): Readonly<Record<number, T>> {
  if (Array.isArray(values)) {
    return Object.fromEntries(values.map(({ star, value }) => [star, value as T]))
  }
  return Object.fromEntries(stars.map((star) => [star, values as T]))
}

function byCode([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1
}
