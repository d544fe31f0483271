import type { AskedLine, LocalDateTime, Question } from '@dipper/entitlement'
import { type BenefitRule, type BenefitsInForce, formatMonth, monthOf } from '@dipper/policy'
import type { Pool, PoolClient } from 'pg'
import { toLineKnown } from '../lines/rows.ts'
import { stateOf } from '../lines/state.ts'
import { theirKind } from '../lines/theirs.ts'
import type { BenefitAsked, BenefitsPolicies } from './asked.ts'
import { UsesProblem } from './problem.ts'
import { toUse } from './rows.ts'
import { countedHeld, type Situation, toHeld, usesIn } from './situation.ts'
import type { Stock, StockReader } from './stock.ts'

/** A question, with what is written of a use beside it. */
export interface Judgeable {
  readonly question: Question
  readonly rule: BenefitRule | null
  readonly stock: Stock | null
}

export interface Asking {
  readonly customerId: string
  readonly asked: BenefitAsked
  readonly policies: BenefitsPolicies
  readonly now: LocalDateTime
  /** How the stock is read: to be looked at, or to be taken from. */
  readonly stockOf: StockReader
}

/** What a situation makes of what is asked. Throws `benefits-missing`. */
export async function toQuestion(
  connection: Pool | PoolClient,
  situation: Situation,
  asking: Asking,
): Promise<Judgeable | 'line-missing'> {
  const { customerId, asked, now, stockOf } = asking
  const { benefit } = asked
  const policy = inForce(asking.policies, now, situation.region)
  const { benefits } = policy.rules
  const rule = Object.hasOwn(benefits, benefit) ? (benefits[benefit] ?? null) : null
  const line = asked.line && lineOf(customerId, asked.line, situation, now)
  if (asked.line && !line) return 'line-missing'
  const isCounted = rule !== null && (rule.limit !== null || rule.lasts !== null)
  const uses = isCounted ? await usesIn(connection, situation, { customerId, benefit }) : []
  const stock = rule?.offer ? await stockOf(connection, policy, benefit) : null
  const held = toHeld(situation)
  const isByValidity = held !== null && rule?.limit?.per === 'validity'
  const question = {
    policy,
    held: isByValidity ? await countedHeld(connection, customerId) : held,
    benefit,
    line,
    uses: uses.map(toUse),
    now,
    stockTaken: stock?.taken ?? null,
  }
  return { question, rule, stock }
}

/** What answers in the month of `now`. Throws `benefits-missing`. */
function inForce(
  policies: BenefitsPolicies,
  now: LocalDateTime,
  region: string | null,
): BenefitsInForce {
  const month = monthOf(now.slice(0, 10))
  const found = policies.inForce(month, region)
  if (found === null) throw new UsesProblem('benefits-missing', { month: formatMonth(month) })
  return found
}

/** Null where it is none of the customer's. */
function lineOf(
  customerId: string,
  asked: NonNullable<BenefitAsked['line']>,
  situation: Situation,
  now: LocalDateTime,
): AskedLine | null {
  const known = (situation.known ?? []).map(toLineKnown)
  const facts = { holdings: situation.holdings ?? [], known }
  const kind = theirKind(customerId, facts, now.slice(0, 10))
  if (kind === null) return null
  const own = known.find((each) => each.customerId === customerId) ?? null
  return { id: asked.id, kind, ...stateOf(own, asked.state) }
}
