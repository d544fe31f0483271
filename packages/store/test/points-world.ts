import {
  type Account,
  type Act,
  type Books,
  type Earned,
  type Lot,
  type Month,
  NOTHING_EARNED,
  newAccount,
  type Posting,
  pastOf,
  post,
} from '@dipper/ledger'
import type { Pool } from 'pg'
import type { EarnRequest } from '../src/index.ts'
import {
  type AccountRow,
  POSTING_COLUMNS,
  type PostingRow,
  toAccount,
  toPosting,
} from '../src/points/rows.ts'

/** What a period earns, by customer, as `earn` takes it. */
export function brought(
  points: ReadonlyMap<string, bigint>,
): Omit<EarnRequest, 'period' | 'revision'> {
  const lines = [...points].map(([customer, each]) => `${quoted(customer)},${each}\n`)
  return {
    rows: chunks(lines),
    customers: points.size,
    points: [...points.values()].reduce((sum, each) => sum + each, 0n),
  }
}

async function* chunks(lines: readonly string[]): AsyncGenerator<string> {
  for (let n = 0; n < lines.length; n += 100) yield lines.slice(n, n + 100).join('')
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** Everything that the database keeps of each customer. */
export interface KeptRows {
  readonly postings: readonly Posting[]
  readonly account: Account | null
  readonly earned: ReadonlyMap<Month, Earned>
}

export async function keptRows(pool: Pool): Promise<Map<string, KeptRows>> {
  const accounts = await rowsOf<AccountRow>(pool, 'select * from dipper.points_account')
  const lots = await rowsOf<Lot>(
    pool,
    `select customer_id, year, points, expired from dipper.points_lot
    where points <> 0 or expired <> 0 order by year`,
  )
  const postings = await rowsOf<PostingRow>(
    pool,
    `select customer_id, ${POSTING_COLUMNS} from dipper.points_posting order by number`,
  )
  const earned = await rowsOf<Earned & { readonly period: Month }>(
    pool,
    'select customer_id, period, revision, points from dipper.points_earned order by period',
  )
  const ids = [...new Set([...accounts.keys(), ...postings.keys(), ...earned.keys()])].sort()
  return new Map(
    ids.map((id) => {
      const [account] = accounts.get(id) ?? []
      const periods = earned.get(id) ?? []
      const rows = {
        postings: (postings.get(id) ?? []).map(toPosting),
        account: account === undefined ? null : toAccount(id, account, lots.get(id) ?? []),
        earned: new Map(periods.map(({ period, ...each }) => [period, each])),
      }
      return [id, rows]
    }),
  )
}

/** By customer, in the order of the query. */
async function rowsOf<T extends object>(pool: Pool, text: string): Promise<Map<string, T[]>> {
  const { rows } = await pool.query<T & { readonly customer_id: string }>(text)
  const byCustomer = new Map<string, T[]>()
  for (const { customer_id: customer, ...row } of rows) {
    const own = byCustomer.get(customer) ?? []
    byCustomer.set(customer, [...own, row as unknown as T])
  }
  return byCustomer
}

/** The ledger alone, with everybody in it: what the database must have. */
export class Mirror {
  readonly #of = new Map<
    string,
    { account: Account; postings: Posting[]; earned: Map<Month, Earned> }
  >()
  readonly #revisions = new Map<Month, number>()

  get customers(): readonly string[] {
    return [...this.#of.keys()]
  }

  account(customer: string): Account {
    return this.#of.get(customer)?.account ?? newAccount(customer)
  }

  postings(customer: string): readonly Posting[] {
    return this.#of.get(customer)?.postings ?? []
  }

  kept(): Map<string, KeptRows> {
    const ids = this.customers.filter((id) => this.postings(id).length > 0)
    return new Map(ids.sort().map((id) => [id, this.#of.get(id) as KeptRows & Books]))
  }

  perform(customer: string, act: Act): string {
    const own = this.#of.get(customer) ?? {
      account: newAccount(customer),
      postings: [],
      earned: new Map<Month, Earned>(),
    }
    this.#of.set(customer, own)
    const earned =
      act.kind === 'earn' ? (own.earned.get(act.period) ?? NOTHING_EARNED) : NOTHING_EARNED
    const revision = act.kind === 'earn' ? (this.#revisions.get(act.period) ?? 0) : 0
    const past = { ...pastOf(own.postings, act), earned: { ...earned, revision } }
    const outcome = post(own.account, act, past)
    if (outcome.state === 'refused') return outcome.refusal.code
    if (outcome.state !== 'posted') return outcome.state
    own.account = outcome.account
    own.postings.push(...outcome.postings)
    if (act.kind === 'earn')
      own.earned.set(act.period, { revision: act.revision, points: act.points })
    return outcome.state
  }

  expire(on: string): void {
    for (const customer of this.customers) this.perform(customer, { kind: 'expire', on })
  }

  /** Who is not among them has earned nothing. */
  earn(
    {
      period,
      revision,
      on,
    }: { readonly period: Month; readonly revision: number; readonly on: string },
    points: ReadonlyMap<string, bigint>,
  ): void {
    this.expire(on)
    for (const customer of new Set([...this.customers, ...points.keys()])) {
      const each = points.get(customer) ?? 0n
      this.perform(customer, { kind: 'earn', on, period, revision, points: each })
    }
    this.#revisions.set(period, revision)
  }
}

/** Numbers from 0 up to below 1, always the same for a seed. */
export function random(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}
