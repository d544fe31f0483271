import type { SimulatedGroup, SimulatedMonth } from '@dipper/engine'
import type { Month, Segment } from '@dipper/policy'
import { sum } from '../numbers.ts'
import { directions } from '../report/moves.ts'
import type { WhatIf } from './what-if.ts'

/** `moves[a][b]`: customers at star a in force and at b under the draft. */
export type Moves = SimulatedGroup['moves']

export interface Counts {
  readonly customers: number
  readonly up: number
  readonly same: number
  readonly down: number
}

/** Groups that have something in common. */
export interface Together<Key> {
  readonly key: Key
  readonly groups: readonly SimulatedGroup[]
}

/** One move and the customers who make it. */
export interface Move {
  readonly from: number
  readonly to: number
  readonly customers: number
}

export function lastOf({ months, through }: Pick<WhatIf, 'months' | 'through'>): SimulatedMonth {
  return months.at(-1) ?? { month: through, pointsPeriod: through, groups: [] }
}

/** The moves of all groups, added up. */
export function movesOf(groups: readonly SimulatedGroup[]): Moves {
  const size = Math.max(1, ...groups.map(({ moves }) => moves.length))
  const each = Array.from({ length: size }, (_, star) => star)
  return each.map((from) =>
    each.map((to) => sum(groups.map(({ moves }) => moves[from]?.[to] ?? 0))),
  )
}

export function countsOf(groups: readonly SimulatedGroup[]): Counts {
  const moves = movesOf(groups)
  return { customers: sum(moves.flat()), ...directions(moves) }
}

/** Customers with this star and more. */
export function atLeast(star: number, stars: readonly number[]): number {
  return sum(stars.slice(star))
}

/** The star from which the operator's service begins to differ, or the highest there is. */
export function highStar(stars: readonly number[]): number {
  return Math.min(4, Math.max(0, stars.length - 1))
}

export function byRegion(groups: readonly SimulatedGroup[]): Together<string | null>[] {
  return together(groups, ({ region }) => region)
}

export function bySegment(groups: readonly SimulatedGroup[]): Together<Segment>[] {
  return together(groups, ({ segment }) => segment)
}

/** Those who hold another star, the most frequent moves first. */
export function otherStars(moves: Moves): Move[] {
  return moves
    .flatMap((row, from) => row.map((customers, to) => ({ from, to, customers })))
    .filter(({ from, to, customers }) => from !== to && customers > 0)
    .sort((a, b) => b.customers - a.customers || a.from - b.from || a.to - b.to)
}

/** How many months were assessed again. */
export function monthsOf({ from, through }: { from: Month; through: Month }): number {
  return through - from + 1
}

function together<Key>(
  groups: readonly SimulatedGroup[],
  keyOf: (group: SimulatedGroup) => Key,
): Together<Key>[] {
  const keys = [...new Set(groups.map(keyOf))]
  return keys.map((key) => ({ key, groups: groups.filter((group) => keyOf(group) === key) }))
}
