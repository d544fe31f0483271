import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { StoreProblem } from '../problem.ts'

/**
 * PostgreSQL refuses uid 0. In a user namespace of its own, root looks like `nobody` to it and still
 * owns the files; `unshare` becomes the program, so that the process id stays.
 */
const IN_NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--']

/** The kernel sends SIGINT, a fast shutdown, when the parent is gone, however it ended. */
const WITH_PARENT = ['setpriv', '--pdeathsig', 'INT', '--']

/** What a PostgreSQL program is started through. Throws `embedded-root`. */
export function asOrdinaryUser(): readonly string[] {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return []
  if (works(IN_NAMESPACE)) return IN_NAMESPACE
  throw new StoreProblem('embedded-root')
}

/** What makes a program end with this process; nothing where the system has no such means. */
export function endingWithParent(): readonly string[] {
  return process.platform === 'linux' && works(WITH_PARENT) ? WITH_PARENT : []
}

function works(wrapper: readonly string[]): boolean {
  const [program = '', ...args] = wrapper
  return spawnSync(program, [...args, 'true'], { stdio: 'ignore' }).status === 0
}

/** PostgreSQL's own variables (PGDATA, PGPORT …) must not reach it from the caller's shell. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))
  return { ...Object.fromEntries(own), LC_ALL: 'C' }
}

/**
 * Starts a program in a process group of its own, which Ctrl-C in the terminal does not reach, with
 * both outputs going to the open file `log`.
 */
export function startProgram(command: readonly string[], log: number): ChildProcess {
  const [program = '', ...args] = command
  return spawn(program, args, { env: environment(), stdio: ['ignore', log, log], detached: true })
}

/** Runs a program to its end. Gives its exit status and what it said. */
export function runProgram(
  command: readonly string[],
): Promise<{ readonly status: number | null; readonly said: string }> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { env: environment(), stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (data: Buffer) => {
    said += String(data)
  })
  return new Promise((done) => {
    child.on('error', (error) => done({ status: null, said: error.message }))
    child.on('close', (status) => done({ status, said: said.trim() }))
  })
}
