import { createReadStream, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Earned, type EarningOptions, withEarned } from '@dipper/engine'
import type { EarnedForAll, Pool } from '@dipper/store'
import type { Progress } from './progress.ts'
import { loadStore } from './serving.ts'

export interface Earning extends Omit<EarningOptions, 'onProgress' | 'work'> {
  readonly pool: Pool
  /** Folder of what the server makes itself. */
  readonly data: string
  /** Null: the one that has these points already, or the next. */
  readonly revision: number | null
}

/** What a period has earned, and what became of it in the ledger. */
export interface EarnedPeriod extends Pick<Earned, 'period' | 'customers' | 'points' | 'stars'> {
  readonly revision: number
  readonly did: 'earned' | 'unchanged' | 'superseded'
  readonly changed: number
  readonly seal: string
}

/**
 * Works out what everybody has earned in periods and posts it, or the difference from what was posted.
 * Said again, or broken off and said again, it comes to the same. Throws Problem, PointsProblem.
 */
export async function earnPoints(
  { pool, data, revision, ...options }: Earning,
  progress: Progress,
): Promise<EarnedPeriod[]> {
  const { PointsBatches } = await loadStore()
  const batches = new PointsBatches(pool)
  mkdirSync(data, { recursive: true })
  const work = mkdtempSync(join(data, 'earning-'))
  const onProgress = progress.report
  try {
    return await withEarned({ ...options, work, onProgress }, async (earned) => {
      const bring = (as: number) =>
        batches.earn({ ...broughtOf(earned, progress), period: earned.period, revision: as })
      const brought =
        revision === null ? await next(bring) : { revision, ...(await bring(revision)) }
      const { period, customers, points, stars } = earned
      return { period, customers, points, stars, ...brought, did: didOf(brought) }
    })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

type Bring = (revision: number) => Promise<EarnedForAll>

/** The last revision where it has these points, else one after it. */
async function next(bring: Bring): Promise<EarnedForAll & { readonly revision: number }> {
  for (let revision = 1; ; revision++) {
    const brought = await unlessOther(bring(revision))
    if (brought?.state === 'earned') return { ...brought, revision }
  }
}

/** Null where the revision has other points. */
async function unlessOther(brought: Promise<EarnedForAll>): Promise<EarnedForAll | null> {
  const { PointsProblem } = await loadStore()
  return brought.catch((error: unknown) => {
    if (error instanceof PointsProblem && error.code === 'points-revision-differs') return null
    throw error
  })
}

function didOf({ state, changed }: EarnedForAll): EarnedPeriod['did'] {
  if (state === 'superseded') return 'superseded'
  return changed === 0 ? 'unchanged' : 'earned'
}

function broughtOf({ file, customers, points }: Earned, progress: Progress) {
  return { rows: counted(file, progress), customers, points }
}

async function* counted(file: string, progress: Progress): AsyncGenerator<Buffer> {
  const { size } = statSync(file)
  let done = 0
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    done += chunk.length
    progress.report('bring', done, size)
    yield chunk
  }
}
