import type { Language, Month } from '@dipper/policy'

/** What customers object to, each with the explanation that they could be given then. */
export interface Objections {
  /** Keeps an objection, once under its key. */
  take(objection: NewObjection): Promise<ObjectionTaken>
  /** Newest first, those with a number below `before`. */
  ofCustomer(
    customerId: string,
    page: { before?: bigint; limit: number },
  ): Promise<ObjectionRecord[]>
  /** Those of customers who are of these regions now, null: of all; newest first. */
  list(asked: {
    state: ObjectionState
    regions: readonly string[] | null
    before?: bigint
    limit: number
  }): Promise<ObjectionRecord[]>
  /** Null where the customer has none of this number. */
  of(customerId: string, objection: bigint): Promise<ObjectionWithEvidence | null>
  answer(
    customerId: string,
    objection: bigint,
    answer: { text: string; by: string },
  ): Promise<ObjectionAnswered>
  /** Objections to stars of a month, of customers who are of these regions now. */
  counts(month: Month, regions: readonly string[] | null): Promise<ObjectionCount[]>
}

export const SERVICE_LABELS = [
  'rules',
  'query-channel',
  'change-reminder',
  'service-content',
] as const
export const COMPLAINT_LABELS = [
  'rating-not-accepted',
  'query-differs',
  'notified-late',
  'star-product',
] as const

/** Labels by class. */
export const OBJECTION_LABELS = {
  question: SERVICE_LABELS,
  dissatisfied: SERVICE_LABELS,
  complaint: COMPLAINT_LABELS,
} as const

export const OBJECTION_ABOUTS = ['broadband', 'mobile', 'bundle'] as const
export const OBJECTION_STATES = ['open', 'answered'] as const

export type ObjectionClass = keyof typeof OBJECTION_LABELS
export type ObjectionLabel = (typeof OBJECTION_LABELS)[ObjectionClass][number]
export type ObjectionAbout = (typeof OBJECTION_ABOUTS)[number]
export type ObjectionState = (typeof OBJECTION_STATES)[number]

export interface NewObjection {
  readonly customerId: string
  readonly class: ObjectionClass
  readonly label: ObjectionLabel
  /** Of what is disliked, and of nothing else. */
  readonly about: ObjectionAbout | null
  readonly text: string
  /** Of the star objected to. */
  readonly month: Month
  readonly star: number
  readonly evidence: ObjectionEvidence
  readonly key: string
  readonly by: string
}

/** What the customer could be told when the objection was taken. */
export interface ObjectionEvidence {
  /** Number of the publication that brought the row. */
  readonly publication: number
  readonly document: string
  readonly policyDigest: string
  /** The explanation as data, and in words. */
  readonly record: unknown
  readonly said: Readonly<
    Record<Language, { readonly headline: string; readonly sentences: readonly string[] }>
  >
}

export interface ObjectionRecord {
  /** Rises with every objection. */
  readonly objection: bigint
  readonly customerId: string
  readonly class: ObjectionClass
  readonly label: ObjectionLabel
  readonly about: ObjectionAbout | null
  readonly month: Month
  readonly star: number
  /** Null once the person was erased. */
  readonly text: string | null
  readonly takenBy: string
  readonly takenAt: Date
  readonly state: ObjectionState
  /** Null before there is one, and once the person was erased. */
  readonly answer: string | null
  readonly answeredBy: string | null
  readonly answeredAt: Date | null
}

export interface ObjectionWithEvidence extends ObjectionRecord {
  readonly evidence: ObjectionEvidence
}

export type ObjectionTaken =
  | { readonly outcome: 'taken' | 'repeated'; readonly objection: ObjectionRecord }
  /** The key was used for another objection. */
  | { readonly outcome: 'key-used' }

export type ObjectionAnswered =
  /** `repeated`: the same person gave this answer before. */
  | { readonly outcome: 'answered' | 'repeated'; readonly objection: ObjectionRecord }
  | { readonly outcome: 'other-answer' }
  | { readonly outcome: 'objection-missing' }

/** How many of one kind there are; `high`: of those, to a star of 6 or more. */
export interface ObjectionCount {
  readonly class: ObjectionClass
  readonly label: ObjectionLabel
  readonly about: ObjectionAbout | null
  readonly all: number
  readonly high: number
}
