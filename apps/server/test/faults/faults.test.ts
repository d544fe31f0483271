import { expect, it } from 'vitest'
import { withFaults } from './faults.ts'

/** `DIPPER_FAULTS=600` for ten minutes; `SEED` makes the same faults again. */
const SECONDS = Number(process.env['DIPPER_FAULTS'] ?? 20)
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

it(
  `32 clients lose, double and exceed nothing while everything fails for ${SECONDS} s (SEED=${SEED})`,
  async () => {
    const { wrong, ...report } = await withFaults({ seconds: SECONDS, seed: SEED })
    process.stdout.write(`${JSON.stringify(report)}\n`)
    expect(wrong).toEqual([])
    const { completed = 0, failed = 0, dead = 0 } = report.orders
    expect(completed).toBeGreaterThan(SECONDS)
    expect(dead).toBeLessThan(completed + failed)
  },
  SECONDS * 1000 + 300_000,
)
