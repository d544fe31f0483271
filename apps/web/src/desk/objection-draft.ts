import type { Month } from '../api/answers.ts'

/** An objection as it is being taken. */
export interface Draft {
  readonly class: ObjectionClass | ''
  readonly label: string
  readonly about: string
  readonly text: string
}

export const NO_DRAFT: Draft = { class: '', label: '', about: '', text: '' }

export type ObjectionClass = 'question' | 'dissatisfied' | 'complaint'

const SERVICE = ['rules', 'query-channel', 'change-reminder', 'service-content'] as const

/** What each class is about: the classes in which operators count what goes wrong. */
export const LABELS: Readonly<Record<ObjectionClass, readonly string[]>> = {
  question: SERVICE,
  dissatisfied: SERVICE,
  complaint: ['rating-not-accepted', 'query-differs', 'notified-late', 'star-product'],
}
export const CLASSES = Object.keys(LABELS) as readonly ObjectionClass[]

/** Dissatisfaction is counted by what it concerns. */
export const ABOUTS = ['broadband', 'mobile', 'bundle'] as const
export const TEXT_MOST = 1000

/** Whether everything but the text is chosen. */
export function isChosen({ class: chosen, label, about }: Draft): boolean {
  return chosen !== '' && label !== '' && (chosen !== 'dissatisfied' || about !== '')
}

/** As the API takes it; the evidence is of the month that was shown. */
export function bodyOf(draft: Draft, month: Month | null): Record<string, string> {
  const { class: chosen, label, about } = draft
  const text = draft.text.trim()
  return {
    class: chosen,
    label,
    text,
    ...(chosen === 'dissatisfied' ? { about } : {}),
    ...(month === null ? {} : { month }),
  }
}

const KEY = 'dipper.desk.draft'

/** Keeps it in the tab: a sign-in that ends takes no words away. */
export function keepDraft(customerId: string, draft: Draft): void {
  sessionStorage.setItem(KEY, JSON.stringify({ customerId, draft }))
}

export function draftOf(customerId: string): Draft {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
  return kept?.customerId === customerId ? (kept.draft as Draft) : NO_DRAFT
}

export function forgetDraft(): void {
  sessionStorage.removeItem(KEY)
}
