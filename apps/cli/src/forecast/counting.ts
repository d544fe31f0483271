import type { Forecast, ForecastGroup, Hits } from '@dipper/engine'
import { sum } from '../numbers.ts'

export interface Counts {
  readonly customers: number
  readonly due: number
  readonly falls: number
  readonly renews: number
  readonly rises: number
}

/** What groups add up to. */
export function countsOf(groups: readonly ForecastGroup[]): Counts {
  const all = (of: (group: ForecastGroup) => readonly number[]) => sum(groups.flatMap(of))
  return {
    customers: all(({ stars }) => stars),
    due: all(({ due }) => due),
    falls: all(({ falls }) => falls.flat()),
    renews: all(({ renews }) => renews),
    rises: all(({ rises }) => rises.flat()),
  }
}

/** The groups of all months. */
export function allGroups({ months }: Pick<Forecast, 'months'>): ForecastGroup[] {
  return months.flatMap(({ groups }) => groups)
}

export function nearOf(near: Forecast['near']): number {
  return sum(near.flatMap(({ stars }) => stars))
}

/** What each region comes to over all months, the most falls first; customers and near at the end. */
export function byRegion({ months, near }: Pick<Forecast, 'months' | 'near'>) {
  const last = months.at(-1)?.groups ?? []
  const regions = [...new Set(allGroups({ months }).map(({ region }) => region))]
  return regions
    .map((region) => {
      const of = <T extends { readonly region: string | null }>(groups: readonly T[]) =>
        groups.filter((group) => group.region === region)
      const { due, falls, renews, rises } = countsOf(of(allGroups({ months })))
      const { customers } = countsOf(of(last))
      return { region, customers, due, falls, renews, rises, near: nearOf(of(near)) }
    })
    .toSorted((a, b) => b.falls - a.falls || b.customers - a.customers)
}

/** By star, from 0: who holds it at the end, and what becomes of it over all months. */
export function byStar({ months, near }: Pick<Forecast, 'months' | 'near'>) {
  const last = months.at(-1)?.groups ?? []
  const all = allGroups({ months })
  return (last[0]?.stars ?? []).map((_, star) => ({
    star,
    held: sum(last.map(({ stars }) => stars[star] ?? 0)),
    due: sum(all.map(({ due }) => due[star] ?? 0)),
    falls: sum(all.flatMap(({ falls }) => falls[star] ?? [])),
    renews: sum(all.map(({ renews }) => renews[star] ?? 0)),
    rises: sum(all.flatMap(({ rises }) => rises.map((row) => row[star] ?? 0))),
    near: sum(near.map(({ stars }) => stars[star] ?? 0)),
  }))
}

/** Of those forecast, the share that happened; of those that happened, the share forecast. */
export function ratesOf({ forecast, happened, both }: Hits) {
  return {
    precision: forecast === 0 ? null : both / forecast,
    recall: happened === 0 ? null : both / happened,
  }
}
