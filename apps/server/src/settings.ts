import { resolve } from 'node:path'
import type { PoolConfig } from '@dipper/store'
import { type NetworkSettings, networkSettingsFrom } from './network/settings.ts'
import { ServerProblem } from './problem.ts'

/** How the server runs and what it serves. Secrets come from the environment alone. */
export interface Settings {
  readonly mode: 'development' | 'production'
  readonly host: string
  readonly port: number
  /** Folders: star policy and benefits in force, the facts and the register that runs and publishing read. */
  readonly policy: string
  readonly benefits: string
  readonly facts: string
  readonly register: string
  /** Folder of what the server makes itself: the embedded database, files on their way. */
  readonly data: string
  /** A PostgreSQL to use; null: the embedded one. */
  readonly database: PoolConfig | null
  /** Who issues tokens, for whom; null: the identity provider for development. */
  readonly identity: { readonly issuer: string; readonly audience: string } | null
  /** Public client of the pages at the issuer. */
  readonly webClient: string
  /** Where service orders go. */
  readonly network: NetworkSettings
  /** Proxies whose X-Forwarded-For is believed. */
  readonly trustProxy: readonly string[]
  readonly log: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * What is set, over the environment, over what holds if nothing is said. Throws ServerProblem
 * `setting-invalid`.
 */
export function settingsFrom(env: Environment, given: Partial<Settings>): Settings {
  const { DATABASE_URL: url, DIPPER_ISSUER: issuer, DIPPER_AUDIENCE: audience = AUDIENCE } = env
  return {
    mode: env['NODE_ENV'] === 'production' ? 'production' : 'development',
    host: env['DIPPER_HOST'] ?? '127.0.0.1',
    port: Number(env['DIPPER_PORT'] ?? 8080),
    policy: resolve(env['DIPPER_POLICY'] ?? 'policies/china-telecom/star'),
    benefits: resolve(env['DIPPER_BENEFITS'] ?? 'policies/china-telecom/benefits'),
    facts: resolve(env['DIPPER_FACTS'] ?? 'facts'),
    register: resolve(env['DIPPER_REGISTER'] ?? 'register'),
    data: resolve(env['DIPPER_DATA'] ?? '.dipper/server'),
    database: url ? { connectionString: url } : null,
    identity: issuer ? { issuer, audience } : null,
    webClient: env['DIPPER_WEB_CLIENT'] ?? 'dipper-web',
    network: networkIn(env),
    trustProxy: (env['DIPPER_TRUST_PROXY'] ?? '').split(',').filter(Boolean),
    log: logLevel(env['DIPPER_LOG']),
    ...given,
  }
}

function networkIn(env: Environment): NetworkSettings {
  try {
    return networkSettingsFrom(env)
  } catch (error) {
    if (error instanceof RangeError)
      throw new ServerProblem('setting-invalid', { why: error.message })
    throw error
  }
}

/** Whom tokens of the development provider are for. */
export const AUDIENCE = 'dipper'

function logLevel(written: string | undefined): Settings['log'] {
  const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const
  return levels.find((level) => level === written) ?? 'info'
}
