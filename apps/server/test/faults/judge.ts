import { checkPoints, type Pool } from '@dipper/store'
import { numberOf } from './client.ts'
import type { LyingNetwork } from './lying-network.ts'
import type { Intent, OutsideLog } from './outside-log.ts'
import { POINTS, type StageCustomer } from './stage.ts'

export interface Evidence {
  readonly log: OutsideLog
  readonly network: LyingNetwork
  readonly customers: readonly StageCustomer[]
  /** Asks the system, as anybody outside can. */
  readonly ask: (path: string) => Promise<unknown>
  /** For the check of the ledger alone. */
  readonly owner: Pool
}

interface Use {
  readonly number: number
  readonly benefit: string
  readonly line: string | null
  readonly state: 'running' | 'ended' | 'given-back'
  readonly chargeFen: number
  readonly orders: readonly { order: string; what: string; state: string }[]
}

/** Everything that is not as it must be, in words; empty where nothing was lost, doubled or exceeded. */
export async function judge(evidence: Evidence): Promise<string[]> {
  const wrong: string[] = []
  const known = new Set<string>()
  for (const { id } of evidence.customers) {
    const uses = await usesOf(evidence, id)
    const intents = [...evidence.log.intents.values()].filter(({ customerId }) => customerId === id)
    wrong.push(...lostOrDoubled(id, uses, intents), ...exceeded(id, uses))
    for (const use of uses) {
      for (const order of use.orders) known.add(order.order)
      wrong.push(...undelivered(id, use, evidence.network))
    }
    wrong.push(...(await wrongPoints(evidence, id, intents)))
    wrong.push(...(await wrongLines(evidence, id, intents)))
  }
  for (const { externalId } of evidence.network.orders.values())
    if (!known.has(externalId)) wrong.push(`the network has an order of nobody: ${externalId}`)
  const { wrong: found, findings } = await checkPoints(evidence.owner)
  if (found > 0) wrong.push(`the ledger: ${JSON.stringify(findings)}`)
  return wrong
}

async function usesOf({ ask }: Evidence, id: string): Promise<Use[]> {
  const uses: Use[] = []
  let path: string | null = `/v1/customers/${encodeURIComponent(id)}/uses?limit=100`
  while (path !== null) {
    const page = (await ask(path)) as { items: Use[]; next: string | null }
    uses.push(...page.items)
    path = page.next
  }
  return uses
}

/** The use that an intent was told of; null where it was told of none. */
function toldUse({ answers }: Intent): Use | null {
  const told = answers.flatMap(({ body }) => (body as { use?: Use | null }).use ?? [])
  return told[0] ?? null
}

function lostOrDoubled(id: string, uses: readonly Use[], intents: readonly Intent[]): string[] {
  const wrong: string[] = []
  const asked = intents.filter(({ what }) => what === 'use')
  const told = new Map<number, string>()
  for (const intent of asked) {
    const numbers = intent.answers.flatMap(
      ({ body }) => (body as { use?: Use | null }).use?.number ?? [],
    )
    if (new Set(numbers).size > 1)
      wrong.push(`${id}: ${intent.key} is one act and was told of uses ${numbers.join()}`)
    const use = toldUse(intent)
    if (use === null) continue
    const other = told.get(use.number)
    if (other !== undefined) wrong.push(`${id}: ${intent.key} and ${other} share use ${use.number}`)
    told.set(use.number, intent.key)
    const kept = uses.find(({ number }) => number === use.number)
    if (kept?.benefit !== intent.body['benefit'] || kept?.line !== intent.body['line'])
      wrong.push(`${id}: use ${use.number} was acknowledged and is lost`)
  }
  const unsure = asked.filter(({ answers, unanswered }) => answers.length === 0 && unanswered > 0)
  const untold = uses.filter(({ number }) => !told.has(number))
  if (untold.length > unsure.length)
    wrong.push(`${id}: ${untold.length} uses that nobody was told of, ${unsure.length} unanswered`)
  return wrong
}

const QUOTA: Readonly<Record<string, { readonly most: number; readonly ofLine: boolean }>> = {
  'sim-replacement': { most: 2, ofLine: false },
  'mobile-restore': { most: 1, ofLine: true },
  'broadband-restore': { most: 1, ofLine: true },
}

