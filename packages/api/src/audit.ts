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
    customerId: customerIdOf(endpoint, call.params),
    why: call.why,
    from: call.from,
    outcome,
    details: { ...changeOf(endpoint, call), ...details },
  }
}

/** Whom a request is about, by the path. */
export function customerIdOf({ about }: Endpoint, params: unknown): string | null {
  return about === 'customer' ? ((params as { id?: string }).id ?? null) : null
}

/** What a change is about besides a person: path and body, which hold no personal data. */
function changeOf(endpoint: Endpoint, { url, body }: Call): Readonly<Record<string, unknown>> {
  if (!isChange(endpoint) || endpoint.about === 'customer') return {}
  return { path: url.replace(/\?.*$/s, ''), ...(body === null ? {} : { body }) }
}
