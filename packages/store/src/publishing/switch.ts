import type { Month } from '@dipper/policy'
import type { PoolClient } from 'pg'
import type { Loading } from './begin.ts'

/** Channel on which the months that readers see are announced, as counts. */
export const LIVE_CHANNEL = 'dipper_live'

/** From the commit of the caller's transaction on, readers see the publication. */
export async function makeLive(client: PoolClient, loading: Loading): Promise<void> {
  const { publication, month, against } = loading
  await client.query(
    `update dipper.publication set state = 'superseded' where publication = $1 and state = 'live'`,
    [against],
  )
  await client.query(
    `update dipper.publication set state = 'live', live_at = now() where publication = $1`,
    [publication],
  )
  await client.query(
    `insert into dipper.live (month, publication) values ($1, $2)
    on conflict (month) do update set publication = excluded.publication`,
    [month, publication],
  )
  await client.query(
    `insert into dipper.master ("table", digest)
    select key, value from dipper.publication, jsonb_each_text(masters) where publication = $1
    on conflict ("table") do update set digest = excluded.digest`,
    [publication],
  )
  await announce(client, month)
}

/**
 * From the commit of the caller's transaction on, readers see what was published before. Gives the
 * publication taken back, null where the month is not published.
 */
export async function makeLast(
  client: PoolClient,
  month: Month,
  by: string,
): Promise<number | null> {
  const { rows } = await client.query<{ publication: number; based_on: number | null }>(
    `update dipper.publication p
    set state = 'taken-back', taken_back_by = $2, taken_back_at = now()
    from dipper.live l where l.month = $1 and p.publication = l.publication
    returning p.publication, p.based_on`,
    [month, by],
  )
  const [taken] = rows
  if (taken === undefined) return null
  if (taken.based_on === null) {
    await client.query('delete from dipper.live where month = $1', [month])
  } else {
    await client.query('update dipper.live set publication = $2 where month = $1', [
      month,
      taken.based_on,
    ])
    await client.query(`update dipper.publication set state = 'live' where publication = $1`, [
      taken.based_on,
    ])
  }
  await announce(client, month)
  return taken.publication
}

async function announce(client: PoolClient, month: Month): Promise<void> {
  await client.query('select pg_notify($1, $2)', [LIVE_CHANNEL, String(month)])
}
