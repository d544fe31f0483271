import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { StoreProblem } from '../problem.ts'
import { isAlive } from './postmaster.ts'
import { asOrdinaryUser, runProgram } from './program.ts'

/** The database superuser of an embedded cluster. */
export const OWNER = 'dipper'

/** Below the data folder, so that a cluster and its password come and go together. */
const PASSWORD_FILE = 'owner.password'

const MAKING = 'data.making-'

export function dataFolder(folder: string): string {
  return join(folder, 'data')
}

export function ownerPassword(folder: string): string {
  return readFileSync(join(dataFolder(folder), PASSWORD_FILE), 'utf8')
}

/**
 * Makes the cluster below `folder` unless it is there: beside its place and renamed when it is whole,
 * so that a process that dies or is overtaken leaves no half of one. Connections need the password,
 * by socket and by TCP. Throws `embedded-initdb`.
 */
export async function makeCluster(folder: string, initdb: string): Promise<void> {
  const data = dataFolder(folder)
  if (existsSync(join(data, 'PG_VERSION'))) return
  removeAbandoned(folder)
  const making = join(folder, `${MAKING}${process.pid}-${randomBytes(4).toString('hex')}`)
  const passwordFile = `${making}.password`
  try {
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
    await runInitdb(folder, initdb, making, passwordFile)
    renameSync(passwordFile, join(making, PASSWORD_FILE))
    moveUnlessThere(making, data)
  } finally {
    rmSync(making, { recursive: true, force: true })
    rmSync(passwordFile, { force: true })
  }
}

async function runInitdb(
  folder: string,
  initdb: string,
  data: string,
  passwordFile: string,
): Promise<void> {
  mkdirSync(data, { mode: 0o700 })
  const access = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`, '-U', OWNER]
  const texts = ['-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8']
  const command = [initdb, '-D', data, ...access, ...texts, '--no-instructions']
  const { status, said } = await runProgram([...asOrdinaryUser(), ...command])
  if (status !== 0) throw new StoreProblem('embedded-initdb', { folder, why: said })
}

/** Another process may have made the cluster meanwhile; then that one is kept. */
function moveUnlessThere(making: string, data: string): void {
  try {
    renameSync(making, data)
  } catch (error) {
    if (!existsSync(join(data, 'PG_VERSION'))) throw error
  }
}

/** What processes left behind that are no longer there. */
function removeAbandoned(folder: string): void {
  for (const entry of readdirSync(folder).filter((name) => name.startsWith(MAKING))) {
    const pid = Number.parseInt(entry.slice(MAKING.length), 10)
    if (!isAlive(pid)) rmSync(join(folder, entry), { recursive: true, force: true })
  }
}
