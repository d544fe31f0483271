import { describe, expect, it } from 'vitest'
import { withFaults } from './faults.ts'

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const SECONDS = 10

/** What each of them must be caught at. */
const TWINS: Readonly<Record<string, RegExp>> = {
  'the row lock': /used \d+ times of/,
  'the idempotency check': /is one act and was told of uses|uses that nobody was told of/,
  'the outbox': /has no order/,
}

describe(`the harness goes red (SEED=${SEED})`, () => {
  it.each(Object.entries(TWINS))(
    'without %s',
    async (without, caught) => {
      const { wrong } = await withFaults({ seconds: SECONDS, seed: SEED, without, drainMs: 2_000 })
      expect(wrong).toContainEqual(expect.stringMatching(caught))
    },
    120_000,
  )
})
