import type { Entitlement } from '@dipper/entitlement'

/** An answer as JSON: money as text, in keys that end in fen. */
export function toJson(entitlement: Entitlement): string {
  return JSON.stringify(entitlement, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
}

/** `kept`: what `toJson` wrote, read as JSON. */
export function toEntitlement(kept: unknown): Entitlement {
  return JSON.parse(JSON.stringify(kept), (key, value: unknown) =>
    typeof value === 'string' && /fen$/i.test(key) ? BigInt(value) : value,
  ) as Entitlement
}
