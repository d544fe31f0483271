import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs'
import { type Diagnostic, formatMonth, readBenefits } from '@dipper/policy'
import { monthsOf, openFacts, withDatabase } from '@dipper/engine'
import { Months } from '@dipper/store'
import { type Connected, connect } from './database.ts'
import { Network } from './network/network.ts'
import { programmeFiles, readProgrammeIn } from './programme-folder.ts'
import type { Settings } from './settings.ts'

const CHECKS = [
  'node',
  'policy',
  'benefits',
  'facts',
  'register',
  'data',
  'disk',
  'database',
  'published',
  'issuer',
  'network',
] as const
export type Check = (typeof CHECKS)[number]

/** What one look found; `why` is the system's or the program's own word. */
export interface Finding {
  readonly check: Check
  /** `off`: not looked at, since something it needs is not there. */
  readonly state: 'fine' | 'wrong' | 'off'
  readonly what: string
  readonly why: string | null
}

/** Free space below which a month may not be written any more. */
const SPACE_MIN = 2_000_000_000

/** Looks at everything that a server needs, and changes nothing but what connecting makes. */
export async function doctor(settings: Settings): Promise<Finding[]> {
  const findings = [
    await look('node', process.version, nodeIsKnown),
    await look('policy', settings.policy, () => hasNoMistakes(readProgrammeIn(settings.policy))),
    await look('benefits', settings.benefits, () =>
      hasNoMistakes(readBenefits(programmeFiles(settings.benefits))),
    ),
    await look('facts', settings.facts, () =>
      withDatabase(async (db) => void (await openFacts(db, settings.facts))),
    ),
    await look('register', settings.register, () => registerHasMonths(settings.register)),
    await look('data', settings.data, () => folderIsOurs(settings.data)),
    await look('disk', settings.data, () => spaceIsLeft(settings.data)),
  ]
  let connected: Connected | null = null
  const database = settings.database === null ? 'embedded' : 'DATABASE_URL'
  findings.push(
    await look('database', database, async () => {
      connected = await connect(settings)
    }),
  )
  findings.push(await published(connected))
  await (connected as Connected | null)?.stop()
  findings.push(await issuer(settings), await network(settings))
  return findings
}

async function look(check: Check, what: string, work: () => unknown): Promise<Finding> {
  try {
    await work()
    return { check, state: 'fine', what, why: null }
  } catch (error) {
    return {
      check,
      state: 'wrong',
      what,
      why: error instanceof Error ? error.message : String(error),
    }
  }
}

function nodeIsKnown(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) throw new Error('< 20.19')
}

/** Names the first mistake of what was read in a folder. */
function hasNoMistakes({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }): void {
  const [first] = diagnostics
  if (first !== undefined) throw new Error(`${first.file}:${first.line} ${first.code}`)
}

function registerHasMonths(register: string): void {
  if (monthsOf(register).length === 0) throw new Error('no month')
}

function folderIsOurs(folder: string): void {
  mkdirSync(folder, { recursive: true })
  accessSync(folder, constants.W_OK)
}

function spaceIsLeft(folder: string): void {
  if (!existsSync(folder)) throw new Error('not there')
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < SPACE_MIN) throw new Error(`${bavail * bsize} bytes < ${SPACE_MIN}`)
}

async function published(connected: Connected | null): Promise<Finding> {
  if (connected === null) return { check: 'published', state: 'off', what: '', why: null }
  const [last] = await new Months(connected.serving).published({ limit: 1 })
  return last === undefined
    ? { check: 'published', state: 'wrong', what: '', why: 'no month' }
    : { check: 'published', state: 'fine', what: formatMonth(last.month), why: null }
}

/** An issuer is asked for its metadata, as tokens will need it. */
async function issuer({ identity, mode }: Settings): Promise<Finding> {
  if (identity === null) {
    const state = mode === 'production' ? 'wrong' : 'off'
    return { check: 'issuer', state, what: 'DIPPER_ISSUER', why: null }
  }
  return look('issuer', identity.issuer, async () => {
    const url = `${identity.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) })
    if (!answer.ok) throw new Error(`${answer.status}`)
  })
}

/** The network is asked for an order that there is not. */
async function network({ network: settings, mode }: Settings): Promise<Finding> {
  const { base } = settings
  if (base === null) {
    const state = mode === 'production' ? 'wrong' : 'off'
    return { check: 'network', state, what: 'DIPPER_NETWORK', why: null }
  }
  return look('network', base, () => new Network(base, settings).byExternalId(NOBODYS_ORDER))
}

const NOBODYS_ORDER = '00000000-0000-0000-0000-000000000000'
