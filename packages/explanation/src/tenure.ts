import type { FullAssessment, Rules } from '@dipper/assessment'
import type { TenureExplained } from './explanation.ts'

export function explainTenure({ tenure, rules }: FullAssessment): TenureExplained {
  const { of: kind, from: counts, capMonths } = rules.tenure
  const { holding, months, growth, capped } = tenure
  return {
    line: holding && {
      serviceId: holding.serviceId,
      date: counts === 'opened' ? holding.openedOn : holding.heldFrom,
    },
    kind,
    counts,
    months,
    countedMonths: capped && capMonths !== null ? capMonths : months,
    capMonths,
    capped,
    rule: ruleOf(rules.tenure.growth),
    growth,
  }
}

function ruleOf(growth: Rules['tenure']['growth']): TenureExplained['rule'] {
  if ('perMonth' in growth) return growth
  return { brackets: growth.brackets.map(({ from, value }) => ({ months: from, growth: value })) }
}
