import { type FullAssessment, ratesOf } from '@dipper/assessment'
import { formatMonth } from '@dipper/policy'
import { decimalText } from './decimal-text.ts'
import type { Leaving } from './explanation.ts'
import { counts, fenOf, unitsOf } from './spend.ts'

/** The window's first period, if it is as old as the window is long: the next month drops it. */
export function explainLeaving({ spend, rules, month }: FullAssessment): Leaving | null {
  const period = month - rules.spend.months
  if (spend.window.from !== period) return null
  const charges = spend.charges.filter(({ charge }) => charge.period === period)
  const rates = ratesOf(rules.spend)
  return {
    period: formatMonth(period),
    countedFen: fenOf(charges.filter(counts)),
    exactGrowth: decimalText(unitsOf(charges, rates), rates.scale + 2),
  }
}
