import {
  type Account,
  type KeyedAct,
  NOTHING_EARNED,
  type Past,
  type Posting,
  post,
  type Refusal,
} from '@dipper/ledger'
import type { PoolClient } from 'pg'
import { lockAccount, openAccount, saveAccount } from './account.ts'
import { POSTING_COLUMNS, type PostingRow, toPosting } from './rows.ts'

const KEYED = {
  name: 'points-keyed',
  text: `select ${POSTING_COLUMNS} from dipper.points_posting where customer_id = $1 and key = $2`,
}
const NAMED = {
  name: 'points-named',
  text: `select ${POSTING_COLUMNS}, exists (select from dipper.points_posting r
    where r.customer_id = p.customer_id and r.names = p.number and r.kind = 'reverse') as reversed
from dipper.points_posting p where customer_id = $1 and number = $2`,
}

export type Performed =
  /** `repeated`: it was posted before, under the same key. */
  | {
      readonly state: 'posted' | 'repeated'
      readonly posting: Posting
      /** After it, and now where it is repeated. */
      readonly account: Account
    }
  | { readonly state: 'refused'; readonly refusal: Refusal }

/** One act inside the transaction of the caller; the account is locked until its end. */
export async function performOn(
  client: PoolClient,
  customer: string,
  act: KeyedAct,
): Promise<Performed> {
  const isFreezing = act.kind === 'freeze' || act.kind === 'unfreeze'
  if (isFreezing) await openAccount(client, customer)
  const account = await lockAccount(client, customer)
  const outcome = post(account, act, await pastOf(client, account, act))
  if (outcome.state === 'refused') return outcome
  if (outcome.state === 'repeated') return { ...outcome, account }
  if (outcome.state === 'unchanged') throw new Error(`${act.kind} posted nothing`)
  await saveAccount(client, account, outcome)
  const posting = outcome.postings.find(({ key }) => key === act.key) as Posting
  return { state: 'posted', posting, account: outcome.account }
}

async function pastOf(client: PoolClient, { customer, postings }: Account, act: KeyedAct) {
  const past: Past = { keyed: null, named: null, reversed: false, earned: NOTHING_EARNED }
  if (postings === 0) return past
  const keyed = await client.query<PostingRow>({ ...KEYED, values: [customer, act.key] })
  const found = { ...past, keyed: firstOf(keyed.rows) }
  if (!('names' in act)) return found
  const named = await client.query<PostingRow & { reversed: boolean }>({
    ...NAMED,
    values: [customer, act.names],
  })
  const [row] = named.rows
  if (row === undefined) return found
  const { reversed, ...posting } = row
  return { ...found, named: toPosting(posting), reversed }
}

function firstOf([row]: readonly PostingRow[]): Posting | null {
  return row === undefined ? null : toPosting(row)
}
