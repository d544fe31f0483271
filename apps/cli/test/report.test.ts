import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OUTCOMES } from '@dipper/assessment'
import type { RunManifest } from '@dipper/engine'
import { LANGUAGES, type Language } from '@dipper/policy'
import { beforeAll, describe, expect, it } from 'vitest'
import { DARK, LIGHT } from '../src/report/palette.ts'
import { reportHtml } from '../src/report/report-html.ts'
import { saidIn } from '../src/report/words/index.ts'
import { csv, NATIONAL, periods, run, temporaryFolder, writeFiles } from './running.ts'

const HOSTILE = `</td><script>alert("1")</script>'&\u202e\u0000`

const folder = temporaryFolder()
const register = join(folder, 'register')
const runs = join(register, 'runs')
const manifestOf = (number: string) =>
  JSON.parse(readFileSync(join(runs, number, 'manifest.json'), 'utf8')) as RunManifest

function writeFacts(facts: string): void {
  const people = Array.from({ length: 12 }, (_, n) => `C${n}`)
  const bills = (month: string) =>
    people
      .map((id, n) => `${id},,L${n},mobile,recurring,${n}3000`)
      .map((rest) => `${month},${rest}`)
  mkdirSync(facts)
  writeFiles(facts, {
    'customers.csv': csv('customers', [
      ...people.map((id, n) => `${id},2020-03-05,${n === 1 ? '2020-08-31' : ''},individual,`),
      'firm,2020-03-05,,enterprise,',
      'late,2021-03-05,,individual,',
      'bad,2021-02-29,,individual,',
    ]),
    'services.csv': csv('services', [
      ...people.map((id, n) => `L${n},${id},,mobile,2020-03-05,2020-03-05,`),
      'L99,bad,,mobile,2020-03-05,2020-03-05,',
    ]),
    "charges/<i>a & b'.csv": csv('charges', periods('2020-03', 8).flatMap(bills)),
    'charges/bad.csv': csv('charges', ['2020-04,C0,,L0,fax,recurring,1']),
  })
}

const assess = (through: string, lang: Language) =>
  run([
    'assess',
    '--policy',
    NATIONAL,
    '--facts',
    join(folder, 'facts'),
    '--register',
    register,
    '--from',
    '2020-05',
    '--through',
    through,
    '--lang',
    lang,
  ])

const said: string[] = []

beforeAll(async () => {
  writeFacts(join(folder, 'facts'))
  for (const [through, lang] of [
    ['2020-09', 'zh-CN'],
    ['2020-11', 'en'],
    ['2020-11', 'zh-TW'],
  ] as const) {
    said.push((await assess(through, lang)).stderr)
  }
})

/** The cells of the table with this caption, row by row, without its head. */
function tableIn(html: string, caption: string): string[][] {
  const all = [...html.matchAll(/<table><caption>|<table>\n?<caption>/g)]
  const start = all
    .map(({ index }) => html.slice(index, html.indexOf('</table>', index)))
    .find((each) => each.includes(`<caption>${caption}</caption>`))
  if (start === undefined) throw new Error(`no table ${caption}`)
  const body = start.slice(start.indexOf('<tbody>'))
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([^<]*)</g)].map(([, cell = '']) => cell),
  )
}

const numbers = (cells: readonly string[]) =>
  cells.map((cell) => (cell === '·' ? 0 : Number(cell.replaceAll(',', ''))))

const hostile = (): RunManifest => {
  const manifest = manifestOf('0002')
  return {
    ...manifest,
    policy: HOSTILE,
    knownBy: HOSTILE,
    rejects: HOSTILE,
    absent: [HOSTILE],
    inputs: manifest.inputs.map((input) => ({
      ...input,
      file: HOSTILE,
      unknownColumns: [HOSTILE],
    })),
    tables: manifest.tables.map((each) => ({ ...each, reasons: { [`${HOSTILE}|${HOSTILE}`]: 1 } })),
    policies: manifest.policies.map((each) => ({
      ...each,
      document: HOSTILE,
      overlays: { [HOSTILE]: HOSTILE },
    })),
    took: { [HOSTILE]: 1 },
  }
}

