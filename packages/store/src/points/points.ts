import {
  type Balance,
  balanceOn,
  type Cause,
  dueOn,
  type KeyedAct,
  type LocalDate,
  type Statement,
  statementOf,
} from '@dipper/ledger'
import type { Pool, PoolClient } from 'pg'
import { inTransaction, withClient } from '../pool.ts'
import { readAccount, todayIn } from './account.ts'
import { type Performed, performOn } from './perform.ts'
import { POSTING_COLUMNS, type PostingRow, toPosting } from './rows.ts'

/** What somebody wants done once, however often it is said under its key. */
export interface Asked {
  readonly key: string
  readonly by: string | null
  readonly why: string | null
  /** Left out: today. */
  readonly on?: LocalDate
}

const STATEMENT = {
  name: 'points-statement',
  text: `select ${POSTING_COLUMNS} from dipper.points_posting
where customer_id = $1 and "on" >= $2 and "on" <= $3 order by number`,
}
const OPENING = {
  name: 'points-opening',
  text: `select balance from dipper.points_posting
where customer_id = $1 and "on" < $2 order by number desc limit 1`,
}

/** Points of one customer: each act is one transaction, which holds the customer's account alone. */
export class Points {
  readonly #pool: Pool
  readonly #timeZone: string

  /** `timeZone`: of the operator, says which day is today. */
  constructor(pool: Pool, options: { readonly timeZone?: string } = {}) {
    this.#pool = pool
    this.#timeZone = options.timeZone ?? 'Asia/Shanghai'
  }

  redeem(customer: string, asked: Asked & { readonly points: bigint }): Promise<Performed> {
    return this.#perform(customer, { kind: 'redeem', ...asked })
  }

  /** `names`: the number of the redemption. */
  reverse(customer: string, asked: Asked & { readonly names: number }): Promise<Performed> {
    return this.#perform(customer, { kind: 'reverse', ...asked })
  }

  /** `points`: by which the posting named was wrong, below zero where it was too much. */
  correct(
    customer: string,
    asked: Asked & { readonly names: number; readonly points: bigint },
  ): Promise<Performed> {
    return this.#perform(customer, { kind: 'correct', ...asked })
  }

  freeze(customer: string, asked: Asked & { readonly cause: Cause }): Promise<Performed> {
    return this.#perform(customer, { kind: 'freeze', ...asked })
  }

  /** Lifts one cause of freezing. */
  unfreeze(customer: string, asked: Asked & { readonly cause: Cause }): Promise<Performed> {
    return this.#perform(customer, { kind: 'unfreeze', ...asked })
  }

  /** On a day; left out: today. Who has never had points has none. */
  balance(customer: string, on?: LocalDate): Promise<Balance> {
    return this.#read(async (client, today) =>
      balanceOn(await readAccount(client, customer), on ?? today),
    )
  }

  /** Lines of some days, both included; what has expired and is not posted yet is among them. */
  statement(
    customer: string,
    { from, through }: { readonly from: LocalDate; readonly through: LocalDate },
  ): Promise<Statement> {
    return this.#read(async (client, today) => {
      const before = await client.query<{ balance: bigint }>({
        ...OPENING,
        values: [customer, from],
      })
      const values = [customer, from, through]
      const { rows } = await client.query<PostingRow>({ ...STATEMENT, values })
      const account = await readAccount(client, customer)
      const due = dueOn(account, through < today ? through : today)
      // These come after every posting, of whatever day.
      const dueBefore = due.findLast(({ on }) => on < from)
      const opening = dueBefore?.balance ?? before.rows[0]?.balance ?? 0n
      return statementOf(opening, [...rows.map(toPosting), ...due.filter(({ on }) => on >= from)])
    })
  }

  #perform(customer: string, act: Undated): Promise<Performed> {
    return withClient(this.#pool, (client) =>
      inTransaction(client, async () => {
        const on = act.on ?? (await todayIn(client, this.#timeZone))
        return performOn(client, customer, { ...act, on })
      }),
    )
  }

  /** Everything of one moment. */
  #read<T>(work: (client: PoolClient, today: LocalDate) => Promise<T>): Promise<T> {
    return withClient(this.#pool, (client) =>
      inTransaction(
        client,
        async () => work(client, await todayIn(client, this.#timeZone)),
        'isolation level repeatable read, read only',
      ),
    )
  }
}

/** An act on a day that is perhaps not said. */
type Undated = KeyedAct extends infer Each
  ? Each extends KeyedAct
    ? Omit<Each, 'on'> & { readonly on?: LocalDate }
    : never
  : never
