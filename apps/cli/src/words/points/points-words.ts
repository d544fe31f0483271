import type { PointsProblemCode } from '@dipper/store'

type Params = Readonly<Record<string, string | number>>

interface Brought {
  readonly period: string
  readonly revision: number
  readonly customers: string
  readonly points: string
  readonly changed: string
}

/** What the commands about points say in one language. */
export interface PointsWords {
  /** Sentences without a full stop: what is wrong, and after a semicolon what to do. */
  readonly problems: Readonly<Record<PointsProblemCode, (p: Params) => string>>
  readonly points: string
  readonly period: string
  readonly revision: string
  readonly seal: string
  /** `unchanged`: this very revision was brought before; `superseded`: a later one was. */
  readonly earned: Readonly<Record<'earned' | 'unchanged' | 'superseded', (p: Brought) => string>>
  readonly expired: (p: { readonly accounts: string }) => string
  readonly fine: (p: { readonly accounts: string; readonly postings: string }) => string
  readonly wrong: (p: {
    readonly wrong: string
    readonly accounts: string
    readonly postings: string
  }) => string
}
