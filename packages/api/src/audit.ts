import type { Context } from './context.ts'
import { type Call, type Endpoint, isChange } from './endpoint.ts'
import type { Caller } from './identity/caller.ts'
import type { AuditEntry } from './ports.ts'
import { Problem } from './problems/problem.ts'
import { isStaff } from './rights/grant.ts'

/** Writes an entry. Throws `audit-unavailable` where it cannot be written. */
export async function record({ ports, metrics }: Context, entry: AuditEntry): Promise<void> {
  try {
    await ports.audit.append(entry)
  } catch {
    metrics.unaudited()
    throw new Problem('audit-unavailable', {})
  }
}

/**
 * Whether an allowed request is recorded before it is handled: changes, look-ups of staff, and what
 * is always. Whoever is only known once found is recorded by the handler.
 */
export function isRecorded(endpoint: Endpoint, { grant }: Call): boolean {
  if (endpoint.act === undefined || endpoint.about === 'found') return false
  return (
    isChange(endpoint) || endpoint.recorded === 'always' || (grant !== null && isStaff(grant.role))
  )
}

/** Whether a refusal is recorded: whoever asks, if an allowed request of one of the roles would be. */
export function isDenialRecorded(endpoint: Endpoint, caller: Caller): boolean {
  if (endpoint.act === undefined) return false
  return isChange(endpoint) || endpoint.recorded === 'always' || caller.roles.some(isStaff)
}

/** The entry of a request that was validated. */
export function entryOf(
  endpoint: Endpoint,
  call: Call,
  outcome: AuditEntry['outcome'],
  details: Readonly<Record<string, unknown>> = {},
): AuditEntry {
  return {
    who: call.caller.subject,
    role: call.grant?.role ?? call.caller.roles.join(' '),
    act: endpoint.act ?? endpoint.operation,
    customerId: customerIdOf(endpoint, call.params, call.body),
    why: call.why,
    from: call.from,
    outcome,
    details: { ...addressOf(endpoint, call), ...details },
  }
}

/** Whom a request is about, by path or body. */
export function customerIdOf(
  { about }: Endpoint,
  params: unknown,
  body: unknown = null,
): string | null {
  if (about === 'customer') return (params as { id?: string }).id ?? null
  if (about === 'named') return (body as { customerId?: string } | null)?.customerId ?? null
  return null
}

/**
 * What is asked for or changed besides a person: the path, which holds no personal data then, and the
 * body of what is nobody's; of what is a person's, which one.
 */
function addressOf(
  endpoint: Endpoint,
  { url, body, params }: Call,
): Readonly<Record<string, unknown>> {
  const { about } = endpoint
  if (about === 'customer') {
    const { id: _, ...which } = params as { id: string }
    return which
  }
  if (!isChange(endpoint) && about !== 'orders') return {}
  const path = url.replace(/\?.*$/s, '')
  return { path, ...(body !== null && about === 'nobody' ? { body } : {}) }
}
