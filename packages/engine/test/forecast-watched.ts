import { vi } from 'vitest'
import { Database, type Forecast, type ForecastOptions, forecast } from '../src/index.ts'

/** Runs a forecast; also gives every row that its months had, as `linesOf` writes them. */
export async function watched(
  options: ForecastOptions,
  patch: (sql: string) => string = (sql) => sql,
): Promise<{ result: Forecast; lines: Map<string, string> }> {
  const lines = new Map<string, string>()
  const db = Database.prototype
  const original = Object.getOwnPropertyDescriptor(Database.prototype, 'run')
  const run = original?.value as typeof Database.prototype.run
  vi.spyOn(Database.prototype, 'run').mockImplementation(async function (this: typeof db, sql) {
    await run.call(this, patch(sql))
    if (!sql.startsWith('CREATE OR REPLACE TEMP TABLE result')) return
    const of = /assessment of (\S+)/.exec(sql)?.[1]
    const rows = await this.rows<{ customer_id: string; line: string }>(`
SELECT customer_id, concat_ws(',', spend_growth, tenure_growth, credit_growth, growth_value,
  assessed_star, star, coalesce(valid_from::VARCHAR, ''), coalesce(valid_through::VARCHAR, ''), outcome) AS line
FROM result JOIN customer USING (customer)`)
    for (const row of rows) lines.set(`${of} ${row.customer_id}`, row.line)
  })
  try {
    return { result: await forecast(options), lines }
  } finally {
    vi.restoreAllMocks()
  }
}
