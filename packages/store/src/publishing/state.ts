import type { Month } from '@dipper/policy'
import type { PoolClient } from 'pg'
import type { PublishedTotals } from './request.ts'

/** A publication as it is listed. */
export interface PublicationState {
  /** Never given to another publication. */
  readonly publication: number
  readonly month: Month
  readonly state: 'loading' | 'live' | 'superseded' | 'taken-back'
  /** Rows of the month as this publication has them. */
  readonly rows: number
  /** Register digest of the month. */
  readonly digest: string
  readonly by: string
  /** When it became live; before that, when it was begun. */
  readonly at: Date
}

export interface PublicationRow {
  readonly publication: number
  readonly month: number
  readonly state: PublicationState['state'] | 'discarded'
  readonly totals: PublishedTotals
  readonly digest: string
  readonly created_by: string
  readonly created_at: Date
  readonly live_at: Date | null
}

/** Only for publications that are not discarded: those were never seen and will not be. */
export function toState(row: PublicationRow): PublicationState {
  const { publication, month, state, totals, digest, created_by, created_at, live_at } = row
  if (state === 'discarded') throw new Error(`publication ${publication} is discarded`)
  const at = live_at ?? created_at
  return { publication, month, state, rows: totals.customers, digest, by: created_by, at }
}

export async function stateOf(client: PoolClient, publication: number): Promise<PublicationState> {
  const { rows } = await client.query<PublicationRow>(
    'select * from dipper.publication where publication = $1',
    [publication],
  )
  return toState(rows[0] as PublicationRow)
}
