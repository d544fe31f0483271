import type { BenefitsInForce } from '@dipper/policy'
import type { Pool, PoolClient } from 'pg'

/** The stock of an offer, as one file says it. */
export interface Stock {
  readonly offer: string
  readonly saidBy: string
  /** Uses of all customers that count. */
  readonly taken: number
}

export type StockReader = (
  connection: Pool | PoolClient,
  policy: BenefitsInForce,
  offer: string,
) => Promise<Stock | null>

const READ = {
  name: 'offer-stock',
  text: 'select taken from dipper.offer_stock where offer = $1 and said_by = $2',
}
const LOCK = {
  name: 'offer-stock-lock',
  text: `insert into dipper.offer_stock as s (offer, said_by) values ($1, $2)
on conflict (offer, said_by) do update set taken = s.taken returning taken`,
}
const TAKE = {
  name: 'offer-stock-take',
  text: 'update dipper.offer_stock set taken = taken + 1 where offer = $1 and said_by = $2',
}

/** Null for an offer whose stock is not limited. */
export const readStock: StockReader = (connection, policy, offer) =>
  stockOf(connection, policy, { offer, query: READ })

/** As `readStock`; nobody else takes of it until the transaction ends. */
export const lockStock: StockReader = (connection, policy, offer) =>
  stockOf(connection, policy, { offer, query: LOCK })

async function stockOf(
  connection: Pool | PoolClient,
  policy: BenefitsInForce,
  { offer, query }: { readonly offer: string; readonly query: typeof READ },
): Promise<Stock | null> {
  if ((policy.rules.benefits[offer]?.offer?.stock ?? null) === null) return null
  const [code, name] = offer.split('/')
  const path = `benefits.${code}.entries.${name}.stock`
  const saidBy = policy.values.find((value) => value.path === path)?.file ?? policy.document
  const { rows } = await connection.query<{ taken: number }>({ ...query, values: [offer, saidBy] })
  return { offer, saidBy, taken: rows[0]?.taken ?? 0 }
}

export async function takeFromStock(client: PoolClient, { offer, saidBy }: Stock): Promise<void> {
  await client.query({ ...TAKE, values: [offer, saidBy] })
}
