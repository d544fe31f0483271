import { type Allowance, type AllowanceQuestion, allowances } from './allowances.ts'
import type { HeldStar } from './question.ts'
import { isRunning, type Use } from './use.ts'

export interface StarChange extends Omit<AllowanceQuestion, 'held'> {
  readonly before: HeldStar | null
  /** The star of the month that is published now. */
  readonly published: Omit<HeldStar, 'countedFrom'>
}

export interface AfterStarChange {
  /** What later questions rest on. */
  readonly held: HeldStar
  /** Under the new star's limits, with the uses there were. */
  readonly allowances: readonly Allowance[]
  /** Codes that the star before did not have, and those that the new one does not have. */
  readonly gained: readonly string[]
  readonly lost: readonly string[]
  /** Uses that go on to their end as they began, whether or not the new star has the benefit. */
  readonly running: readonly Use[]
}

/**
 * A month was published: used counts stay, the new star's limits count from now, and running uses
 * keep their end.
 */
export function afterStarChange(change: StarChange): AfterStarChange {
  const { before, published, uses, now } = change
  const held = heldAfter(before, published)
  const has = (star: HeldStar | null) => allowances({ ...change, held: star })
  const given = has(held)
  const codes = given.map(({ benefit }) => benefit)
  const old = has(before).map(({ benefit }) => benefit)
  return {
    held,
    allowances: given,
    gained: codes.filter((code) => !old.includes(code)),
    lost: old.filter((code) => !codes.includes(code)),
    running: uses.filter((use) => isRunning(use, now)),
  }
}

/** A validity that begins inside another goes on counting from where that one counted. */
export function heldAfter(before: HeldStar | null, published: StarChange['published']): HeldStar {
  const { star, validity, month } = published
  const held = { star, validity, month }
  const old = before?.validity
  if (!validity || !old || validity.from > old.through) return held
  return { ...held, countedFrom: before.countedFrom ?? old.from }
}
