import type { TenureExplained, TenureLine } from '../explanation.ts'
import { type Reason, reason } from './reason.ts'

export function tenureReasons(tenure: TenureExplained): Reason[] {
  const { line, kind, capped, capMonths, months } = tenure
  if (line === null) return [reason('tenure-none', { kind })]
  return [
    ...(capped && capMonths !== null ? [reason('tenure-capped', { months, capMonths })] : []),
    growthReason(tenure, line),
  ]
}

function growthReason(tenure: TenureExplained, line: TenureLine): Reason {
  const { kind, counts, months, countedMonths, growth, rule } = tenure
  const params = { ...line, kind, counts, months, growth }
  if ('perMonth' in rule) {
    return reason('tenure', { ...params, countedMonths, perMonth: rule.perMonth })
  }
  const bracket = rule.brackets.findLast((b) => b.months <= countedMonths)
  return reason('tenure-by-bracket', { ...params, fromMonths: bracket?.months ?? 0 })
}
