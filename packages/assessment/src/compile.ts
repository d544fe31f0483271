import { createHash } from 'node:crypto'
import type { PolicyAnswer, PolicyValues, ServiceKind } from '@dipper/policy'
import type { CompiledPolicy, Rules, SpendRule, TenureRule } from './compiled-policy.ts'

/** Policy → compiled policy, for the month of the answer. */
export function compile(answer: PolicyAnswer): CompiledPolicy {
  const { document } = answer
  const regions = Object.entries(answer.regions)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([region, { overlay, values }]) => [region, compileRules(overlay.file, values)] as const)
  const content = {
    policy: document.policy,
    effectiveFrom: document.effectiveFrom,
    transition: document.transition,
    national: compileRules(document.file, document.values),
    regions: Object.fromEntries(regions),
  }
  return { ...content, digest: digestOf(content) }
}

/** SHA-256 over the JSON of the content, in the order in which `compile` writes it. */
export function digestOf(content: Omit<CompiledPolicy, 'digest'>): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

function compileRules(document: string, { eligible, growth, star }: PolicyValues): Rules {
  const { credit } = growth
  return {
    document,
    segments: eligible.segments,
    spend: compileSpend(growth.spend),
    tenure: compileTenure(growth.tenure),
    credit: {
      perStop: credit.perStop,
      kind: credit.count.kind,
      causes: credit.count.cause,
      of: credit.count.of,
      months: credit.months,
    },
    star: {
      thresholds: star.thresholds,
      caps: star.caps,
      validityMonths: star.validity.months,
      atExpiry: star.validity.atExpiry,
    },
  }
}

function compileSpend(spend: PolicyValues['growth']['spend']): SpendRule {
  const { perYuan } = spend
  const rate = (kind: ServiceKind) =>
    typeof perYuan === 'string' ? perYuan : (perYuan[kind] as string)
  return {
    perYuan: Object.fromEntries(spend.kinds.map((kind) => [kind, rate(kind)])),
    exclude: spend.exclude,
    months: spend.months,
  }
}

function compileTenure(tenure: PolicyValues['growth']['tenure']): TenureRule {
  const { of, from, capMonths, brackets, perMonth } = tenure
  const growth = brackets ? { brackets } : { perMonth: perMonth as number }
  return { of, from, capMonths, growth }
}
