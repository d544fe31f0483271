import { join } from 'node:path'
import { month, type PolicyValues, type Programme } from '@dipper/policy'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { assessMonths, Database } from '../src/index.ts'
import { acceptFacts } from './accepted.ts'
import { assessAll, differences, inFolder, registerLines, writeFacts } from './agreement.ts'
import { population, SPAN, seedOf } from './population.ts'

/**
 * Broken twins: the engine with one rule of the spec got wrong, by a patch of its SQL. Each must be
 * caught by the comparison with the meaning; a patch that no longer finds its place fails too.
 */
const TWINS: Record<string, [RegExp, string | ((...found: string[]) => string)][]> = {
  'window begins a month early': [
    [/period BETWEEN (\d+) AND/g, (_, from) => `period BETWEEN ${Number(from) - 1} AND`],
  ],
  'window ends with R': [
    [/(period BETWEEN \d+ AND) (\d+)/g, (_, head, to) => `${head} ${Number(to) + 1}`],
  ],
  'charges before joining count': [[/- coalesce\(e\.(\w+), 0\)/g, '- 0 * coalesce(e.$1, 0)']],
  'spend floored per line and period': [[/THEN fen /g, 'THEN (fen // 100) * 100 ']],
  'spend below zero counts': [[/greatest\(units, 0\)/g, 'units']],
  'excluded categories count': [[/line IN \([\d, ]+\) THEN fen/g, 'true THEN fen']],
  'growth value below zero': [[/greatest\(0, spend_growth/g, 'greatest(-999999, spend_growth']],
  '> for ≥ at thresholds': [[/growth_value >= /g, 'growth_value > ']],
  'cap one stop late': [[/WHEN stops >= /g, 'WHEN stops > ']],
  'expiry a month late': [[/held_through >= (\d+)/g, (_, m) => `held_through >= ${Number(m) - 1}`]],
  'expiry a month early': [[/held_through >= (\d+)/g, (_, m) => `held_through > ${m}`]],
  'validity a month short': [
    [
      /ELSE (\d+) END END AS valid_through/g,
      (_, m) => `ELSE ${Number(m) - 1} END END AS valid_through`,
    ],
  ],
  'a rise keeps its validity': [
    [/CASE outcome WHEN 3 THEN held_(from|through)/g, 'CASE WHEN outcome IN (2, 3) THEN held_$1'],
  ],
  'a kept star renews': [
    [/CASE outcome WHEN 3 THEN held_through/g, 'CASE outcome WHEN 99 THEN held_through'],
  ],
  'falls inside validity': [[/WHEN held_through >= \d+ THEN 3/g, 'WHEN false THEN 3']],
  'falls any number where one step is said': [[/greatest\(assessed, held - 1\)/g, 'assessed']],
  'state kept over a rejoining': [[/OR b\.joined <> p\.joined THEN 0/g, 'THEN 0']],
  'region of the 1st of R': [[/(BETWEEN m\.joined_on AND DATE '[\d-]+')/g, '$1 + INTERVAL 1 DAY']],
  'changes before joining count': [[/BETWEEN m\.joined_on AND/g, "BETWEEN DATE '1900-01-01' AND"]],
  'region of joining for ever': [
    [/CASE WHEN c\.customer IS NULL THEN m\.region/g, 'CASE WHEN true THEN m.region'],
  ],
  'segment of joining for ever': [
    [/CASE WHEN c\.customer IS NULL THEN m\.segment/g, 'CASE WHEN true THEN m.segment'],
  ],
  'joining month takes part': [
    [/WHERE joined < (\d+) AND \(left_in/g, 'WHERE joined <= $1 AND (left_in'],
  ],
  'leaving month does not take part': [[/OR left_in >= /g, 'OR left_in > ']],
  'last rows for ever': [[/NOT b\.last AND NOT coalesce/g, 'NOT coalesce']],
  'no last rows': [[/WHERE NOT b\.last AND/g, 'WHERE false AND']],
  'left for ineligible': [[/CASE WHEN p\.customer IS NULL THEN 6 ELSE 7 END/g, '6']],
  'lines begun in R are in use': [[/WHERE held_from < (\d+)/g, 'WHERE held_from <= $1']],
  'lines given up in R are not': [[/held_to >= (\d+)\)/g, 'held_to > $1)']],
  'the newest line decides tenure': [[/min\(opened\)/g, 'max(opened)']],
  'tenure of any line': [[/FILTER \(kind = \d\)/g, 'FILTER (true)']],
  'tenure from holding': [[/min\(opened\)/g, 'min(held_from)']],
  'tenure cap ignored': [[/least\(\((\d+) - tenure_since\), \d+\)/g, '($1 - tenure_since)']],
  'stops before joining count': [[/t\.month BETWEEN p\.joined AND/g, 't.month BETWEEN 0 AND']],
  'stops begun in R count': [
    [/(t\.month BETWEEN p\.joined AND) (\d+)/g, (_, head, to) => `${head} ${Number(to) + 1}`],
  ],
  'stops of the month R − 13 count': [
    [/t\.month >= (\d+)/g, (_, m) => `t.month >= ${Number(m) - 1}`],
  ],
  'stops by holder': [
    [
      /FROM \(SELECT \* FROM stops JOIN customer USING \(customer_id\) WHERE verdict IS NULL\) t/g,
      `FROM (SELECT t.* EXCLUDE (customer_id), c.customer FROM stops t
       JOIN services v ON v.service_id = t.service_id AND v.verdict IS NULL AND v.held_to IS NULL
       JOIN customer c ON c.customer_id = v.customer_id WHERE t.verdict IS NULL) t`,
    ],
  ],
  'stops of any line': [[/t\.service_kind = \d/g, 'true']],
  'single stops count': [[/t\.kind = \d AND/g, 'true AND']],
  'stops of any cause count': [[/t\.cause IN \([\d, ]+\)/g, 'true']],
  'rates of the other region': [[/WHEN 'north' THEN 1/g, "WHEN 'south' THEN 1"]],
  'transition ignored': [[/WHEN false THEN 3/g, 'WHEN held_through >= 24000 THEN 3']],
  'superseded versions count': [[/WHERE version > 1 OR alike > 1/g, 'WHERE alike > 1']],
  'the first of two conflicting rows counts': [
    [/WHERE version > 1 OR alike > 1/g, 'WHERE version > 1'],
  ],
  'overlapping holdings count': [[/'held_from\|overlap'/g, 'NULL']],
  'charges of unknown lines count': [
    [/s\.service_id IS NULL THEN 'service_id\|unknown-service'/g, "false THEN 'x'"],
  ],
  'rows recorded later are seen': [[/recorded_on > DATE '2024-03-10'/g, 'false']],
}

/** Rules that let every part of the language decide something in the population. */
const values = (
  changes: Partial<PolicyValues['growth']> = {},
  atExpiry: 'reassess' | 'one-step' = 'reassess',
): PolicyValues => ({
  eligible: { segments: ['individual'] },
  growth: {
    spend: {
      perYuan: '1',
      kinds: ['mobile', 'broadband', 'fixed', 'iptv'],
      exclude: ['gift', 'agency', 'penalty'],
      months: 12,
    },
    tenure: { perMonth: 10, of: 'mobile', from: 'opened', capMonths: 60, brackets: null },
    credit: {
      perStop: -200,
      count: { kind: 'double', cause: ['arrears'], of: 'mobile' },
      months: 12,
    },
    ...changes,
  },
  star: {
    thresholds: [200, 500, 900, 1400, 2000, 3000, 5000],
    names: { 'zh-CN': [], 'zh-TW': [], en: [] },
    caps: [{ when: { stops: 1 }, atMost: 2 }],
    validity: { months: 6, inside: 'only-rise', atExpiry },
  },
  corrections: { mayLower: false },
})

const document = (
  effectiveFrom: string,
  changed: PolicyValues,
  transition: 'keep' | 'reassess',
) => ({
  file: `${effectiveFrom}.yaml`,
  policy: 'twins',
  effectiveFrom: month(effectiveFrom),
  effectiveThrough: null,
  title: { 'zh-CN': '', 'zh-TW': '', en: '' },
  transition,
  values: changed,
  sources: {},
})

const programme: Programme = {
  policy: 'twins',
  documents: [
    document('2020-01', values(), 'keep'),
    document('2023-10', values({}, 'one-step'), 'reassess'),
  ],
  overlays: [
    {
      file: 'overlays/north/2022-01.yaml',
      policy: 'twins',
      region: 'north',
      effectiveFrom: month('2022-01'),
      values: { growth: { spend: { perYuan: '3.5' } } },
      sources: {},
    },
  ],
}

const seed = seedOf(77)
const facts = population(250, seed)
const knownBy = '2024-03-10'

async function engineLines(): Promise<Map<string, string>> {
  return inFolder(async (folder) => {
    writeFacts(folder, facts)
    const register = join(folder, 'register')
    await assessMonths({ programme, facts: folder, register, ...SPAN, knownBy, threads: 2 })
    return registerLines(register)
  })
}

describe(`broken twins are caught (SEED=${seed})`, () => {
  const expected = assessAll(programme, acceptFacts(facts, knownBy).customers.values(), SPAN)
  afterEach(() => vi.restoreAllMocks())

  test('the engine itself is not', async () => {
    expect(differences(expected, await engineLines()).slice(0, 3)).toEqual([])
  })

  test.each(Object.keys(TWINS))('%s', async (name) => {
    const patches = TWINS[name] ?? []
    const found = new Set<RegExp>()
    const original = Object.getOwnPropertyDescriptor(Database.prototype, 'run')
    const run = original?.value as (this: Database, sql: string) => Promise<void>
    vi.spyOn(Database.prototype, 'run').mockImplementation(function (this: Database, sql: string) {
      let patched = sql
      for (const [place, twin] of patches) {
        if (patched.search(place) >= 0) found.add(place)
        patched = patched.replace(place, twin as string)
      }
      return run.call(this, patched)
    })
    const lines = await engineLines().catch((error: unknown) => String(error))
    expect(found.size, 'places patched').toBe(patches.length)
    expect(lines, 'the twin runs').toBeInstanceOf(Map)
    expect(differences(expected, lines as Map<string, string>).length).toBeGreaterThan(0)
  })
})
