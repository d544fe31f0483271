import type { LocalDateTime } from '@dipper/entitlement'
import type { PoolClient } from 'pg'
import type { UseRecord } from './record.ts'

const GIVE_BACK = {
  name: 'use-give-back',
  text: `with given as (
  update dipper.use set state = 'given-back', ended_at = coalesce(ended_at, $3),
    ended_because = coalesce(ended_because, $4)
  where customer_id = $1 and number = $2 and state <> 'given-back' returning benefit, stock_said_by)
update dipper.offer_stock s set taken = s.taken - 1 from given
where s.offer = given.benefit and s.said_by = given.stock_said_by`,
}

/** A use counts no more, against neither quota nor stock; once. The customer is locked. */
export async function giveBack(
  client: PoolClient,
  use: {
    readonly customerId: string
    readonly number: number
    readonly at: LocalDateTime
    readonly because: NonNullable<UseRecord['endedBecause']>
  },
): Promise<void> {
  const values = [use.customerId, use.number, use.at, use.because]
  await client.query({ ...GIVE_BACK, values })
}
