import { expectList, onlyKeys, scalars, wordOf } from './keys.ts'
import { COMPARISONS, type Condition, type Constant } from './language.ts'
import type { Report } from './mistakes.ts'
import { readConstant, readExpression } from './read-expression.ts'
import { type Entry, entryOf, type Written, type WrittenMap } from './written.ts'

const TESTS = ['is', 'isNot', 'in', 'notIn', 'empty', ...COMPARISONS] as const
const EXAMPLE = '{column: 状态, is: 在网}'

/** Which rows are wanted: a test of a column, or all, any and not of tests; a list is all of it. */
export function readCondition(written: Written, report: Report): Condition | undefined {
  if (written.kind === 'list') return readMany('all', written, written, report)
  if (written.kind === 'scalar') {
    return report('not-a-map', { path: written.path, example: EXAMPLE }, written.place)
  }
  for (const kind of ['all', 'any'] as const) {
    const entry = entryOf(written, kind)
    if (entry === undefined) continue
    onlyKeys(written, [kind], report)
    return readMany(kind, written, entry.value, report)
  }
  const not = entryOf(written, 'not')
  if (not === undefined) return readTests(written, report)
  onlyKeys(written, ['not'], report)
  const of = readCondition(not.value, report)
  return of && { kind: 'not', of, place: written.place, path: written.path }
}

function readMany(
  kind: 'all' | 'any',
  { place, path }: Written,
  inner: Written,
  report: Report,
): Condition | undefined {
  const items = expectList(inner, `[${EXAMPLE}]`, report)
  const of = items?.flatMap((item) => readCondition(item, report) ?? [])
  return of && { kind, of, place, path }
}

/** `column` and one or more tests of it, which all must hold. */
function readTests(map: WrittenMap, report: Report): Condition | undefined {
  onlyKeys(map, ['column', ...TESTS], report)
  const { path, place } = map
  const column = entryOf(map, 'column')
  if (column === undefined) {
    return report('missing-key', { path, key: 'column', example: '状态' }, place)
  }
  const tests = map.entries.filter(({ key }) => TESTS.some((test) => test === key))
  if (tests.length === 0) return report('no-comparison', { path }, place)
  const of = tests.flatMap((test) => readTest(column.value, test, report) ?? [])
  return { kind: 'all', of, place, path }
}

function readTest(column: Written, test: Entry, report: Report): Condition | undefined {
  const of = readExpression(column, report)
  if (of === undefined) return undefined
  const at = { place: test.place, path: test.value.path }
  const negated = (condition: Condition): Condition => ({ kind: 'not', of: condition, ...at })
  const comparison = COMPARISONS.find((each) => each === test.key)
  if (comparison !== undefined) {
    const than = readConstant(test.value, report)
    return than && { kind: comparison, of, than, ...at }
  }
  if (test.key === 'empty') {
    const wanted = wordOf(test.value, ['true', 'false'], report)
    const empty: Condition = { kind: 'empty', of, ...at }
    return wanted === 'false' ? negated(empty) : empty
  }
  const among = constants(test.value, report)
  const inside: Condition = { kind: 'in', of, among, ...at }
  return test.key === 'is' || test.key === 'in' ? inside : negated(inside)
}

function constants(written: Written, report: Report): Constant[] {
  return scalars(written, 'A', report).map(({ text, place, path }) => ({ text, place, path }))
}
