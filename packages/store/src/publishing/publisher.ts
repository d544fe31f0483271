import type { Month } from '@dipper/policy'
import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '../pool.ts'
import { beginLoading, liveWith } from './begin.ts'
import { Load } from './load.ts'
import { lockPublishing, unlockPublishing } from './lock.ts'
import { requireRanges } from './plan.ts'
import { type PreviewPart, type PublicationChanges, previewChanges } from './preview.ts'
import { purgeDead } from './purge.ts'
import type { PublishRequest } from './request.ts'
import { type PublicationState, stateOf } from './state.ts'
import { makeLast } from './switch.ts'

export type Begun =
  | { readonly state: 'already-live'; readonly publication: PublicationState }
  | { readonly state: 'loading'; readonly load: Load }

/** Months of the register into the store, through a pool of the owner. */
export class Publisher {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /**
   * Begins to publish a month, or goes on where the same was broken off; the caller brings what the
   * load misses, finishes and closes it. Throws `publish-busy`; a RangeError where `ranges` do not
   * cover all ids once.
   */
  async begin(request: PublishRequest): Promise<Begun> {
    requireRanges(request.ranges)
    const client = await lockPublishing(this.#pool)
    try {
      const begun = await beginOn(client, request)
      if (begun.state === 'already-live') await unlockPublishing(client)
      return begun
    } catch (error) {
      await unlockPublishing(client)
      throw error
    }
  }

  /** What the stars of a month would change, without publishing them. */
  preview(
    month: Month,
    parts: AsyncIterable<PreviewPart> | Iterable<PreviewPart>,
  ): Promise<PublicationChanges> {
    return previewChanges(this.#pool, month, parts)
  }

  /**
   * Readers see what was published of the month before, or nothing if that was the first. Gives the
   * publication taken back, null where the month is not published. Throws `publish-busy`.
   */
  async takeBack(month: Month, by: string): Promise<PublicationState | null> {
    const client = await lockPublishing(this.#pool)
    try {
      const taken = await inTransaction(client, () => makeLast(client, month, by))
      await purgeDead(client)
      return taken === null ? null : await stateOf(client, taken)
    } finally {
      await unlockPublishing(client)
    }
  }
}

async function beginOn(client: PoolClient, request: PublishRequest): Promise<Begun> {
  const live = await liveWith(client, request)
  if (live !== null) {
    return { state: 'already-live', publication: await stateOf(client, live) }
  }
  return { state: 'loading', load: await Load.open(client, await beginLoading(client, request)) }
}
