import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Months } from './ports.ts'

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** What is measured. Labels take few values: routes as patterns, methods, classes of status. */
export interface Metrics {
  readonly registry: Registry
  /** @param seconds from the first byte of the request to the last of the answer */
  answered(route: string, method: string, status: number, seconds: number): void
  /** A refusal for asking too much. */
  limited(): void
  /** An audit entry that could not be written. */
  unaudited(): void
  /** A question that could not be answered in time. */
  late(): void
  published(act: 'publish' | 'take-back'): void
  started(): void
}

export interface Measured {
  readonly months: Months
  readonly streams: () => number
  readonly version: string
}

/** Registers the API's metrics; the last published month is asked for when they are read. */
export function newMetrics(registry: Registry, measured: Measured): Metrics {
  const registers = [registry]
  const requests = new Counter({
    name: 'dipper_http_requests_total',
    help: 'Requests answered.',
    labelNames: ['route', 'method', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'dipper_http_request_duration_seconds',
    help: 'From request to answer.',
    labelNames: ['route', 'method'],
    buckets: SECONDS,
    registers,
  })
  const count = (name: string, help: string): Counter => new Counter({ name, help, registers })
  const limited = count('dipper_http_limited_total', 'Requests refused for asking too much.')
  const unaudited = count('dipper_audit_failures_total', 'Audit entries that could not be written.')
  const late = count('dipper_http_late_total', 'Questions that could not be answered in time.')
  const started = count('dipper_runs_started_total', 'Assessments started.')
  const published = new Counter({
    name: 'dipper_publications_total',
    help: 'Months published and taken back.',
    labelNames: ['act'],
    registers,
  })
  watchState(registry, measured)
  return {
    registry,
    answered: (route, method, status, seconds) => {
      requests.inc({ route, method, status: `${Math.floor(status / 100)}xx` })
      durations.observe({ route, method }, seconds)
    },
    limited: () => limited.inc(),
    unaudited: () => unaudited.inc(),
    late: () => late.inc(),
    published: (act) => published.inc({ act }),
    started: () => started.inc(),
  }
}

/** What is looked up when metrics are read. */
function watchState(registry: Registry, { months, streams, version }: Measured): void {
  const registers = [registry]
  const info = new Gauge({
    name: 'dipper_info',
    help: 'Version of the program.',
    labelNames: ['version'],
    registers,
  })
  info.set({ version }, 1)
  const lastPublished = () =>
    months.published({ limit: 1 }).then(
      ([last]) => last,
      () => undefined,
    )
  const watched = (name: string, help: string, read: () => Promise<number>): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read())
      },
    })
  watched('dipper_http_streams', 'Streams of events that are open.', async () => streams())
  watched(
    'dipper_live_publication',
    'Publication of the last published month; 0 without one.',
    async () => (await lastPublished())?.publication ?? 0,
  )
  watched(
    'dipper_live_published_timestamp_seconds',
    'When the last published month was published; 0 without one.',
    async () => ((await lastPublished())?.publishedAt.getTime() ?? 0) / 1000,
  )
}
