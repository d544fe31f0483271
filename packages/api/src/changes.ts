import { hash } from 'node:crypto'
import { entryOf, record } from './audit.ts'
import type { Answer, Call, Endpoint } from './endpoint.ts'
import type { IdempotencyKey } from './ports.ts'
import { problemOf } from './problems/problem-of.ts'
import { invalid, Problem } from './problems/problem.ts'

const KEY = /^[\x21-\x7E]{1,128}$/

/** What a change was answered with, now or the first time. */
export interface Changed {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
  readonly replayed: boolean
}

/**
 * The key of an `Idempotency-Key` header. Throws `key-missing`, or `invalid-request`.
 *
 * @param otherwise the key where there is no header
 */
export function keyOf(
  header: string | readonly string[] | undefined,
  otherwise: string | null = null,
): string {
  if (header === undefined || header === '') {
    if (otherwise !== null) return otherwise
    throw new Problem('key-missing', {})
  }
  if (typeof header === 'string' && KEY.test(header)) return header
  throw invalid({ in: 'header', path: 'Idempotency-Key', code: 'not-a-key' })
}

/**
 * Makes a change once, however often it is sent: claims the key, records the change, makes it, and
 * stores the answer for those who send it again.
 */
export async function changeOnce(endpoint: Endpoint, call: Call, key: string): Promise<Changed> {
  const { idempotency } = call.context.ports
  const claimed: IdempotencyKey = {
    caller: call.caller.subject,
    key,
    request: hash('sha256', `${endpoint.method} ${call.url}\n${JSON.stringify(call.body)}`),
  }
  const claim = await idempotency.claim(claimed)
  if (claim.state === 'other') throw new Problem('key-used', {})
  if (claim.state === 'running') throw new Problem('key-running', {})
  if (claim.state === 'done') {
    return { status: claim.status, body: claim.body, headers: {}, replayed: true }
  }
  const answer = await releasing(claimed, call, () => changeRecorded(endpoint, call))
  const changed = { status: endpoint.answer.status, ...answer, replayed: false }
  // The change is made: the caller is told so, even if those who send it again will not be.
  await idempotency.finish(claimed, changed).catch(call.context.fault)
  return changed
}

/** A change is recorded before it is made, and again where it fails. */
async function changeRecorded(
  endpoint: Endpoint,
  call: Call,
): Promise<Pick<Changed, 'body' | 'headers'>> {
  await record(call.context, entryOf(endpoint, call, 'allowed'))
  try {
    const answer = (await endpoint.handle(call)) as Extract<Answer, { body: unknown }>
    return { body: answer.body, headers: answer.headers ?? {} }
  } catch (error) {
    const { code } = problemOf(error, call.context.limits)
    await record(call.context, entryOf(endpoint, call, 'failed', { code })).catch(() => undefined)
    throw error
  }
}

/** Whoever fails may try again with the same key. */
async function releasing<T>(
  key: IdempotencyKey,
  { context }: Call,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await context.ports.idempotency.release(key).catch(context.fault)
    throw error
  }
}
