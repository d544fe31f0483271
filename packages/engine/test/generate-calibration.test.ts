import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OUTCOMES } from '@dipper/assessment'
import { formatMonth, month, STOP_CAUSES, STOP_KINDS } from '@dipper/policy'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AssessResult, assessMonths, Database, generateFacts } from '../src/index.ts'
import { national } from './national.ts'

const CUSTOMERS = 30_000
const PERIODS = 26
const FIRST = '2024-09-01'
const folder = mkdtempSync(join(tmpdir(), 'dipper-calibration-'))
const facts = join(folder, 'facts')

let db: Database
let months: AssessResult['months']

beforeAll(async () => {
  const through = month('2026-10')
  const province = { customers: CUSTOMERS, periods: PERIODS, through, seed: 11 }
  await generateFacts({ ...province, out: facts, format: 'parquet', threads: 2 })
  const assessed = await assessMonths({
    programme: national(),
    facts,
    register: join(folder, 'register'),
    from: month('2025-10'),
    through: month('2026-11'),
    knownBy: null,
    threads: 2,
  })
  months = assessed.months
  db = await Database.open({ threads: 2 })
  for (const table of ['customers', 'attributes', 'services', 'charges/*', 'stops/*']) {
    const view = table.replace('/*', '')
    await db.run(`CREATE VIEW ${view} AS FROM read_parquet('${join(facts, table)}.parquet')`)
  }
  await db.run(`CREATE VIEW memberships AS FROM customers
    QUALIFY row_number() OVER (PARTITION BY customer_id, joined_on ORDER BY recorded_on DESC) = 1`)
  await db.run(`CREATE TABLE bill AS SELECT period, customer_id, service_id, kind,
    sum(amount_fen) FILTER (category IN ('recurring', 'usage')) / 100 AS yuan,
    max(amount_fen) FILTER (category = 'recurring') AS fee,
    sum(amount_fen) FILTER (category = 'usage' AND amount_fen > 0) AS used
    FROM charges WHERE service_id IS NOT NULL GROUP BY ALL`)
}, 120_000)

afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

async function figure(sql: string): Promise<number> {
  const { figure } = await db.one<{ figure: number }>(`SELECT (${sql})::DOUBLE AS figure`)
  return figure
}

const IN_NET = `(SELECT count(*) FROM memberships WHERE left_on IS NULL)`

/** Recurring and usage charges of a line and month, with discounts and refunds. */
const arpu = (kind: string) =>
  `SELECT sum(amount_fen) / 100 / (SELECT count(*) FROM bill WHERE kind = '${kind}')
    FROM charges WHERE kind = '${kind}' AND category IN ('recurring', 'usage')`

/** Homes with broadband in the last period; many discounts are of the account, not of a line. */
const HOMES = `(SELECT customer_id,
    customer_id IN (SELECT customer_id FROM charges WHERE period = '2026-10'
      AND kind = 'broadband' AND category = 'recurring' AND amount_fen < 0) AS discounted,
    (SELECT count(*) FROM bill m WHERE m.customer_id = b.customer_id AND m.period = b.period
      AND m.kind = 'mobile') AS mobiles
  FROM bill b WHERE kind = 'broadband' AND period = '2026-10' GROUP BY customer_id, period)`

/** A line's fee in a month and in the month before, both whole months. */
const FEES = `(SELECT fee, lag(fee) OVER line AS before, service_id,
    row_number() OVER line AS nth FROM bill WHERE fee > 0 WINDOW line AS
    (PARTITION BY service_id, customer_id ORDER BY period))`

const ofSegment = (segment: string, kind: string) =>
  `(SELECT avg(yuan) FROM bill WHERE kind = '${kind}' AND customer_id IN
    (SELECT customer_id FROM customers WHERE segment = '${segment}'))`

const monthOfYear = (list: string) =>
  `(SELECT sum(used) / count(*) FROM bill WHERE kind = 'mobile' AND right(period, 2) IN (${list}))`

