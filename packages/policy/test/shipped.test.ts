import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  answering,
  formatMonth,
  isPolicyPath,
  month,
  readProgramme,
  sentence,
} from '../src/index.ts'
import { inRepository, readFolder } from './folder.ts'

const OPERATOR = 'policies/china-telecom'
/** Other programmes than stars are written in languages of their own. */
const programmes = readdirSync(inRepository(OPERATOR)).filter((name) =>
  ['star', 'vip'].includes(name),
)

describe.each(programmes)('china-telecom/%s', (name) => {
  const files = readFolder(inRepository(`${OPERATOR}/${name}`))
  const { programme, diagnostics } = readProgramme(files)

  it('has no mistakes', () => {
    expect(diagnostics.map((each) => `${each.file}:${each.line} ${sentence(each, 'en')}`)).toEqual(
      [],
    )
  })

  it('is the programme its folder is named after', () => {
    expect(programme?.policy).toBe(`china-telecom/${name}`)
  })

  it('answers for every quarter from its beginning', () => {
    const first = programme?.documents[0]?.effectiveFrom ?? 0
    const last = programme?.documents.at(-1)?.effectiveThrough ?? month('2035-12')
    for (let each = first; each <= last; each += 3) {
      const answer = programme && answering(programme, each)
      expect([formatMonth(each), answer?.document.policy]).toEqual([
        formatMonth(each),
        `china-telecom/${name}`,
      ])
    }
    expect(programme && answering(programme, first - 1)).toBeUndefined()
  })
})

describe('which files belong to a programme', () => {
  it.each([
    ['2016-01.yaml', true],
    ['2016-01.yml', true],
    ['2016-01.json', true],
    ['overlays/anhui/2020-01.yaml', true],
    ['2016-13.yaml', true],
    ['foo.yaml', true],
    ['overlay/anhui/2020-01.yaml', true],
    ['cases/rise.yaml', false],
    ['README.md', false],
    ['overlays/anhui/NOTES.txt', false],
    ['.vscode/settings.json', false],
  ])('%s: %s', (path, belongs) => {
    expect(isPolicyPath(path)).toBe(belongs)
  })
})
