import { formatMonth, type Month } from '@dipper/policy'
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
  const files = [...readCases(folder)].map(([file, cases]) => ({
    file,
    cases: cases.map((each) => [each, programmeOfCase(each, shipped)] as const),
  }))
  const onDuckDB = rowsOnDuckDB(files.flatMap(({ cases }) => cases))

  describe.each(files)(`${name}/cases/$file`, ({ cases }) => {
    for (const [each, programme] of cases) {
      const months = monthsToAssess(each, programme)
      const judged = judgeCase(each, programme, months)

      it(`${each.name.en} (${each.place})`, () => {
        for (const expected of each.expect) {
          for (const month of monthsOf(expected.months)) {
            expectRow(each, month, judged.get(month)?.row)
            expectReasons(each, month, judged.get(month))
          }
        }
      })

      it(`${each.name.en}, on DuckDB (${each.place})`, async () => {
        const rows = await onDuckDB(each)
        for (const month of monthsOf(months)) expectRow(each, month, rows.get(month))
        expect(withinMonths(rows, months.through)).toEqual(
          new Map([...judged].map(([month, { row }]) => [formatMonth(month), row])),
        )
      })
    }
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

function withinMonths(rows: CaseRows, through: Month): Map<string, CaseRow> {
  const within = [...rows].filter(([month]) => month <= through)
  return new Map(within.toSorted(([a], [b]) => a - b).map(([month, row]) => [formatMonth(month), row]))
}

/** What the case says of a month; what it leaves out is not compared. */
function expectRow({ expect: rows }: Case, month: Month, row: CaseRow | undefined): void {
  for (const { columns } of rows.filter(({ months }) => contains(months, month))) {
    if (columns === null) expect(row, `a row in ${formatMonth(month)}`).toBeUndefined()
    else expect(row, formatMonth(month)).toMatchObject(columns)
  }
}

function expectReasons({ expect: rows }: Case, month: Month, judged: Judged | undefined): void {
  for (const { because } of rows.filter(({ months }) => contains(months, month))) {
    expect(judged?.reasons ?? [], `because, ${formatMonth(month)}`).toEqual(
      expect.arrayContaining([...because]),
    )
  }
}

function contains(span: { from: Month; through: Month }, month: Month): boolean {
  return span.from <= month && month <= span.through
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
    ['star: 1, row: none', 'star: 1', 'a.yaml:4: say what the row has, such as `star: 1`, or `row: none`'],
  ])('with `%s` is refused with file and line', (wrong, right, message) => {
    expect(() => parseCases(whole.replace(right, wrong), 'a.yaml')).toThrow(message)
  })

  it('reads money to the fen', () => {
    const text = whole.replace('  expect', '  charges: [{period: 2020-03, mobile: -0.1}]\n  expect')
    expect(parseCases(text, 'a.yaml')[0]?.charges[0]?.amounts).toEqual([
      { kind: 'mobile', fen: -10n },
    ])
  })
})
