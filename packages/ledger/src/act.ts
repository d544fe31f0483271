import type { Earned } from './account.ts'
import type { Booked } from './book.ts'
import type { LocalDate, Month } from './calendar.ts'
import type { Cause, Posting } from './posting.ts'
import type { Refused } from './refusal.ts'

/** What somebody wants done once. The same key with the same content is the same act. */
interface Asked {
  readonly on: LocalDate
  readonly key: string
  readonly by: string | null
  readonly why: string | null
}

/** What a period earns as of a revision. */
export interface Earn {
  readonly kind: 'earn'
  readonly on: LocalDate
  readonly period: Month
  /** From 1. */
  readonly revision: number
  readonly points: bigint
}

export interface Redeem extends Asked {
  readonly kind: 'redeem'
  readonly points: bigint
}

/** Takes a redemption back, whole and once. */
export interface Reverse extends Asked {
  readonly kind: 'reverse'
  readonly names: number
}

/** Gives or, below zero, takes points by which an earning or an earlier correction was wrong. */
export interface Correct extends Asked {
  readonly kind: 'correct'
  readonly names: number
  readonly points: bigint
}

export interface Freeze extends Asked {
  readonly kind: 'freeze' | 'unfreeze'
  readonly cause: Cause
}

/** Posts what has expired by a day; every other act does so first. */
export interface Expire {
  readonly kind: 'expire'
  readonly on: LocalDate
}

export type KeyedAct = Redeem | Reverse | Correct | Freeze
export type Act = KeyedAct | Earn | Expire

/** What an act has to know of the past beside the account. */
export interface Past {
  /** The posting under the key of the act. */
  readonly keyed: Posting | null
  /** The posting that the act names. */
  readonly named: Posting | null
  /** The posting named is a redemption that was reversed. */
  readonly reversed: boolean
  /**
   * Of the period of an earning. `revision` is the last one that was brought for anybody: one that
   * changed nothing for this customer has left no posting.
   */
  readonly earned: Earned
}

export type Outcome =
  | ({ readonly state: 'posted' } & Booked)
  /** There is nothing to post: an old revision, or one that changes nothing; nothing has expired. */
  | { readonly state: 'unchanged' }
  /** The act was posted before, as this. */
  | { readonly state: 'repeated'; readonly posting: Posting }
  | Refused
