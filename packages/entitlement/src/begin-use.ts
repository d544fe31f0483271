import { arrearsOf } from './credit.ts'
import type { Entitlement } from './entitlement.ts'
import { judge } from './judged.ts'
import { mayUse, ruleOf } from './may-use.ts'
import type { Question } from './question.ts'
import type { BegunUse } from './use.ts'

/** The answer at the moment of the use, and the use where there is one. */
export interface Beginning {
  readonly entitlement: Entitlement
  readonly use: BegunUse | null
}

/**
 * The use that begins now, if it may. With `atPrice`, a use beyond the quota begins at the price the
 * document names for it, if nothing else speaks against it; such a use takes nothing of the quota.
 */
export function beginUse(question: Question, { atPrice = false } = {}): Beginning {
  const entitlement = mayUse(question)
  const charge = chargeOf(entitlement, atPrice)
  const rule = ruleOf(question)
  const judged = rule && judge(rule, question)
  if (!charge || !judged || 'refusal' in judged) return { entitlement, use: null }
  const { benefit, line, now } = question
  const { endsAt, until, ceilingFen } = judged.conditions
  const use: BegunUse = {
    benefit,
    line: line?.id ?? null,
    at: now,
    state: endsAt === null ? 'ended' : 'running',
    ...charge,
    endsAt,
    until,
    ceilingFen,
    arrearsFen: line && arrearsOf(line),
  }
  return { entitlement, use }
}

function chargeOf(
  { allowed, reasons, otherwise }: Entitlement,
  atPrice: boolean,
): Pick<BegunUse, 'chargeFen' | 'billed'> | null {
  if (allowed) return { chargeFen: 0n, billed: null }
  const onlyQuota = reasons.every(({ code }) => code === 'quota-used')
  if (!atPrice || !onlyQuota || otherwise?.what !== 'price') return null
  return { chargeFen: otherwise.fen, billed: otherwise.billed }
}
