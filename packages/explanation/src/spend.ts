import { type FullAssessment, ratesOf, type Spend } from '@dipper/assessment'
import { CATEGORIES, formatMonth, type Month, SERVICE_KINDS } from '@dipper/policy'
import { decimalText } from './decimal-text.ts'
import type { Line, Period, SpendExplained } from './explanation.ts'
import { monthsOf } from './months.ts'
import { toSpan } from './row.ts'

/** A charge with its verdict: null if it counts. */
export type Judged = Spend['charges'][number]
type Rates = ReturnType<typeof ratesOf>

/** Every period of the window with its charges, counted and not; they add up to the total. */
export function explainSpend({ spend, rules }: FullAssessment): SpendExplained {
  const { window, charges, units, scale, growth, floored } = spend
  const rates = ratesOf(rules.spend)
  return {
    window: toSpan(window),
    windowMonths: rules.spend.months,
    periods: monthsOf(window).map((month) =>
      explainPeriod(
        month,
        charges.filter(({ charge }) => charge.period === month),
        rates,
      ),
    ),
    charges: charges.length,
    countedFen: fenOf(charges.filter(counts)),
    notCountedFen: {
      category: fenOf(charges.filter(({ notCounted }) => notCounted === 'category')),
      kind: fenOf(charges.filter(({ notCounted }) => notCounted === 'kind')),
    },
    perYuan: rules.spend.perYuan,
    weighted: Object.values(rates.units).some((rate) => rate !== 10n ** BigInt(scale)),
    exactGrowth: decimalText(units, scale + 2),
    growth,
    floored,
  }
}

/** What the counted charges of a period weigh, in 10^−scale fen. */
export function unitsOf(charges: readonly Judged[], { units }: Rates): bigint {
  return charges
    .filter(counts)
    .reduce((sum, { charge }) => sum + charge.fen * (units[charge.kind] ?? 0n), 0n)
}

export function fenOf(charges: readonly Judged[]): bigint {
  return charges.reduce((sum, { charge }) => sum + charge.fen, 0n)
}

export function counts({ notCounted }: Judged): boolean {
  return notCounted === null
}

function explainPeriod(month: Month, charges: readonly Judged[], rates: Rates): Period {
  return {
    period: formatMonth(month),
    countedFen: fenOf(charges.filter(counts)),
    notCountedFen: fenOf(charges.filter((charge) => !counts(charge))),
    exactGrowth: decimalText(unitsOf(charges, rates), rates.scale + 2),
    lines: linesOf(charges),
  }
}

/** One line for each kind and category that was billed, in the order of the policy language. */
export function linesOf(charges: readonly Judged[]): Line[] {
  return SERVICE_KINDS.flatMap((kind) =>
    CATEGORIES.flatMap((category) => {
      const alike = charges.filter(
        ({ charge }) => charge.kind === kind && charge.category === category,
      )
      const notCounted = alike[0]?.notCounted ?? null
      const line = { kind, category, fen: fenOf(alike), charges: alike.length }
      return alike.length === 0 ? [] : [{ ...line, counted: notCounted === null, notCounted }]
    }),
  )
}
