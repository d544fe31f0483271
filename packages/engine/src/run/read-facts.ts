import { type Month, type Programme, parseMonth } from '@dipper/policy'
import type { Database } from '../database.ts'
import { acceptTables } from '../facts/accept.ts'
import { findChargeVersions } from '../facts/charges.ts'
import { tableSql } from '../facts/checked.ts'
import { type ChargeFile, type LoadedCharges, loadPeriods } from '../facts/load.ts'
import { createBeforeJoining, createMonthTables, createQualified, qualify } from '../facts/ready.ts'
import { createRejects } from '../facts/rejects.ts'
import { digestOf } from '../facts/soundness.ts'
import { type Facts, filesNamed } from '../facts/sources.ts'
import type { SpendVariants } from '../month/spend.ts'
import { monthManifest } from '../register/layout.ts'
import { createHeld } from '../register/write.ts'
import {
  type NeededPeriods,
  requireControls,
  requirePeriods,
  requireUnchanged,
} from './required.ts'
import { recordedPeriods } from './unchanged.ts'

export interface ReadRequest {
  readonly register: string
  /** What the months in `existing` were assessed under. */
  readonly programme: Programme
  readonly knownBy: string | null
  /** Months of the register that must still follow from these facts. */
  readonly existing: readonly Month[]
  /** What is held when the first month begins: see `heldSql`. */
  readonly held: string | null
  readonly needed: NeededPeriods
  /** A later period that is loaded too if it is there. */
  readonly loadThrough?: Month
  readonly variants: SpendVariants
  /** Takes what else it needs from `billed`, which holds the file of charges just read. */
  readonly onBilled?: () => Promise<void>
  readonly timed?: <T>(phase: 'digest' | 'check' | 'load', work: () => Promise<T>) => Promise<T>
  readonly onProgress: (phase: 'digest' | 'check' | 'load', done: number, total: number) => void
}

/** Facts as months read them, in tables of the database: see `createMonthTables`. */
export interface FactsRead {
  readonly sha256: ReadonlyMap<number, string>
  /** Of charges files, by their position: see `ChargeFile`. */
  readonly identities: ReadonlyMap<number, string>
  readonly loaded: LoadedCharges
  readonly periodsBeforeFirst: readonly Month[]
}

/**
 * Checks the facts and loads the periods needed, once. Throws a Problem where periods are missing or
 * differ from what billing sent, or where the register's months would be others now.
 */
export async function readFacts(
  db: Database,
  facts: Facts,
  request: ReadRequest,
): Promise<FactsRead> {
  const { register, programme, existing, needed } = request
  const timed = request.timed ?? ((_, work) => work())
  const sha256 = await timed('digest', () => digestFiles(facts, request))
  await timed('check', () => check(db, facts, request))
  const files = filesNamed(facts, 'charges').map((file) => ({
    ...file,
    identity: `${file.shownAs}:${sha256.get(file.index)}`,
  }))
  const loaded = await timed('load', () => load(db, files, request))
  const periodsBeforeFirst = requirePeriods(facts, loaded, needed)
  await requireControls(db, facts, loaded, needed)
  await requireUnchanged(db, register, existing, programme, loaded)
  await createBeforeJoining(db)
  const identities = new Map(files.map((file) => [file.index, file.identity]))
  return { sha256, identities, loaded, periodsBeforeFirst }
}

async function digestFiles(
  facts: Facts,
  { onProgress }: ReadRequest,
): Promise<Map<number, string>> {
  const digests = new Map<number, string>()
  for (const file of facts.files) {
    digests.set(file.index, await digestOf(file))
    onProgress('digest', digests.size, facts.files.length)
  }
  return digests
}

async function check(db: Database, facts: Facts, { knownBy, held }: ReadRequest): Promise<void> {
  await createRejects(db)
  await acceptTables(
    db,
    (table) => tableSql(facts, table, { knownBy, numbered: true }),
    held ?? undefined,
  )
  await createHeld(db, held)
  await createMonthTables(db)
}

async function load(
  db: Database,
  files: readonly ChargeFile[],
  request: ReadRequest,
): Promise<LoadedCharges> {
  const { register, existing, knownBy, needed, variants, onProgress } = request
  await createQualified(db, variants)
  await findChargeVersions(db, files, { knownBy })
  const readBefore = existing.flatMap((month) =>
    Object.keys(monthManifest(register, month).reads.charges),
  )
  return loadPeriods(db, files, {
    knownBy,
    from: needed.from,
    through: request.loadThrough ?? needed.through,
    recorded: recordedPeriods(register, knownBy),
    readBefore: new Set(readBefore.map((period) => parseMonth(period) as Month)),
    onBilled: async () => {
      await qualify(db, variants)
      await request.onBilled?.()
    },
    onFile: (done, total) => onProgress('load', done, total),
  })
}
