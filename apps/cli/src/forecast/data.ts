import type { BackTest, BackTestMonth, Forecast, Hits } from '@dipper/engine'
import { formatMonth } from '@dipper/policy'
import { countsOf, ratesOf } from './counting.ts'

/** A forecast for machines: months as people write them, with totals and rates. */
export function forecastData(forecast: Forecast, near: number) {
  const { month, billed, months, near: groups, backTest } = forecast
  return {
    ...forecast,
    month: formatMonth(month),
    billed: formatMonth(billed),
    months: months.map((each) => ({
      month: formatMonth(each.month),
      ...countsOf(each.groups),
      groups: each.groups,
    })),
    near: { growth: near, groups },
    backTest: backTest && backTestData(backTest),
  }
}

function backTestData({ month, months, whenever }: BackTest) {
  const { falls, rises } = whenever
  return {
    month: formatMonth(month),
    months: months.map(backTestMonth),
    whenever: { falls: hitsData(falls), rises: hitsData(rises) },
  }
}

function backTestMonth({ growthError, growthBias, ...each }: BackTestMonth) {
  const { month, customers, right, unchanged, falls, rises } = each
  const mean = (part: number) => (customers === 0 ? null : part / customers)
  return {
    ...each,
    month: formatMonth(month),
    rightShare: mean(right),
    unchangedShare: mean(unchanged),
    falls: hitsData(falls),
    rises: hitsData(rises),
    growthMeanAbsoluteError: mean(growthError),
    growthMeanError: mean(growthBias),
  }
}

function hitsData(hits: Hits) {
  return { ...hits, ...ratesOf(hits) }
}
