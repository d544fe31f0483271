import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter, on } from 'node:events'
import { fileURLToPath } from 'node:url'
import { PortProblem, type RunRequest, type Runs as RunsPort, type RunState } from '@dipper/api'
import type { RunRows } from '@dipper/store'
import type { RunOrder, RunReport } from './run-process.ts'

/** From the sources too: a process of its own needs what is built. */
const PROGRAM = fileURLToPath(new URL('../../dist/runs/run-process.js', import.meta.url))

/** A run that nobody has heard of for so long has lost its process. */
const SILENT_SECONDS = 60
const HEARTBEAT_MS = 10_000

/** Assessments, each in a process of its own: one at a time, since a register has one writer. */
export class Runs implements RunsPort {
  readonly #rows: RunRows
  readonly #folders: Pick<RunOrder, 'policy' | 'facts' | 'register'>
  readonly #changes = new EventEmitter().setMaxListeners(0)
  #current: { readonly run: number; readonly child: ChildProcess } | null = null
  #stopping = false

  constructor(rows: RunRows, folders: Pick<RunOrder, 'policy' | 'facts' | 'register'>) {
    this.#rows = rows
    this.#folders = folders
  }

  /** Ends as interrupted what a server before this one has left. */
  async recover(): Promise<number[]> {
    return this.#rows.interruptSilent(SILENT_SECONDS)
  }

  async start(request: RunRequest, by: string): Promise<RunState> {
    if (this.#current !== null) throw new PortProblem('run-busy', { run: this.#current.run })
    const child = fork(PROGRAM, { stdio: 'ignore', serialization: 'advanced', execArgv: [] })
    try {
      const row = await this.#rows.create(request, by)
      this.#current = { run: row.run, child }
      this.#follow(row.run, child)
      const order: RunOrder = { ...this.#folders, ...request }
      child.send(order)
      return row
    } catch (error) {
      child.kill('SIGKILL')
      throw error
    }
  }

  list(page: { before?: number; limit: number }): Promise<RunState[]> {
    return this.#rows.list(page)
  }

  of(run: number): Promise<RunState | null> {
    return this.#rows.of(run)
  }

  async stop(run: number): Promise<boolean> {
    if (this.#current?.run !== run) return false
    this.#stopping = true
    this.#current.child.kill('SIGTERM')
    await this.#ended(run)
    return true
  }

  async *watch(run: number, signal: AbortSignal): AsyncIterable<RunState> {
    const changes = on(this.#changes, String(run), { signal })
    const first = await this.#rows.of(run)
    if (first === null) return
    yield first
    if (first.endedAt !== null) return
    try {
      for await (const [state] of changes) {
        yield state as RunState
        if ((state as RunState).endedAt !== null) return
      }
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  /** Stops what is running; the register goes on there the next time. */
  async close(): Promise<void> {
    if (this.#current !== null) await this.stop(this.#current.run)
  }

  #follow(run: number, child: ChildProcess): void {
    let end: RunReport | null = null
    let latest: RunState['progress'] = null
    const tell = (progress: RunState['progress']) => this.#tell(this.#rows.progress(run, progress))
    const heartbeat = setInterval(() => void tell(latest), HEARTBEAT_MS)
    child.on('message', (report: RunReport) => {
      if (report.type !== 'progress') {
        end = report
        return
      }
      const { phase, done, total } = report
      latest = { phase, done, total }
      void tell(latest)
    })
    // What cannot be sent to a process that is gone; its exit says the rest.
    child.on('error', () => undefined)
    child.once('exit', () => {
      clearInterval(heartbeat)
      void this.#end(run, end)
    })
  }

  async #end(run: number, report: RunReport | null): Promise<void> {
    const stopped = this.#stopping
    this.#stopping = false
    await this.#tell(
      report?.type === 'done'
        ? this.#rows.end(run, 'done')
        : report?.type === 'failed'
          ? this.#rows.end(run, 'failed', { code: report.code, params: report.params })
          : this.#rows.end(run, stopped ? 'stopped' : 'interrupted'),
    )
    this.#current = null
    this.#changes.emit(`ended ${run}`)
  }

  /** A store that is away for a moment loses a line of progress, no more. */
  async #tell(written: Promise<RunState | null>): Promise<void> {
    const state = await written.catch(() => null)
    if (state !== null) this.#changes.emit(String(state.run), state)
  }

  #ended(run: number): Promise<void> {
    return new Promise((done) => this.#changes.once(`ended ${run}`, () => done()))
  }
}
