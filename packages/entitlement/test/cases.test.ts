import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCases } from '../src/cases/case-format.ts'
import { mismatches } from '../src/cases/case-run.ts'
import { inRepository, policies, shippedCases } from './benefits.ts'

describe.each([...shippedCases])('china-telecom/benefits: %s', (_file, cases) => {
  it.each(cases.map((each) => [each.name.en, each] as const))('%s', (_name, each) => {
    expect(mismatches(each, policies)).toEqual([])
  })
})

describe('docs/benefits-language.md', () => {
  const page = readFileSync(inRepository('docs/benefits-language.md'), 'utf8')
  const shown = [...page.matchAll(/```yaml\n(- name:[^`]*)```/g)].map(([, text = '']) => text)
  const cases = shown.flatMap((text) => parseCases(text, 'docs/benefits-language.md'))

  it('shows cases that hold', () => {
    expect(cases.length).toBeGreaterThan(0)
    expect(cases.flatMap((each) => mismatches(each, policies))).toEqual([])
  })
})

describe('a case file', () => {
  const whole = `- name: One
  star: 3
  story:
    - {at: 2026-03-01 10:00, ask: sim-replacement, allowed: no}
`
  it.each([
    ['allowed: maybe', 'allowed: no', 'a.yaml:4: `maybe` should be written like `yes`'],
    ['at: 2026-03-01', 'at: 2026-03-01 10:00', 'a.yaml:4: `2026-03-01` should be written like'],
    ['storey', 'story', 'a.yaml:1: '],
  ])('with `%s` is refused with file and line', (wrong, right, message) => {
    expect(() => parseCases(whole.replace(right, wrong), 'a.yaml')).toThrow(message)
  })

  it('tells what it does not find', () => {
    const [each] = parseCases(whole.replace('allowed: no', 'left: 1'), 'a.yaml')
    expect(each && mismatches(each, policies)).toEqual([
      {
        place: 'a.yaml:1',
        step: 1,
        at: '2026-03-01T10:00:00',
        key: 'left',
        expected: '1',
        found: '2',
      },
    ])
  })
})
