import type { CompiledPolicy } from '@dipper/assessment'
import type { Month } from '@dipper/policy'
import type { Database } from '../database.ts'
import { monthSql } from '../month/month-sql.ts'
import type { SpendVariants } from '../month/spend.ts'
import { chunksOf, createResult, succeedHeld } from '../register/write.ts'

interface Ahead {
  readonly from: Month
  readonly through: Month
  readonly policyOf: (month: Month) => CompiledPolicy
  readonly variants: SpendVariants
  /** Looks at `result`, the rows of a part of the customers; `held_before` is what they held. */
  readonly onPart: (month: Month, where: string) => Promise<void>
  readonly onCustomers: (month: Month, done: number, customers: number) => void
}

/** Assesses months one after the other by the ordinary query, and keeps none of their rows. */
export async function projectMonths(
  db: Database,
  { from, through, policyOf, variants, onPart, onCustomers }: Ahead,
): Promise<void> {
  for (let month = from; month <= through; month++) {
    await succeedHeld(db, 'held_before', async (hold) => {
      for (const { where, done, customers } of await chunksOf(db)) {
        await createResult(db, monthSql(policyOf(month), variants, month, where))
        await onPart(month, where)
        await hold()
        onCustomers(month, done, customers)
      }
    })
  }
}
