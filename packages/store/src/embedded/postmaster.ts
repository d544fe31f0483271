import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What PostgreSQL writes into `postmaster.pid` about the server on a data folder. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  /** Folder of its Unix socket, or the address it listens on. */
  readonly host: string
  readonly ready: boolean
}

/** The server that runs on a data folder; null where none does, whatever the file says. */
export function runningOn(data: string): Postmaster | null {
  const found = readPidFile(data)
  return found !== null && isPostmaster(found.pid, data) ? found : null
}

/** Lines: pid, data folder, start time, port, socket folder, address, shared memory, status. */
function readPidFile(data: string): Postmaster | null {
  const file = pidFile(data)
  if (!existsSync(file)) return null
  const [pid, , , port, socketFolder, address, , status] = readFileSync(file, 'utf8').split('\n')
  const host = socketFolder === '' || socketFolder === undefined ? address : socketFolder
  return {
    pid: Number(pid),
    port: Number(port),
    host: host ?? '',
    ready: status?.trim() === 'ready',
  }
}

function pidFile(data: string): string {
  return join(data, 'postmaster.pid')
}

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** After a crash the number may belong to any other process. */
function isPostmaster(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'linux') return workingFolder(pid) === realpathSync(data)
  const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
  return stdout.includes(data)
}

/** A postmaster works in its data folder. */
function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

/**
 * Where the file names a process that is not a server, PostgreSQL would believe that one is running.
 * It knows the file for stale when it names its own parent: then it also looks whether processes of
 * the dead server still use its memory, which they would not survive if the file were just removed.
 */
export function disownStalePidFile(data: string): void {
  const file = pidFile(data)
  const found = readPidFile(data)
  if (found === null || !isAlive(found.pid) || isPostmaster(found.pid, data)) return
  const [, ...rest] = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, [String(process.pid), ...rest].join('\n'))
}
