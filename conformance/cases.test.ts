import { readFileSync } from 'node:fs'
import { formatMonth, type Month, type Programme } from '@dipper/policy'
import { describe, expect, it } from 'vitest'
import { type Case, parseCases, readCases } from './case-file.ts'
import { monthsOf } from './case-facts.ts'
import { type Judged, judgeCase } from './case-meaning.ts'
import { programmeOfCase } from './case-policy.ts'
import type { CaseRow } from './case-row.ts'
import { assessRun, type CaseRows, monthsToAssess, runsOf } from './case-run.ts'
import { inRepository, policyFiles } from './programme.ts'

for (const name of ['star', 'vip']) {
  const folder = inRepository('policies', 'china-telecom', name)
  const shipped = policyFiles(folder).filter(({ path }) => !path.startsWith('cases/'))
  const read = [...readCases(folder), ...(name === 'star' ? [documentedCases()] : [])]
  const files = read.map(([file, cases]) => ({
    file,
    cases: cases.map((each) => [each, programmeOfCase(each, shipped)] as const),
  }))
  const onDuckDB = rowsOnDuckDB(files.flatMap(({ cases }) => cases))

  for (const { file, cases } of files) {
    describe(`${name}: ${file}`, () => {
      for (const [each, programme] of cases) testCase(each, programme, onDuckDB)
    })
  }
}

/** The cases that docs/cases.md shows, on the lines where it shows them. */
function documentedCases(): [string, Case[]] {
  let shown = false
  const lines = readFileSync(inRepository('docs', 'cases.md'), 'utf8')
    .split('\n')
    .map((line) => {
      if (line.startsWith('```')) shown = line === '```yaml'
      return shown && !line.startsWith('```') ? line : ''
    })
  return ['docs/cases.md', parseCases(lines.join('\n'), 'docs/cases.md')]
}

function testCase(
  each: Case,
  programme: Programme,
  onDuckDB: (each: Case) => Promise<CaseRows>,
): void {
  const months = monthsToAssess(each, programme)

  it(`${each.name.en} (${each.place})`, () => {
    const judged = judgeCase(each, programme, months)
    expect(rowsToldBy(each, rowsOf(judged))).toEqual(rowsExpectedBy(each))
    expect(reasonsToldBy(each, judged)).toEqual(reasonsExpectedBy(each))
  })

  it(`${each.name.en}, on DuckDB (${each.place})`, async () => {
    const rows = await onDuckDB(each)
    expect(rowsToldBy(each, rows)).toEqual(rowsExpectedBy(each))
    const judged = judgeCase(each, programme, months)
    expect(rowsThrough(rows, months.through)).toEqual(rowsThrough(rowsOf(judged), months.through))
  })
}

/** Runs the engine for a case when its rows are first asked for, with all cases that can share it. */
function rowsOnDuckDB(cases: Parameters<typeof runsOf>[0]): (each: Case) => Promise<CaseRows> {
  const runs = runsOf(cases)
  const started = new Map<(typeof runs)[number], ReturnType<typeof assessRun>>()
  return async (each) => {
    const run = runs.find((candidate) => candidate.cases.some(([, one]) => one === each))
    if (!run) throw new Error(`${each.place} is in no run`)
    const rows = started.get(run) ?? assessRun(run)
    started.set(run, rows)
    return (await rows).get(each) ?? new Map()
  }
}

function rowsOf(judged: ReadonlyMap<Month, Judged>): CaseRows {
  return new Map([...judged].map(([month, { row }]) => [month, row]))
}

function rowsThrough(rows: CaseRows, through: Month): Map<string, CaseRow> {
  const within = [...rows].filter(([month]) => month <= through)
  const inOrder = within.toSorted(([a], [b]) => a - b)
  return new Map(inOrder.map(([month, row]) => [formatMonth(month), row]))
}

/** Each expected row by its month; null where there is to be none. */
function rowsExpectedBy({ expect: rows }: Case) {
  return rows.flatMap(({ months, columns }) =>
    monthsOf(months).map((month) => [formatMonth(month), columns]),
  )
}

/** The rows there are for those expected, without what the case leaves out. */
function rowsToldBy({ expect: expected }: Case, rows: CaseRows) {
  return expected.flatMap(({ months, columns }) =>
    monthsOf(months).map((month) => {
      const row = rows.get(month)
      if (!row || !columns) return [formatMonth(month), row ?? null]
      const compared = Object.entries(row).filter(([column]) => column in columns)
      return [formatMonth(month), Object.fromEntries(compared)]
    }),
  )
}

function reasonsExpectedBy({ expect: rows }: Case) {
  return rows.flatMap(({ months, because }) =>
    monthsOf(months).map((month) => [formatMonth(month), because]),
  )
}

/** Of the reasons expected, those that the explanation gives. */
function reasonsToldBy({ expect: rows }: Case, judged: ReadonlyMap<Month, Judged>) {
  return rows.flatMap(({ months, because }) =>
    monthsOf(months).map((month) => {
      const reasons = judged.get(month)?.reasons ?? []
      return [formatMonth(month), because.filter((code) => reasons.includes(code))]
    }),
  )
}

describe('a case file', () => {
  const whole = `- name: {en: One, zh-CN: 一}
  customer: {joined: 2020-03-05}
  expect:
    - {month: 2020-08, star: 1}
`
  it.each([
    ['stars: 1', 'star: 1', 'a.yaml:4: unknown key `stars`'],
    ['joinedOn: 2020-03-05', 'joined: 2020-03-05', 'a.yaml:2: unknown key `joinedOn`'],
    ['month: 2020-13', 'month: 2020-08', 'a.yaml:4: `2020-13` should be written like `2020-03`'],
    [
      'star: 1, row: none',
      'star: 1',
      'a.yaml:4: say what the row has, such as `star: 1`, or `row: none`',
    ],
  ])('with `%s` is refused with file and line', (wrong, right, message) => {
    expect(() => parseCases(whole.replace(right, wrong), 'a.yaml')).toThrow(message)
  })

  it('with a policy that is none is refused with its file and line', () => {
    const policy = '  policy: {documents: {2016-01: {star: {validity: {month: 6}}}}}\n'
    const cases = parseCases(whole.replace('  expect', `${policy}  expect`), 'a.yaml')
    const shipped = policyFiles(inRepository('policies', 'china-telecom', 'star'))
    expect(() => cases.map((each) => programmeOfCase(each, shipped))).toThrow(
      /^a\.yaml:1: 2016-01\.yaml: `star.validity.month` is not/,
    )
  })

  it('reads money to the fen', () => {
    const text = whole.replace('  expect', '  charges: [{period: 2020-03, mobile: -0.1}]\n  expect')
    expect(parseCases(text, 'a.yaml')[0]?.charges[0]?.amounts).toEqual([
      { kind: 'mobile', fen: -10n },
    ])
  })
})