describe('dipper assess', () => {
  it('writes the report of each run in its language and names it', () => {
    for (const [number, lang] of [
      ['0001', 'zh-CN'],
      ['0002', 'en'],
      ['0003', 'zh-TW'],
    ] as const) {
      const file = join(runs, number, 'report.html')
      expect(readFileSync(file, 'utf8')).toBe(reportHtml(manifestOf(number), lang))
      expect(said[Number(number) - 1]).toContain(file)
    }
  })

  it('gives its place to machines, without repeating the manifest', async () => {
    const places = ['--policy', NATIONAL, '--facts', join(folder, 'facts')]
    const span = ['--from', '2020-05', '--through', '2020-05', '--register', join(folder, 'other')]
    const { stdout } = await run(['assess', ...places, ...span, '--json'])
    const data = JSON.parse(stdout) as Record<string, unknown>
    expect(data['report']).toBe(join(folder, 'other', 'runs', '0001', 'report.html'))
    expect(data).not.toHaveProperty('manifest')
  })
})

describe('the report of a run', () => {
  const pages = () =>
    LANGUAGES.flatMap((language) =>
      [manifestOf('0001'), manifestOf('0002'), manifestOf('0003'), hostile()].map(
        (manifest) => [language, reportHtml(manifest, language)] as const,
      ),
    )

  it.each(LANGUAGES)('has the numbers of the manifest: %s', (language) => {
    const manifest = manifestOf('0002')
    const html = reportHtml(manifest, language)
    const { words, report } = saidIn(language)
    const month = manifest.months.at(-1)
    if (month?.before == null) throw new Error('no month before')
    const { terms } = words

    const stars = tableIn(html, `${terms.star} 2020-11`)
    expect(numbers(stars.map((row) => row[1] ?? ''))).toEqual([...month.stars, month.customers])
    expect(numbers(stars.map((row) => row[3] ?? '')).slice(0, -1)).toEqual(month.before.stars)
    const outcomes = tableIn(html, `${terms.outcome} 2020-11`)
    expect(numbers(outcomes.map((row) => row[1] ?? ''))).toEqual([
      ...OUTCOMES.map((outcome) => month.outcomes[outcome]),
      month.customers,
    ])
    const moves = tableIn(html, `${report.headings.moves} 2020-11`)
    expect(moves.map((row) => numbers(row.slice(1, 9)))).toEqual(month.moves)
    const people = tableIn(html, report.headings.people)
    expect(numbers(people.map((row) => row[1] ?? ''))).toEqual([
      month.customers,
      month.assessed,
      month.outcomes.left,
      month.outcomes.ineligible,
      ...Object.values(month.excluded),
    ])
    const months = tableIn(html, report.labels.starsByMonth)
    expect(months.map(([name, ...cells]) => [name, numbers(cells)])).toEqual(
      manifest.months.map((each) => [each.month, [...each.stars, each.customers]]),
    )
  })

  it.each(LANGUAGES)('has the rows of facts, and why some were rejected: %s', (language) => {
    const manifest = manifestOf('0001')
    const html = reportHtml(manifest, language)
    const { words, report } = saidIn(language)
    const tables = tableIn(html, report.labels.rowsByTable).slice(0, -1)
    expect(tables.map(([, ...cells]) => numbers(cells))).toEqual(
      manifest.tables.map((each) => [
        each.rows,
        each.accepted,
        each.superseded,
        each.unseen,
        each.rejected,
      ]),
    )
    expect(tableIn(html, report.labels.rejectsByReason)).toEqual([
      [words.tables.customers, 'joined_on', report.reasons['malformed-date'], '1'],
      [words.tables.services, 'customer_id', report.reasons['unknown-customer'], '1'],
      [words.tables.charges, 'kind', report.reasons['unknown-word'], '1'],
    ])
    expect(html).toContain('href="rejects.csv"')
  })

  it('names what it rests on: inputs, policy, digests', () => {
    const manifest = manifestOf('0001')
    const html = reportHtml(manifest, 'en')
    for (const { sha256, bytes } of manifest.inputs) {
      expect(html).toContain(sha256)
      expect(html).toContain(bytes.toLocaleString('en-US'))
    }
    for (const { digest, document } of manifest.policies) {
      expect(html).toContain(digest)
      expect(html).toContain(document)
    }
    for (const { digest } of manifest.months) expect(html).toContain(digest)
    expect(html).toContain(manifest.registerDigest)
    expect(html).toContain(manifest.versions.duckdb)
  })

  it('says so where nothing was assessed or nothing was before', () => {
    expect(reportHtml(manifestOf('0003'), 'en')).toContain('Nothing was assessed: the register has')
    const first = manifestOf('0001')
    const months = first.months.slice(0, 1)
    const html = reportHtml({ ...first, months }, 'en')
    expect(html).toContain('The register does not have the month before.')
    expect(html).not.toContain('<polyline')
  })

  it('leaves no blank unfilled, in one script each', () => {
    for (const [language, html] of pages()) {
      const text = html.slice(html.indexOf('</style>'))
      expect(text).not.toMatch(/undefined|NaN|\[object|\bnull\b|Infinity/)
      if (language === 'zh-TW') expect(text).not.toMatch(/[请没这写为个级时应别账评与说户电]/)
      if (language === 'zh-CN') expect(text).not.toMatch(/[請沒這寫為個級時應別帳評與說戶電]/)
      if (language === 'en') expect(text).not.toMatch(/\p{Script=Han}/u)
    }
  })

  it('escapes every name and loads nothing', () => {
    for (const [, html] of pages()) {
      expect(html).not.toMatch(/<script|<link|<img|\bsrc=|url\(|@import|https?:|\u202e/)
      expect(html).not.toContain('\u0000')
      expect(html).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;')
    }
    expect(reportHtml(manifestOf('0001'), 'en')).toContain('charges/&lt;i&gt;a &amp; b&#39;.csv')
    const escaped = '&lt;/td&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;\ufffd'
    const times = reportHtml(hostile(), 'en').split(escaped).length - 1
    expect(times).toBeGreaterThan(15)
  })

  it('is whole markup that can be read without seeing it', () => {
    for (const [, html] of pages()) {
      expect(openIn(html)).toEqual([])
      for (const [cell] of html.matchAll(/<th\b[^>]*>/g)) expect(cell).toMatch(/scope="(col|row)"/)
      for (const [drawing] of html.matchAll(/<svg[^>]*>/g)) {
        expect(drawing).toMatch(/role="img" aria-label="[^"]+"/)
      }
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})

describe('the colours of the report', () => {
  it.each([
    ['light', LIGHT],
    ['dark', DARK],
  ] as const)('stand out from each other: %s', (_, palette) => {
    const { paper = '', ink = '', soft = '', accent = '', earlier = '', ...rest } = palette
    const shades = Object.entries(rest).filter(([name]) => /-\d$/.test(name))
    expect(shades).toHaveLength(15)
    for (const [, shade] of shades) expect(contrast(ink, shade)).toBeGreaterThanOrEqual(4.5)
    for (const text of [ink, soft, accent]) {
      expect(contrast(text, paper)).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast(earlier, paper)).toBeGreaterThanOrEqual(3)
  })
})

/** Elements that are left open, or that end without having begun. */
function openIn(html: string): string[] {
  const open: string[] = []
  const markup = html.replace(/<!doctype html>|<meta [^>]*>|<style>.*<\/style>/gs, '')
  for (const [, end, name = ''] of markup.matchAll(/<(\/?)([a-z0-9]+)/g)) {
    if (end === '') open.push(name)
    else if (open.at(-1) === name) open.pop()
    else return [...open, `/${name}`]
  }
  return open
}

/** WCAG 2: how far apart two colours are. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other].map(luminance).toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
