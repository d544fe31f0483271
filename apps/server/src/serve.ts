import type { AddressInfo } from 'node:net'
import { type ApiOptions, buildApi, oidcIdentity } from '@dipper/api'
import { type Connected, connect } from './database.ts'
import {
  type DevelopmentProvider,
  startDevelopmentProvider,
} from './identity/development-provider.ts'
import type { Person } from './identity/people.ts'
import { logTo } from './network/log.ts'
import { startNetwork } from './network/start-network.ts'
import { UseEnds } from './network/use-ends.ts'
import { servePages } from './pages/serve-pages.ts'
import { type Joined, joined } from './ports.ts'
import { ServerProblem } from './problem.ts'
import { requireProgramme } from './programme-folder.ts'
import { AUDIENCE, type Settings } from './settings.ts'

export interface ServeOptions {
  readonly settings: Settings
  /** Whom the development provider knows; nobody in production. */
  readonly people: (connected: Connected) => Promise<readonly Person[]>
  readonly log: { write(line: string): void }
  /** Rates and sizes other than the usual ones. */
  readonly limits?: ApiOptions['limits']
  readonly version?: string
}

export interface Serving {
  readonly address: string
  /** Issuer of the tokens that are believed. */
  readonly issuer: string
  readonly people: readonly Person[]
  /** Whether the pages are built, and served. */
  readonly pages: boolean
  /** Answers what has begun, stops the run under way and everything that was started here. */
  stop(): Promise<void>
}

/**
 * Store, API and engine as one server. Throws ServerProblem, StoreProblem; what was started by then is
 * stopped again.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { settings } = options
  const stops: (() => Promise<unknown>)[] = []
  const stop = async () => {
    const errors: unknown[] = []
    for (const each of stops.splice(0).toReversed()) {
      await each().catch((error: unknown) => errors.push(error))
    }
    if (errors.length > 0) throw errors[0]
  }
  try {
    const programme = requireProgramme(settings.policy)
    const connected = await connect(settings)
    stops.push(() => connected.stop())
    const people = settings.identity === null ? await options.people(connected) : []
    const identity = await issuerOf(settings, people)
    if (identity.provider) stops.push(() => (identity.provider as DevelopmentProvider).stop())
    const all = joined(settings, connected, programme)
    stops.push(async () => all.idempotency.close())
    stops.push(() => all.runs.close())
    await all.runs.recover()
    stops.push(await workBeside(options, connected, all))
    const app = buildApi({
      ports: all.ports,
      identity: oidcIdentity(identity),
      ...(settings.trustProxy.length === 0 ? {} : { trustProxy: [...settings.trustProxy] }),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
      ...(options.version === undefined ? {} : { version: options.version }),
      ...(settings.log === 'silent' ? {} : { log: { stream: options.log, level: settings.log } }),
    })
    stops.push(() => app.close())
    const { issuer } = identity
    const pages = servePages(app, { issuer, clientId: settings.webClient })
    return { address: await listen(app, settings), issuer, people, pages, stop }
  } catch (error) {
    await stop().catch(() => undefined)
    throw error
  }
}

async function issuerOf(settings: Settings, people: readonly Person[]) {
  if (settings.identity !== null) return { ...settings.identity, provider: null }
  if (settings.mode === 'production') throw new ServerProblem('issuer-missing')
  const port = settings.port === 0 ? 0 : settings.port + 1
  const provider = await startDevelopmentProvider(settings.mode, people, port)
  return { issuer: provider.issuer, audience: AUDIENCE, provider }
}

/** What goes on beside answering: orders go out, and uses end. */
async function workBeside(
  { settings, log }: ServeOptions,
  { owner }: Connected,
  { orders, uses }: Joined,
): Promise<() => Promise<void>> {
  const say = logTo(settings.log === 'silent' ? null : log)
  const ends = new UseEnds({ uses, log: say })
  const network = await startNetwork({
    settings: settings.network,
    // Whoever has real sign-in has real customers, whom a simulated network would serve nothing.
    mode: settings.identity === null ? settings.mode : 'production',
    outbox: orders,
    listening: owner,
    log: say,
  })
  ends.start()
  return async () => {
    await ends.stop()
    await network.stop()
  }
}

async function listen(app: ReturnType<typeof buildApi>, { host, port }: Settings): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ServerProblem('port-taken', { host, port, why })
  }
  const { port: listening } = app.server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${listening}`
}
