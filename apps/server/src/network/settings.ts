import type { Environment } from '../settings.ts'

/** Where orders go, and how hard it is tried. */
export interface NetworkSettings {
  /** Of a TMF641 v4 service, without `/serviceOrder`; null: none is set. */
  readonly base: string | null
  /** Sent as a bearer token; null: none. */
  readonly token: string | null
  /** Orders under way at a time. */
  readonly concurrency: number
  /** For one request, answer included. */
  readonly timeoutSeconds: number
  /** Attempts to send, after which an order is dead. */
  readonly attempts: number
  /** Hours without an end after which a sent order is dead. */
  readonly silentHours: number
}

/** Throws a RangeError that names the variable. */
export function networkSettingsFrom(env: Environment): NetworkSettings {
  return {
    base: baseOf(env['DIPPER_NETWORK']),
    token: env['DIPPER_NETWORK_TOKEN'] || null,
    concurrency: whole(env, 'DIPPER_NETWORK_CONCURRENCY', 8),
    timeoutSeconds: whole(env, 'DIPPER_NETWORK_TIMEOUT_SECONDS', 10),
    attempts: whole(env, 'DIPPER_NETWORK_ATTEMPTS', 30),
    silentHours: whole(env, 'DIPPER_NETWORK_SILENT_HOURS', 72),
  }
}

function baseOf(written: string | undefined): string | null {
  if (!written) return null
  if (!URL.canParse(written) || !/^https?:$/.test(new URL(written).protocol)) {
    throw new RangeError('DIPPER_NETWORK: not an http or https URL')
  }
  return written.replace(/\/+$/, '')
}

function whole(env: Environment, name: string, leftOut: number): number {
  const written = env[name]
  if (!written) return leftOut
  const number = Number(written)
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new RangeError(`${name}: not a whole number above 0`)
}
