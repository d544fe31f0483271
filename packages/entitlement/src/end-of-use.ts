import type { LocalDateTime } from './local-time.ts'
import type { BegunUse } from './use.ts'

/** What is heard of a line while a use runs. */
export interface LineNews {
  readonly at: LocalDateTime
  /** What is owed from then on: 0 or less when everything is paid. */
  readonly arrearsFen: bigint
}

export interface UseEnd {
  readonly at: LocalDateTime
  readonly because: 'time' | 'paid' | 'ceiling-passed'
  /** Whether the line is to be stopped again: something is still owed, as far as is known. */
  readonly stopAgain: boolean
}

/**
 * Whether a running use has ended by `now`, when and why: at its end, when everything is paid, or
 * when arrears pass the ceiling, whichever the use ends by and comes first. The order of the news
 * decides nothing. Null while it runs, and for a use that does not.
 */
export function endOfUse(
  use: BegunUse,
  news: readonly LineNews[],
  now: LocalDateTime,
): UseEnd | null {
  if (use.state !== 'running') return null
  const last = use.endsAt !== null && use.endsAt <= now ? use.endsAt : null
  const heard = news
    .filter(({ at }) => at >= use.at && at <= now && (last === null || at < last))
    .toSorted(byTime)
  for (const { at, arrearsFen } of heard) {
    if (use.until.includes('paid') && arrearsFen <= 0n) {
      return { at, because: 'paid', stopAgain: false }
    }
    if (use.until.includes('ceiling-passed') && passes(use, arrearsFen)) {
      return { at, because: 'ceiling-passed', stopAgain: true }
    }
  }
  if (last === null) return null
  const owed = heard.at(-1)?.arrearsFen ?? use.arrearsFen
  return { at: last, because: 'time', stopAgain: owed === null || owed > 0n }
}

function passes({ ceilingFen }: BegunUse, arrearsFen: bigint): boolean {
  return ceilingFen !== null && arrearsFen > ceilingFen
}

/** Of two at the same moment the lesser arrears come first. */
function byTime(left: LineNews, right: LineNews): number {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1
  return left.arrearsFen < right.arrearsFen ? -1 : 1
}