/** The harness takes minutes: every use is of one month and one year. */
function exceeded(id: string, uses: readonly Use[]): string[] {
  const counts = new Map<string, number>()
  for (const { benefit, line, state, chargeFen } of uses) {
    if (state === 'given-back' || chargeFen > 0) continue
    const of = QUOTA[benefit]?.ofLine ? `${benefit} ${line}` : benefit
    counts.set(of, (counts.get(of) ?? 0) + 1)
  }
  return [...counts].flatMap(([of, count]) => {
    const most = QUOTA[of.split(' ')[0] as string]?.most ?? 0
    return count > most ? [`${id}: ${of} used ${count} times of ${most}`] : []
  })
}

const ENDED = new Set(['completed', 'failed', 'dead'])

function undelivered(id: string, use: Use, network: LyingNetwork): string[] {
  const wrong: string[] = []
  const [start] = use.orders
  if (start === undefined) return [`${id}: use ${use.number} has no order`]
  for (const { order, state } of use.orders) {
    const taken = network.takenOf(order)
    if (!ENDED.has(state)) wrong.push(`${id}: order ${order} is ${state} for ever`)
    if (taken.length > 1) wrong.push(`${id}: order ${order} was taken ${taken.length} times`)
    if (state === 'completed' && taken[0]?.state !== 'completed')
      wrong.push(`${id}: order ${order} is completed and the network has not done it`)
    // One that is dead may have been done: somebody is to look.
    if (state === 'failed' && taken[0]?.state === 'completed')
      wrong.push(`${id}: order ${order} is ${state} and the network has done it`)
  }
  if ((use.state === 'given-back') !== (start.state === 'failed'))
    wrong.push(`${id}: use ${use.number} is ${use.state} and its order ${start.state}`)
  return wrong
}

async function wrongPoints(
  { ask }: Evidence,
  id: string,
  intents: readonly Intent[],
): Promise<string[]> {
  const path = `/v1/customers/${encodeURIComponent(id)}/points`
  const { balance } = (await ask(path)) as { balance: number }
  const of = (what: Intent['what']) => intents.filter((intent) => intent.what === what)
  const done = (what: Intent['what']) => of(what).filter((intent) => numberOf(intent) !== null)
  const unsure = [...of('redeem'), ...of('reverse')].filter(
    ({ answers, unanswered }) => answers.length === 0 && unanswered > 0,
  )
  const pointsOf = ({ body }: Intent) => Number(body['points'])
  const redeemed = sum(done('redeem').map(pointsOf))
  const reversed = sum(
    done('reverse').map((reversal) => {
      const number = Number(reversal.path.split('/').at(-2))
      const redemption = done('redeem').find((intent) => numberOf(intent) === number)
      return redemption === undefined ? 0 : pointsOf(redemption)
    }),
  )
  const numbers = [...done('redeem'), ...done('reverse')].map(numberOf)
  const shared = numbers.length - new Set(numbers).size
  const expected = POINTS - redeemed + reversed
  return [
    ...(shared > 0 ? [`${id}: ${shared} acknowledged postings share a number`] : []),
    ...(unsure.length === 0 && balance !== expected
      ? [`${id}: ${balance} points, and ${expected} by what was acknowledged`]
      : []),
  ]
}

/** The last event that was acknowledged decides, if none that is later is in doubt. */
async function wrongLines(
  { ask }: Evidence,
  id: string,
  intents: readonly Intent[],
): Promise<string[]> {
  const wrong: string[] = []
  const events = intents.filter(({ what }) => what === 'line-event')
  for (const line of new Set(events.map(({ body }) => String(body['line'])))) {
    const stops = events
      .filter(({ body }) => body['line'] === line && body['what'] !== 'arrears')
      .toSorted((a, b) => (String(a.body['at']) < String(b.body['at']) ? 1 : -1))
    const last = stops.find(({ answers }) => answers.some(({ status }) => status === 200))
    if (last === undefined || stops.indexOf(last) > 0) continue
    const benefit = `${String(last.body['kind'])}-restore`
    const path = `/v1/customers/${encodeURIComponent(id)}/entitlements/${benefit}?line=${line}`
    const { entitlement } = (await ask(path)) as {
      entitlement: { reasons: { code: string }[] } | null
    }
    const inService = entitlement?.reasons.some(({ code }) => code === 'line-in-service') ?? false
    if (inService !== (last.body['what'] === 'restored'))
      wrong.push(
        `${id}: line ${line} was ${String(last.body['what'])} last, and what is known is ${JSON.stringify(entitlement?.reasons)}`,
      )
  }
  return wrong
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
