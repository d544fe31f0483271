import fc from 'fast-check'
import { describe, test } from 'vitest'
import * as ledger from '../src/index.ts'
import { PROPERTIES } from './properties.ts'

/** `DIPPER_RUNS=10000` tries more histories, `SEED` makes a failure again. */
const numRuns = Number(process.env['DIPPER_RUNS'] ?? 300)
const seed = Number(process.env['SEED'] ?? 1)

describe('over the years', () => {
  test.each(Object.entries(PROPERTIES))('%s', (_, holds) => {
    fc.assert(holds(ledger), { numRuns, seed })
  })
})
