import type { Explanation, Gap } from './explanation.ts'
import type { Headline } from './reasons/headline.ts'

type Unspoken<E> = E extends Explanation ? Omit<E, 'headline' | 'reasons'> : never

/** What the stored row says, and while the facts agree with it, what the next star needs. */
export function headlineOf(explanation: Unspoken<Explanation>): Headline {
  const { row } = explanation
  if (row.outcome === 'left' || row.outcome === 'ineligible') return lastHeadline(explanation)
  const gap = explanation.status === 'assessed' && explanation.agrees ? explanation.gap : null
  const next = gap !== null && gap.cap === null ? nextOf(gap) : null
  const value = row.growthValue
  if (row.validThrough === null) {
    if (next === null) return { code: 'unrated', params: { value } }
    return { code: 'unrated-with-gap', params: { value, ...next } }
  }
  const rated = { star: row.star, value, through: row.validThrough }
  if (next === null) return { code: 'rated', params: rated }
  return { code: 'rated-with-gap', params: { ...rated, ...next } }
}

function nextOf({ missing, star }: Gap) {
  return { missing, next: star }
}

function lastHeadline(explanation: Unspoken<Explanation>): Headline {
  const last = explanation.status === 'assessed' ? null : explanation.last
  if (explanation.row.outcome === 'left') {
    const leftOn = last?.leftOn ?? null
    return leftOn === null ? { code: 'left', params: {} } : { code: 'left-on', params: { leftOn } }
  }
  const segment = last?.segment ?? null
  return segment === null
    ? { code: 'ineligible', params: {} }
    : { code: 'ineligible-segment', params: { segment } }
}
