import type { AddressInfo } from 'node:net'
import { type ApiOptions, buildApi, oidcIdentity, type Ports } from '@dipper/api'
import { answering, type Programme } from '@dipper/policy'
import {
  Audit,
  Idempotency,
  Months,
  People,
  Publications as PublicationRows,
  Publisher,
  RunRows,
  Stars,
} from '@dipper/store'
import { type Connected, connect } from './database.ts'
import { guarded } from './guarded.ts'
import { Health } from './health.ts'
import {
  type DevelopmentProvider,
  startDevelopmentProvider,
} from './identity/development-provider.ts'
import type { Person } from './identity/people.ts'
import { ServerProblem } from './problem.ts'
import { readProgrammeIn } from './programme-folder.ts'
import { Publications } from './publications.ts'
import { publicationWork } from './publish-month.ts'
import { Runs } from './runs/runs.ts'
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
    for (const each of stops.splice(0).toReversed()) await each()
  }
  try {
    const programme = requireProgramme(settings.policy)
    const connected = await connect(settings)
    stops.push(() => connected.stop())
    const people = settings.identity === null ? await options.people(connected) : []
    const identity = await issuerOf(settings, people)
    if (identity.provider) stops.push(() => (identity.provider as DevelopmentProvider).stop())
    const { ports, runs, idempotency } = portsOf(settings, connected, programme)
    stops.push(async () => idempotency.close())
    stops.push(() => runs.close())
    await runs.recover()
    const app = buildApi({
      ports,
      identity: oidcIdentity(identity),
      ...(settings.trustProxy.length === 0 ? {} : { trustProxy: [...settings.trustProxy] }),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
      ...(options.version === undefined ? {} : { version: options.version }),
      ...(settings.log === 'silent' ? {} : { log: { stream: options.log, level: settings.log } }),
    })
    stops.push(() => app.close())
    return { address: await listen(app, settings), issuer: identity.issuer, people, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function requireProgramme(folder: string): Programme {
  const { programme } = readProgrammeIn(folder)
  if (programme === undefined) throw new ServerProblem('programme-mistakes', { folder })
  return programme
}

async function issuerOf(settings: Settings, people: readonly Person[]) {
  if (settings.identity !== null) return { ...settings.identity, provider: null }
  if (settings.mode === 'production') throw new ServerProblem('issuer-missing')
  const port = settings.port === 0 ? 0 : settings.port + 1
  const provider = await startDevelopmentProvider(settings.mode, people, port)
  return { issuer: provider.issuer, audience: AUDIENCE, provider }
}

function portsOf(settings: Settings, { owner, serving }: Connected, programme: Programme) {
  const { policy, facts, register, data } = settings
  const runs = new Runs(new RunRows(serving), { policy, facts, register })
  const idempotency = new Idempotency(serving)
  const publishing = () => ({
    programme: requireProgramme(policy),
    facts,
    register,
    work: publicationWork(data),
  })
  const ports: Ports = {
    stars: guarded(new Stars(serving)),
    people: guarded(new People(serving)),
    months: guarded(new Months(serving)),
    policies: { answering: (month) => answering(programme, month) ?? null },
    runs: guarded(runs),
    publications: guarded(
      new Publications(new PublicationRows(serving), new Publisher(owner), publishing),
    ),
    audit: guarded(new Audit(serving)),
    idempotency: guarded(idempotency),
    health: guarded(new Health(serving)),
  }
  return { ports, runs, idempotency }
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
