import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { month } from '@dipper/policy'
import { describe, expect, test } from 'vitest'
import { type AssessResult, assessMonths } from '../src/index.ts'
import { inFolder } from './agreement.ts'
import {
  type BadFactsCase,
  badFactsCases,
  filesOf,
  lay,
  recordsOf,
  rejectsIn,
  rejectsOf,
  tableOf,
} from './bad-facts-cases.ts'
import { national } from './national.ts'

const cases = badFactsCases
  .filter(({ assessed }) => assessed)
  .map((each) => [each.name, each] as const)

describe('bad rows leave no trace in a register', () => {
  test('enough of them are tried', () => expect(cases.length).toBeGreaterThan(11))

  test.concurrent.each(cases)('%s', async (_name, each) => {
    await inFolder(async (folder) => {
      const files = filesOf(each)
      const result = await assessed(folder, 'all', each, files)
      const written = result.rejects === null ? [] : rejectsIn(readFileSync(result.rejects, 'utf8'))
      expect(written).toEqual(rejectsOf(each).filter(({ at }) => tableOf(at) !== 'profiles'))
      if (each.parquet !== undefined) return
      const good = Object.entries(files).map(([path, text]) => [path, goodRows(path, text, each)])
      const alone = await assessed(folder, 'good', each, Object.fromEntries(good))
      expect(alone.tables.map(({ rejected }) => rejected)).toEqual(alone.tables.map(() => 0))
      expect(digestsOf(result)).toEqual(digestsOf(alone))
    })
  })
})

const digestsOf = ({ months }: AssessResult) => months.map(({ digest }) => digest)

async function assessed(
  folder: string,
  name: string,
  each: BadFactsCase,
  files: Readonly<Record<string, string>>,
): Promise<AssessResult> {
  const facts = join(folder, name, 'facts')
  mkdirSync(facts, { recursive: true })
  await lay(facts, files, each.parquet)
  return assessMonths({
    programme: national(),
    facts,
    register: join(folder, name, 'register'),
    from: month('2020-04'),
    through: month('2020-07'),
    knownBy: each.knownBy ?? null,
    threads: 1,
  })
}

/** The rows of a file without those that are rejected. */
function goodRows(path: string, text: string, each: BadFactsCase): string {
  const bad = new Set(rejectsOf(each).map(({ at }) => at))
  const kept = recordsOf(text).filter((_, row) => !bad.has(`${path}:${row}`))
  return kept.map(({ raw }) => `${raw}\n`).join('')
}
