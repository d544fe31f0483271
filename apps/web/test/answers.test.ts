import type { z } from 'zod'
import { expect, it } from 'vitest'
import { readHistory } from '../../../packages/api/src/routes/read-history.ts'
import { entitlementBody } from '../../../packages/api/src/wire/entitlement.ts'
import { record } from '../../../packages/api/src/wire/explanation/record.ts'
import type { linesBody } from '../../../packages/api/src/wire/line.ts'
import type { problemBody } from '../../../packages/api/src/wire/problem.ts'
import { starAnswer } from '../../../packages/api/src/wire/star.ts'
import { useAnswer } from '../../../packages/api/src/wire/use.ts'
import type {
  CustomerStar,
  Entitlement,
  Explanation,
  History,
  Lines,
  Problem,
  UseAnswer,
} from '../src/api/answers.ts'

/** Compiles only while the API sends everything that the pages read. */
const READ = {
  star: (sent: z.output<typeof starAnswer>): CustomerStar => sent,
  history: (sent: z.output<typeof readHistory.answer.schema>): History => sent as History,
  record: (sent: z.output<typeof record>): Explanation['record'] => sent as Explanation['record'],
  entitlement: (sent: z.output<typeof entitlementBody>): Entitlement => sent,
  use: (sent: z.output<typeof useAnswer>): UseAnswer => sent,
  lines: (sent: z.output<typeof linesBody>): Lines => sent,
  problem: (sent: z.output<typeof problemBody>): Problem => sent,
}

it('reads what the API sends', () => {
  expect(Object.keys(READ)).not.toEqual([])
  expect(starAnswer.shape.benefits).toBeDefined()
})
