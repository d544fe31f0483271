import type { SimulatedDraft, SimulatedMonth, Simulation } from '@dipper/engine'
import {
  answering,
  type Costs,
  diffAnswers,
  type Month,
  type PolicyAnswer,
  type Programme,
  type Variation,
} from '@dipper/policy'
import { compareCosts, starsOf } from './costs.ts'
import { countsOf } from './counting.ts'
import type { VariedDrafts } from './drafts.ts'
import type { Change, ExplainedExample, Sweep, WhatIf } from './what-if.ts'

/** What both kinds of answer say of where they come from. */
export type Origin = Pick<WhatIf, 'draft' | 'against' | 'asOf' | 'from' | 'through'>

/** The answer for one draft. */
export function whatIfOf(
  origin: Origin,
  changes: readonly Change[],
  { knownBy, drafts: [draft] }: Simulation,
  examples: WhatIf['examples'],
  costs: Costs | null,
): WhatIf {
  const { months, histograms } = draft as SimulatedDraft
  const compared = costs === null ? null : compareCosts(costs, months)
  return { ...origin, knownBy, changes, months, histograms, examples, costs: compared }
}

/** Explained examples, apart again by direction. */
export function byDirection(
  { examples: { up, down } }: SimulatedDraft,
  explained: readonly ExplainedExample[],
): WhatIf['examples'] {
  return {
    up: explained.slice(0, up.length),
    down: explained.slice(up.length, up.length + down.length),
  }
}

/** The answer for the drafts of a sweep, in their order. */
export function sweepOf(
  origin: Origin,
  variations: readonly Variation[],
  { drafts, overlaysKept }: VariedDrafts,
  simulation: Simulation,
  costs: Costs | null,
): Sweep {
  const results = simulation.drafts.map(({ months }, index) => {
    const cost = costs === null ? null : compareCosts(costs, months).total
    const last = months.at(-1) as SimulatedMonth
    const stars = starsOf(last)
    const { up, down } = countsOf(last.groups)
    const settings = drafts[index]?.settings ?? []
    return {
      inForce: { stars: stars.inForce, cost: cost?.inForce ?? null },
      point: { settings, stars: stars.draft, cost: cost?.draft ?? null, up, down },
    }
  })
  return {
    ...origin,
    knownBy: simulation.knownBy,
    varied: variations,
    costs,
    overlaysKept,
    inForce: results[0]?.inForce ?? { stars: [], cost: null },
    points: results.map(({ point }) => point),
  }
}

/** Settings that differ in some month, each as it differs in the last of them. */
export function changesBetween(
  against: Programme,
  draft: Programme,
  { from, through }: Pick<Origin, 'from' | 'through'>,
): Change[] {
  const changes = new Map<string, Change>()
  for (let month = from; month <= through; month++) {
    for (const change of changesIn(against, draft, month)) {
      changes.set(`${change.region ?? ''}\n${change.path}`, change)
    }
  }
  return [...changes.values()]
}

/** How far ahead a draft is looked at that changes nothing yet. */
const AHEAD = 120

/** The first month after the ones looked at in which a draft differs; null if there is none. */
export function firstChange(against: Programme, draft: Programme, after: Month): Month | null {
  for (let month = after + 1; month <= after + AHEAD; month++) {
    if (changesIn(against, draft, month).length > 0) return month
  }
  return null
}

/** Titles change no star. */
function changesIn(against: Programme, draft: Programme, month: Month): Change[] {
  const before = answering(against, month) as PolicyAnswer
  const after = answering(draft, month)
  if (after === undefined) return []
  return diffAnswers(before, after).values.filter(
    ({ path }) => !/^(title|star\.names)\b/.test(path),
  )
}
