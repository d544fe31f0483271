import { allowances, isRunning, type LocalDateTime, type Use } from '@dipper/entitlement'
import { balanceOn, type Cause, type Lot, newAccount } from '@dipper/ledger'
import { type BenefitsInForce, monthOf } from '@dipper/policy'
import type { Pool } from 'pg'
import { type Of, Together } from '../reading/together.ts'
import type { BenefitsPolicies } from './asked.ts'
import { type Clock, nowIn } from './clock.ts'
import { toUse, toUseRecords, USE_COLUMNS, USE_JSON, type UseJson, type UseRow } from './rows.ts'
import {
  countedHeld,
  HELD_COLUMNS,
  type HeldRow,
  isAnybody,
  type NoHeldRow,
  publishedOf,
  toHeld,
} from './situation.ts'
import type { Standing } from './standing.ts'

/** Uses of a customer that are read together; more are read where there are more. */
const RECENT = 100

const ASKED = '(asked.id collate "C")'
const STANDINGS = {
  name: 'use-standings',
  text: `select asked.id as asked, ${nowIn('$2::text')} as now, ${isAnybody(ASKED)} as there,
  ${HELD_COLUMNS}, u.uses, a.debt, a.frozen, p.lots
from unnest($1::text[]) asked(id) ${publishedOf(ASKED)}
cross join lateral (
  select json_agg(${USE_JSON} order by u.number) as uses from (
    select * from dipper.use where customer_id = ${ASKED} and state <> 'given-back'
    order by number desc limit ${RECENT}) u) u
left join dipper.points_account a on a.customer_id = ${ASKED}
cross join lateral (
  select json_agg(json_build_object('year', year, 'points', points::text) order by year) as lots
  from dipper.points_lot where customer_id = ${ASKED} and points > 0) p`,
}
const ALL_USES = {
  name: 'use-all',
  text: `select json_agg(${USE_JSON} order by u.number) as uses
from dipper.use u where customer_id = $1 and state <> 'given-back'`,
}
const RUNNING = {
  name: 'use-running-of',
  text: `select ${USE_COLUMNS} from dipper.use u
where customer_id = $1 and state = 'running' order by number`,
}

export type StandingRow = (HeldRow | NoHeldRow) & {
  readonly now: LocalDateTime
  readonly there: boolean
  readonly region: string | null
  readonly uses: readonly UseJson[] | null
  readonly debt: bigint | null
  readonly frozen: readonly Cause[] | null
  readonly lots: readonly { readonly year: number; readonly points: string }[] | null
}

/** What customers have beside their stars; those asked for at the same time as one statement. */
export function standingLooks(pool: Pool, { timeZone }: Clock): Together<StandingRow> {
  return new Together(async (ids) => {
    const values = [ids, timeZone]
    const { rows } = await pool.query<Of<StandingRow>>({ ...STANDINGS, values })
    return rows
  })
}

interface About {
  readonly customerId: string
  readonly now: LocalDateTime
  readonly policies: BenefitsPolicies
}

/** Reads what is seldom there by itself. */
export async function toStanding(
  pool: Pool,
  row: StandingRow,
  { customerId, now, policies }: About,
): Promise<Standing> {
  const today = now.slice(0, 10)
  const policy = policies.inForce(monthOf(today), row.region)
  const uses = await usesOf(pool, row, customerId)
  const held = isByValidity(policy) ? await countedHeld(pool, customerId) : toHeld(row)
  return {
    now,
    held,
    region: row.region,
    policy,
    allowances: policy ? allowances({ policy, held, uses, now }) : [],
    uses,
    running: uses.some((use) => isRunning(use, now)) ? await runningOf(pool, customerId, now) : [],
    points: balanceOn(accountOf(customerId, row), today),
  }
}

async function usesOf(pool: Pool, row: StandingRow, customerId: string): Promise<Use[]> {
  const recent = row.uses ?? []
  if (recent.length < RECENT) return recent.map(toUse)
  const { rows } = await pool.query<{ uses: UseJson[] }>({ ...ALL_USES, values: [customerId] })
  return (rows[0]?.uses ?? []).map(toUse)
}

function isByValidity(policy: BenefitsInForce | null): boolean {
  const rules = Object.values(policy?.rules.benefits ?? {})
  return rules.some(({ limit }) => limit?.per === 'validity')
}

async function runningOf(pool: Pool, customerId: string, now: LocalDateTime) {
  const { rows } = await pool.query<UseRow>({ ...RUNNING, values: [customerId] })
  const uses = await toUseRecords(pool, rows)
  return uses.filter((use) => isRunning(use, now))
}

function accountOf(customerId: string, { debt, frozen, lots }: StandingRow) {
  const own = (lots ?? []).map(
    ({ year, points }): Lot => ({ year, points: BigInt(points), expired: 0n }),
  )
  return { ...newAccount(customerId), debt: debt ?? 0n, frozen: frozen ?? [], lots: own }
}
