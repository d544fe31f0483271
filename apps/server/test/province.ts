import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assessMonths, generateFacts } from '@dipper/engine'
import { month, type Programme } from '@dipper/policy'
import { readProgrammeIn } from '../src/programme-folder.ts'
import { type Settings, settingsFrom } from '../src/settings.ts'

const NATIONAL = fileURLToPath(new URL('../../../policies/china-telecom/star', import.meta.url))

/** A province with two assessed months, and settings of a server for it. */
export interface Province {
  readonly settings: Settings
  readonly programme: Programme
  remove(): void
}

export const LAST = month('2026-11')

export async function makeProvince(customers: number, seed = 11): Promise<Province> {
  const folder = mkdtempSync(join(tmpdir(), 'dipper-server-'))
  const facts = join(folder, 'facts')
  const register = join(folder, 'register')
  const { programme } = readProgrammeIn(NATIONAL)
  if (programme === undefined) throw new Error('the shipped policy has mistakes')
  const through = LAST - 1
  await generateFacts({ customers, periods: 15, through, seed, out: facts, format: 'parquet' })
  await assessMonths({ programme, facts, register, from: LAST - 1, through: LAST, knownBy: null })
  return {
    settings: settingsFrom(
      {},
      {
        policy: NATIONAL,
        facts,
        register,
        data: join(folder, 'server'),
        port: 0,
        log: 'silent',
      },
    ),
    programme,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
