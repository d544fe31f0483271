import type { LocalDate } from '@dipper/assessment'
import type { Segment } from '@dipper/policy'
import type { MonthText } from '../explanation.ts'

type Nothing = Readonly<Record<string, never>>

interface Rated {
  readonly star: number
  readonly value: bigint
  readonly through: MonthText
}

interface Missing {
  readonly missing: bigint
  readonly next: number
}

/** The one sentence that answers "what is my star?", short enough to be spoken. */
export interface HeadlineParams {
  rated: Rated
  'rated-with-gap': Rated & Missing
  unrated: { readonly value: bigint }
  'unrated-with-gap': { readonly value: bigint } & Missing
  left: Nothing
  'left-on': { readonly leftOn: LocalDate }
  ineligible: Nothing
  'ineligible-segment': { readonly segment: Segment }
}

export type HeadlineCode = keyof HeadlineParams

export type Headline = {
  readonly [C in HeadlineCode]: { readonly code: C; readonly params: HeadlineParams[C] }
}[HeadlineCode]
