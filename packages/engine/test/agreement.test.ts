import { join } from 'node:path'
import type { Programme } from '@dipper/policy'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AssessResult, assessMonths } from '../src/index.ts'
import { type Accepted, acceptFacts } from './accepted.ts'
import { assessAll, differences, inFolder, keptFacts, registerLines } from './agreement.ts'
import { programme } from './policies.ts'
import { population, SPAN, seedOf } from './population.ts'

const POLICIES = Number(process.env['DIPPER_POLICIES'] ?? 10)
const CUSTOMERS = Number(process.env['DIPPER_CUSTOMERS'] ?? 500)
const seed = seedOf(20_261)

describe(`the engine gives what the meaning gives (SEED=${seed})`, () => {
  const facts = population(CUSTOMERS, seed)
  const folder = keptFacts(facts)

  const days = [null, null, '2024-03-10']
  const accepted = new Map(days.map((day) => [day, acceptFacts(facts, day)]))
  const programmes = fc.sample(programme, { seed, numRuns: POLICIES })
  test.each(programmes.map((p, n) => [n, p] as const))(
    'policy %i',
    async (n, generated: Programme) => {
      const knownBy = days[n % days.length] ?? null
      const { customers, rejected: bad } = accepted.get(knownBy) as Accepted
      const expected = assessAll(generated, customers.values(), SPAN)
      await inFolder(async (out) => {
        const result: AssessResult = await assessMonths({
          programme: generated,
          facts: folder(),
          register: join(out, 'register'),
          ...SPAN,
          knownBy,
          threads: 2,
        })
        for (const { table, rows, accepted: kept, rejected } of result.tables) {
          expect(rows, table).toBe(kept + rejected)
          expect([table, rejected]).toEqual([table, bad[table as keyof typeof facts]])
        }
        const found = await registerLines(join(out, 'register'))
        expect(differences(expected, found).slice(0, 5)).toEqual([])
        expect(found.size).toBeGreaterThan(CUSTOMERS)
      })
    },
  )
})