/** Figures that domain knowledge gives or bounds, with the least and the most they may be. */
const FIGURES: readonly (readonly [what: string, sql: string, least: number, most: number])[] = [
  ['yuan a mobile and month', arpu('mobile'), 42, 48],
  ['yuan a broadband line and month', arpu('broadband'), 41, 47],
  [
    'homes with broadband that are in a bundle with 1–3 mobiles',
    `SELECT avg((discounted AND mobiles BETWEEN 1 AND 3)::INTEGER) FROM ${HOMES}`,
    1 / 3,
    1 / 2,
  ],
  ['mobiles in a home with broadband', `SELECT max(mobiles) FROM ${HOMES}`, 3, 4],
  ...[0, 5, 10, 15].map(
    (years) =>
      [
        `customers with ${years} to ${years + 5} years in net`,
        `SELECT count(*) FILTER (datediff('month', joined_on, DATE '${FIRST}') // 60 = ${years / 5})
          / count(*) FROM memberships WHERE joined_on < DATE '${FIRST}'`,
        0.05,
        0.6,
      ] as const,
  ),
  [
    'years that the oldest customer is in net',
    `SELECT max(datediff('month', joined_on, DATE '${FIRST}')) / 12 FROM memberships`,
    18,
    20,
  ],
  [
    'customers that came back',
    `SELECT count(*) / ${CUSTOMERS} FROM (SELECT 1 FROM memberships
    GROUP BY customer_id HAVING count(*) > 1)`,
    0.005,
    0.05,
  ],
  [
    'usage in February, of that in spring',
    `SELECT ${monthOfYear(`'02'`)} / ${monthOfYear(`'03', '04', '05'`)}`,
    1.1,
    1.5,
  ],
  [
    'charges that are discounts',
    `SELECT avg((amount_fen < 0 AND category = 'recurring')::INTEGER) FROM charges`,
    0.05,
    0.15,
  ],
  [
    'lines with another fee than the month before',
    `SELECT count(*) FILTER (fee <> before) / count(*) FROM ${FEES} WHERE nth > 2`,
    0.005,
    0.03,
  ],
  [
    'changed fees that are lower',
    `SELECT count(*) FILTER (fee < before) / count(*) FROM ${FEES} WHERE nth > 2 AND fee <> before`,
    0.35,
    0.65,
  ],
  [
    'a mobile of an enterprise, of that of a person',
    `SELECT ${ofSegment('enterprise', 'mobile')} / ${ofSegment('individual', 'mobile')}`,
    1.1,
    2,
  ],
  [
    'broadband of the government, of that of a person',
    `SELECT ${ofSegment('government', 'broadband')} / ${ofSegment('individual', 'broadband')}`,
    1.3,
    3,
  ],
  [
    'lines given to another customer in a month, of all',
    `SELECT count(*) / ${PERIODS} / ${IN_NET} FROM services a JOIN services b USING (service_id)
      WHERE a.held_to + 1 = b.held_from`,
    0.0003,
    0.002,
  ],
  [
    'customers with a double stop for arrears in the last year',
    `SELECT count(DISTINCT customer_id) / ${IN_NET} FROM stops WHERE kind = 'double'
      AND cause = 'arrears' AND stopped_on >= DATE '2025-11-01'`,
    0.03,
    0.09,
  ],
  [
    'charges that are refunds',
    `SELECT avg((amount_fen < 0 AND category = 'usage')::INTEGER) FROM charges`,
    0.0005,
    0.01,
  ],
  [
    'charges recorded after the month that follows them',
    `SELECT avg((recorded_on >= (period || '-01')::DATE + INTERVAL 2 MONTH)::INTEGER) FROM charges`,
    0.0005,
    0.01,
  ],
  ...(['segment', 'region'] as const).map(
    (what) =>
      [
        `moves to another ${what} in a month, of all customers`,
        `SELECT count(*) / ${PERIODS} / ${IN_NET} FROM attributes a JOIN
          (SELECT customer_id, any_value(segment) AS segment, any_value(region) AS region
            FROM customers GROUP BY customer_id) c USING (customer_id)
          WHERE a.${what} IS DISTINCT FROM c.${what}`,
        0.0002,
        0.005,
      ] as const,
  ),
]

describe('the figures of a province', () => {
  it.each(FIGURES)('%s', async (_, sql, least, most) => {
    const found = await figure(sql)
    expect(found).toBeGreaterThanOrEqual(least)
    expect(found).toBeLessThanOrEqual(most)
  })

  it('have 1 to 1.5 % of the customers leave every month, and as many join', async () => {
    const moves = await db.rows<{ left: number; joined: number }>(`
      SELECT count(*) FILTER (left_on BETWEEN m AND last_day(m)) / count(*) FILTER
          (joined_on < m AND (left_on IS NULL OR left_on >= m)) AS "left",
        count(*) FILTER (joined_on BETWEEN m AND last_day(m)) / count(*) FILTER
          (joined_on < m AND (left_on IS NULL OR left_on >= m)) AS joined
      FROM memberships, (SELECT unnest(range(DATE '${FIRST}', DATE '2026-11-01', INTERVAL 1 MONTH))::DATE AS m)
      GROUP BY m ORDER BY m`)
    expect(moves).toHaveLength(PERIODS)
    const mean = moves.reduce((sum, { left }) => sum + left, 0) / PERIODS
    expect(mean).toBeGreaterThan(0.01)
    expect(mean).toBeLessThan(0.015)
    for (const { left, joined } of moves) {
      expect(Math.min(left, joined)).toBeGreaterThan(0.007)
      expect(Math.max(left, joined)).toBeLessThan(0.019)
    }
  })

  it('have stops of each kind and cause in every month', async () => {
    const rows = await db.rows(`SELECT DISTINCT date_trunc('month', stopped_on) AS m, kind, cause
      FROM stops WHERE stopped_on >= DATE '2025-11-01'`)
    expect(rows).toHaveLength(12 * STOP_KINDS.length * STOP_CAUSES.length)
  })
})

describe('the stars of a province', () => {
  it('are all there, most at 1 to 3, few at 6 and 7', () => {
    for (const { month: at, stars, customers } of months) {
      const share = (from: number, to: number) =>
        stars.slice(from, to + 1).reduce((sum, rows) => sum + rows, 0) / customers
      expect(Math.min(...stars), formatMonth(at)).toBeGreaterThan(0)
      expect(share(1, 3)).toBeGreaterThan(0.5)
      expect(share(0, 0)).toBeLessThan(0.25)
      expect(share(6, 7)).toBeGreaterThan(0.0005)
      expect(share(6, 7)).toBeLessThan(0.01)
    }
  })

  it('come with every outcome that is possible in the month', () => {
    // Nobody was there before the first month; what it awards ends after twelve.
    const first = ['awarded', 'unrated']
    const inside = OUTCOMES.filter((outcome) => outcome !== 'renewed' && outcome !== 'fell')
    months.forEach(({ outcomes }, index) => {
      const possible = index === 0 ? first : index < 12 ? inside : OUTCOMES
      const found = OUTCOMES.filter((outcome) => outcomes[outcome] > 0)
      expect(found.toSorted()).toEqual([...possible].toSorted())
    })
  })

  it('fall for a few in a thousand in a month when not all validities end', () => {
    const { outcomes, customers } = months.at(-1) as (typeof months)[number]
    expect(outcomes.fell / customers).toBeGreaterThan(0.001)
    expect(outcomes.fell / customers).toBeLessThan(0.01)
  })
})
