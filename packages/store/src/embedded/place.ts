import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where a server can be reached: a folder with its Unix socket, or a port of this machine. */
export type Place =
  | { readonly kind: 'socket'; readonly folder: string }
  | { readonly kind: 'port'; readonly port: number }

/** A port number in the name of the socket only. */
const SOCKET_PORT = 5432

/** Shorter than what any system allows for the path of a socket (104 bytes on macOS, 108 on Linux). */
const SOCKET_PATH_BYTES = 100

/**
 * A socket in a folder that nobody else can enter: below the cluster's folder, or for the temporary
 * files of the system where that path is too long or its file system has no sockets. A port of the
 * loopback address where neither works.
 */
export async function findPlace(folder: string): Promise<Place> {
  for (const candidate of [join(folder, 'socket'), temporaryFolder(folder)]) {
    if (await takesSockets(candidate)) return { kind: 'socket', folder: candidate }
  }
  return { kind: 'port', port: await freePort() }
}

/** Settings of the server as command line arguments. */
export function placeArguments(place: Place): string[] {
  const settings =
    place.kind === 'socket'
      ? {
          port: SOCKET_PORT,
          listen_addresses: '',
          unix_socket_directories: `"${place.folder.replaceAll('"', '""')}"`,
          unix_socket_permissions: '0700',
        }
      : { port: place.port, listen_addresses: '127.0.0.1', unix_socket_directories: '' }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** The same for every start on one folder, so that no more than one is left behind. */
function temporaryFolder(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  return join(tmpdir(), `dipper-${name}`)
}

async function takesSockets(folder: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  const longest = join(folder, `.s.PGSQL.${SOCKET_PORT}.lock`)
  return Buffer.byteLength(longest) < SOCKET_PATH_BYTES && own(folder) && (await listens(folder))
}

/** Makes the folder for this user alone; false where somebody else's is there. */
function own(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const found = lstatSync(folder)
    return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0
  } catch {
    return false
  }
}

async function listens(folder: string): Promise<boolean> {
  const path = join(folder, `.try-${process.pid}`)
  rmSync(path, { force: true })
  return (await listening({ path })) !== null
}

async function freePort(): Promise<number> {
  const address = await listening({ host: '127.0.0.1', port: 0 })
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** Listens and stops at once; null where that is not possible. */
function listening(where: {
  host?: string
  port?: number
  path?: string
}): Promise<ReturnType<ReturnType<typeof createServer>['address']>> {
  return new Promise((done) => {
    const server = createServer()
    server.on('error', () => done(null))
    server.listen(where, () => {
      const address = server.address()
      server.close(() => done(address))
    })
  })
}
