import type { Language, Month } from '@dipper/policy'

/** What of an objection: something asked, something disliked, something not accepted. */
export type ObjectionClass = 'question' | 'dissatisfied' | 'complaint'

/** Of a question and of what is disliked the first four, of a complaint the others. */
export type ObjectionLabel =
  | 'rules'
  | 'query-channel'
  | 'change-reminder'
  | 'service-content'
  | 'rating-not-accepted'
  | 'query-differs'
  | 'notified-late'
  | 'star-product'

/** What is disliked is of one of these. */
export type ObjectionAbout = 'broadband' | 'mobile' | 'bundle'

export type ObjectionState = 'open' | 'answered'

/** What the customer could be told when the objection was taken. */
export interface ObjectionEvidence {
  /** Number of the publication that brought the row. */
  readonly publication: number
  /** Which document decided, and the digest of the compiled policy. */
  readonly document: string
  readonly policyDigest: string
  /** The explanation as data, and in words. */
  readonly record: unknown
  readonly said: Readonly<
    Record<Language, { readonly headline: string; readonly sentences: readonly string[] }>
  >
}

/** An objection that is brought: once, however often it is said under its key. */
export interface NewObjection {
  readonly customerId: string
  readonly class: ObjectionClass
  readonly label: ObjectionLabel
  readonly about: ObjectionAbout | null
  /** What the customer says. */
  readonly text: string
  /** Of the star objected to. */
  readonly month: Month
  readonly star: number
  readonly evidence: ObjectionEvidence
  /** Of the customer. */
  readonly key: string
  readonly by: string
}

/** An objection as it is kept. */
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

/** `repeated`: it was taken before under its key. `key-used`: something else was. */
export type ObjectionTaken =
  | { readonly outcome: 'taken' | 'repeated'; readonly objection: ObjectionRecord }
  | { readonly outcome: 'key-used' }

/** `repeated`: the same person answered so before. `other-answer`: it has another answer. */
export type ObjectionAnswered =
  | { readonly outcome: 'answered' | 'repeated'; readonly objection: ObjectionRecord }
  | { readonly outcome: 'other-answer' }
  | { readonly outcome: 'objection-missing' }

/** Objections of one kind. */
export interface ObjectionCount {
  readonly class: ObjectionClass
  readonly label: ObjectionLabel
  readonly about: ObjectionAbout | null
  readonly all: number
  /** Of those, how many are to a star of `HIGH_STAR` or more. */
  readonly high: number
}
