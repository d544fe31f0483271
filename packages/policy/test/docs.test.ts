import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  BENEFITS_CODES,
  COSTS_CODES,
  type Diagnostic,
  type PolicyCode,
  POLICY_CODES,
  readBenefits,
  readCosts,
  readProgramme,
  sentence,
} from '../src/index.ts'
import { manualPaths } from '../src/benefits/language.ts'
import { costsShape } from '../src/costs/language.ts'
import { documentShape } from '../src/language.ts'
import { pathsOf } from '../src/shape/paths.ts'
import { benefitsFindings, brokenBenefits } from './broken-benefits.ts'
import { brokenCases, filesOf } from './broken-cases.ts'
import { brokenCosts, costsFindings } from './broken-costs.ts'
import { inRepository } from './folder.ts'

const language = readFileSync(inRepository('docs/policy-language.md'), 'utf8')

describe('docs/policy-language.md', () => {
  it('shows a programme without mistakes', () => {
    const blocks = [...language.matchAll(/```yaml\n# (\S+\.yaml)\n([^`]*)```/g)]
    const files = blocks.map(([, path = '', text = '']) => ({ path, text }))
    expect(files).toHaveLength(3)
    expect(readProgramme(files).diagnostics.map((each) => sentence(each, 'en'))).toEqual([])
  })

  it('explains every value', () => {
    const paths = pathsOf(documentShape).filter(
      (path) => !/\.(zh-CN|zh-TW|en)$|perYuan\./.test(path),
    )
    const isGroup = (path: string) => paths.some((other) => other.startsWith(`${path}.`))
    const values = paths.filter((path) => !isGroup(path))
    expect(values.filter((path) => !language.includes(`| \`${path}\` |`))).toEqual([])
  })
})

describe('docs/errors-policy.md', () => {
  const path = inRepository('docs/errors-policy.md')

  it('lists every finding with its sentence (UPDATE=errors writes it)', () => {
    const text = errorsPage()
    if (process.env['UPDATE'] === 'errors') writeFileSync(path, text)
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})

describe('docs/costs.md', () => {
  const path = inRepository('docs/costs.md')
  const page = readFileSync(path, 'utf8')

  it('shows a file without mistakes', () => {
    const [, name = '', text = ''] = /```yaml\n# (\S+\.yaml)\n([^`]*)```/.exec(page) ?? []
    expect(readCosts({ path: name, text }).diagnostics.map((each) => sentence(each, 'en'))).toEqual(
      [],
    )
    expect(name).toBe('finance-2026.yaml')
  })

  it('explains every value', () => {
    const paths = pathsOf(costsShape([])).filter((path) => !/\.(zh-CN|zh-TW|en)$/.test(path))
    expect(paths.filter((each) => each !== 'points' && !page.includes(`| \`${each}\` |`))).toEqual(
      [],
    )
  })

  it('lists every finding with its sentence (UPDATE=errors writes it)', () => {
    const rows = rowsOf(COSTS_CODES, brokenCosts.cases.flatMap(costsFindings))
    const text = page.replace(/(?<=\| Code \|.*\n\|---\|---\|---\|\n)(?:\|.*\n)*/, `${rows}\n`)
    if (process.env['UPDATE'] === 'errors') writeFileSync(path, text)
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})

describe('docs/benefits-language.md', () => {
  const path = inRepository('docs/benefits-language.md')
  const page = readFileSync(path, 'utf8')

  it('shows benefits without mistakes', () => {
    const blocks = [...page.matchAll(/```yaml\n# (\S+\.yaml)\n([^`]*)```/g)]
    const files = blocks.map(([, name = '', text = '']) => ({ path: name, text }))
    expect(files).toHaveLength(2)
    expect(readBenefits(files).diagnostics.map((each) => sentence(each, 'en'))).toEqual([])
  })

  it('explains every value', () => {
    const paths = manualPaths().filter((each) => !/\.(zh-CN|zh-TW|en)$/.test(each))
    const isGroup = (each: string) => paths.some((other) => other.startsWith(`${each}.`))
    const values = paths.filter((each) => !isGroup(each) || each.endsWith('.entries'))
    expect(
      values.filter((each) => each !== 'benefits' && !page.includes(`| \`${each}\` |`)),
    ).toEqual([])
  })

  it('lists every finding with its sentence (UPDATE=errors writes it)', () => {
    const rows = rowsOf(BENEFITS_CODES, brokenBenefits.cases.flatMap(benefitsFindings))
    const text = page.replace(/(?<=\| Code \|.*\n\|---\|---\|---\|\n)(?:\|.*\n)*/, `${rows}\n`)
    if (process.env['UPDATE'] === 'errors') writeFileSync(path, text)
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})

/** One example for each code, taken from the first case that reaches it. */
function errorsPage(): string {
  const diagnostics = brokenCases.flatMap((each) => readProgramme(filesOf(each)).diagnostics)
  return `# What a policy check finds

Each finding has a code, a file, mostly a line and column, and a sentence in zh-CN, zh-TW and en. The examples are made from cases in \`packages/policy/test/broken.yaml\`.

| Code | For example | 例如 |
|---|---|---|
${rowsOf(POLICY_CODES, diagnostics)}
`
}

function rowsOf(
  codes: readonly PolicyCode[],
  diagnostics: readonly Diagnostic<PolicyCode>[],
): string {
  const rows = codes.map((code) => {
    const example = diagnostics.find((each) => each.code === code)
    if (!example) throw new Error(`no case reaches ${code}`)
    return `| \`${code}\` | ${sentence(example, 'en')} | ${sentence(example, 'zh-CN')} |`
  })
  return rows.join('\n')
}
