import type { Month, Programme, Segment } from '@dipper/policy'
import type { Progress } from '../run/assessing.ts'

export interface ForecastOptions {
  /** What the register was assessed under, with what is already decided for the months ahead. */
  readonly programme: Programme
  readonly facts: string
  readonly register: string
  /** The month looked from, with what was known then; null: the last one, with all that the facts know. */
  readonly month: Month | null
  /** How many months after it are forecast, 1 or more. */
  readonly months: number
  /** Growth that may be missing to the next star for a customer to be near it. */
  readonly near: number
  /**
   * The earlier month that the back-test looks from; null: as many months back as are forecast, 12 at
   * most, or as the register has.
   */
  readonly backTest: Month | null
  /** New or empty folder for the lists; null writes none. */
  readonly out: string | null
  readonly threads?: number
  /** DuckDB's memory limit, such as `2GB`. */
  readonly memory?: string
  readonly onProgress?: (progress: Progress) => void
}

/** The months to come, if every period that is not billed yet brings each customer their mean. */
export interface Forecast {
  /** The month looked from: the last one assessed that is known. */
  readonly month: Month
  readonly knownBy: string | null
  /** The last period whose charges are known. */
  readonly billed: Month
  readonly months: readonly ForecastMonth[]
  /** Who has not risen by the last month and misses the next star by little. */
  readonly near: readonly NearGroup[]
  /** Null where the register has no earlier month to look from. */
  readonly backTest: BackTest | null
  /** The lists written, by region, none last. */
  readonly lists: readonly ForecastList[]
  /** Milliseconds by phase. */
  readonly took: Readonly<Record<string, number>>
}

export interface ForecastMonth {
  readonly month: Month
  readonly groups: readonly ForecastGroup[]
}

/** Customers of one region and segment in a month to come; all lists are by star, from 0. */
export interface ForecastGroup {
  readonly region: string | null
  readonly segment: Segment
  /** By the star held then. */
  readonly stars: readonly number[]
  /** Those judged anew, by the star that they held: validity has ended, or a transition ends it. */
  readonly due: readonly number[]
  /** Of the due, who holds the same star again. */
  readonly renews: readonly number[]
  /** `falls[a][b]`: of the due, who falls from star a to b. */
  readonly falls: readonly (readonly number[])[]
  /** `rises[a][b]`: who rises from a to b, above what they held in the month looked from, for the first time. */
  readonly rises: readonly (readonly number[])[]
}

export interface NearGroup {
  readonly region: string | null
  readonly segment: Segment
  /** By the star that is missed. */
  readonly stars: readonly number[]
}

/** A forecast from an earlier month, with what was known then, beside what the register has. */
export interface BackTest {
  /** The month looked from. */
  readonly month: Month
  readonly months: readonly BackTestMonth[]
  /** Falls and rises in any of the months, of the customers compared in the last one. */
  readonly whenever: { readonly falls: Hits; readonly rises: Hits }
}

export interface BackTestMonth {
  readonly month: Month
  /** Customers in the forecast whom the register has in the same membership. */
  readonly customers: number
  /** Customers in the forecast who have left, or are not assessed any more. */
  readonly left: number
  /** Customers whom the register has and the forecast could not know. */
  readonly joined: number
  /** Of those compared, who has the star forecast. */
  readonly right: number
  /** Of those compared, who has the star of the month looked from: right if nothing is forecast. */
  readonly unchanged: number
  readonly falls: Hits
  readonly rises: Hits
  /** Σ |growth value forecast − growth value|, of those compared. */
  readonly growthError: number
  /** Σ (growth value forecast − growth value). */
  readonly growthBias: number
}

/** How many were forecast, how many happened, and how many of those forecast did. */
export interface Hits {
  readonly forecast: number
  readonly happened: number
  readonly both: number
}

export interface ForecastList {
  readonly region: string | null
  readonly file: string
  readonly rows: number
}
