import { readFileSync } from 'node:fs'
import { allowances, beginUse, type HeldStar, mayUse, type Question } from '@dipper/entitlement'
import {
  answeringBenefits,
  type BenefitsInForce,
  benefitsInForce,
  month,
  readBenefits,
  type ServiceKind,
} from '@dipper/policy'
import type { AskedUse, Ports, UseOutcome, UseRecord } from '../src/index.ts'
import type { MemoryOrders } from './memory-orders.ts'

const POLICY = new URL('../../../policies/china-telecom/benefits/2016-01.yaml', import.meta.url)

const NOW = '2026-11-22T09:30:00'

const { programme } = readBenefits([{ path: '2016-01.yaml', text: readFileSync(POLICY, 'utf8') }])
const answer = programme && answeringBenefits(programme, month('2026-11'))
if (answer === undefined) throw new Error('no document of benefits answers')
const POLICY_IN_FORCE: BenefitsInForce = benefitsInForce(answer, null)

interface Held {
  readonly customerId: string
  readonly held: HeldStar
  readonly lines: Readonly<Record<string, ServiceKind>>
}

export interface BenefitsOptions {
  readonly answered: <T>(value: () => T) => Promise<T>
  /** Null: nobody has the id. */
  readonly heldBy: (customerId: string) => Held | null
  readonly orders: MemoryOrders
  readonly points: Ports['points']
  /** No document of benefits answers. */
  readonly without: () => boolean
}

/** Benefits by the meaning itself, with uses in memory. */
export function memoryBenefits(options: BenefitsOptions): Ports['benefits'] {
  const { answered, heldBy, orders, points, without } = options
  const uses = new Map<string, UseRecord[]>()
  const acts = new Map<string, { asked: string; outcome: UseOutcome }>()
  const usesOf = (customerId: string) => uses.get(customerId) ?? []

  /** Null: the line is not theirs. */
  const questionOf = ({ customerId, held, lines }: Held, asked: AskedUse): Question | null => {
    if (without())
      throw Object.assign(new Error(), { code: 'benefits-missing', params: { month: '2026-11' } })
    const { benefit, line } = asked
    const kind = line && (Object.hasOwn(lines, line.id) ? lines[line.id] : undefined)
    if (line !== null && !kind) return null
    return {
      policy: POLICY_IN_FORCE,
      held,
      benefit,
      line: line && kind ? { id: line.id, kind, state: line.state, known: 'stated' } : null,
      uses: usesOf(customerId),
      now: NOW,
    }
  }
  const use = (who: Held, asked: Parameters<Ports['benefits']['use']>[1]): UseOutcome => {
    const { key, by, atPrice, ...what } = asked
    const name = `${who.customerId} ${key}`
    const known = acts.get(name)
    if (known)
      return known.asked === written(what) ? repeated(known.outcome) : { outcome: 'key-used' }
    const question = questionOf(who, asked)
    if (question === null) return { outcome: 'line-missing' }
    const { entitlement, use: begun } = beginUse(question, { atPrice })
    if (begun === null) return { outcome: 'refused', entitlement }
    const { customerId } = who
    const own = usesOf(customerId)
    const number = own.length + 1
    const order = POLICY_IN_FORCE.rules.benefits[asked.benefit]?.order ?? false
    const record: UseRecord = {
      ...begun,
      number,
      customerId,
      endedAt: null,
      endedBecause: null,
      star: entitlement.star?.star ?? 0,
      month: who.held.month,
      document: entitlement.policy.document,
      overlay: entitlement.policy.overlay,
      by,
      orders: order ? [orders.add({ customerId, use: number, state: 'waiting' })] : [],
    }
    uses.set(customerId, [...own, record])
    const outcome = { outcome: 'begun', use: record, entitlement } as const
    acts.set(name, { asked: written(what), outcome })
    return outcome
  }
  return {
    mayUse: (customerId, asked) =>
      answered(() => {
        const who = heldBy(customerId)
        if (who === null) return null
        const question = questionOf(who, asked)
        if (question === null) return { outcome: 'line-missing' }
        return { outcome: 'answered', entitlement: mayUse(question) }
      }),
    use: (customerId, asked) =>
      answered(() => {
        const who = heldBy(customerId)
        return who && use(who, asked)
      }),
    usesOf: (customerId, { before = Number.POSITIVE_INFINITY, limit }) =>
      answered(() =>
        usesOf(customerId)
          .filter(({ number }) => number < before)
          .toReversed()
          .slice(0, limit),
      ),
    standingOf: async (customerId) => {
      const who = await answered(() => heldBy(customerId))
      if (who === null) return null
      const own = usesOf(customerId)
      const { held } = who
      const policy = without() ? null : POLICY_IN_FORCE
      return {
        now: NOW,
        held,
        policy,
        allowances: policy === null ? [] : allowances({ policy, held, uses: own, now: NOW }),
        running: own.filter(({ state }) => state === 'running'),
        points: await points.balance(customerId),
      }
    },
    titleOf: (benefit) =>
      Object.hasOwn(POLICY_IN_FORCE.titles, benefit)
        ? (POLICY_IN_FORCE.titles[benefit] ?? null)
        : null,
  }
}

function repeated(outcome: UseOutcome): UseOutcome {
  return outcome.outcome === 'begun' ? { ...outcome, outcome: 'repeated' } : outcome
}

function written(asked: AskedUse): string {
  return JSON.stringify(asked, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
}
