import { LANGUAGES } from '@dipper/policy'
import { describe, expect, it } from 'vitest'
import { DARK, LIGHT, type Palette } from '../src/html/palette.ts'
import { type Explanation, toHtml, toJson, toMarkdown, toText } from '../src/index.ts'
import { toPage } from '../src/page/to-page.ts'
import { displayWidth } from '../src/text/width.ts'
import { charges, customer, explained } from './customers.ts'
import { elementsOf, textsOf } from './markup.ts'
import { programme } from './programme.ts'
import { SCENARIOS } from './scenarios.ts'

const NAMES = Object.keys(SCENARIOS)
const HOSTILE = '"><script>alert(1)</script>\u001b[2J\n|`*_\u202e&amp;'

function scene(name: string): Explanation {
  const made = SCENARIOS[name]
  if (!made) throw new Error(`no scenario ${name}`)
  return made()
}

function hostile(): Explanation {
  const who = customer({ id: HOSTILE, charges: charges('2020-03', '2021-03', { fen: 12900n }) })
  return explained(programme('2021-04'), who, '2021-04')
}

describe('HTML', () => {
  it.each(NAMES)('%s: is well formed, loads nothing and runs nothing', (name) => {
    for (const language of LANGUAGES) {
      const html = toHtml(scene(name), language)
      const elements = elementsOf(html)
      const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? [])
      expect(new Set(ids).size).toBe(ids.length)
      expect(html).toContain(`<html lang="${language}">`)
      expect(html).not.toMatch(/<script|<link|<img|\ssrc=|\shref=|url\(|\son\w+=/)
      for (const { tag, attributes } of elements) {
        if (tag === 'th') expect(attributes['scope']).toMatch(/^(col|row)$/)
        if (tag === 'svg') expect(attributes['aria-label']).not.toBe('')
      }
    }
  })

  it('escapes a hostile customer id', () => {
    const html = toHtml(hostile(), 'en')
    elementsOf(html)
    expect(html).not.toContain('<script')
    expect(html).not.toContain('\u001b')
    expect(html).not.toContain('\u202e')
    expect(html).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).toContain('&amp;amp;')
  })

  it.each([
    ['light', LIGHT],
    ['dark', DARK],
  ])('has contrast for everybody (%s)', (_, palette: Palette) => {
    const { paper, ink, soft, accent, track, notice, noticeInk, marked } = palette
    for (const [text, behind] of [
      [ink, paper],
      [soft, paper],
      [noticeInk, notice],
      [ink, marked],
    ] as const) {
      expect(contrast(text, behind)).toBeGreaterThanOrEqual(4.5)
    }
    for (const [drawn, behind] of [
      [accent, paper],
      [accent, track],
      [soft, paper],
    ] as const) {
      expect(contrast(drawn, behind)).toBeGreaterThanOrEqual(3)
    }
  })
})

describe('all faces', () => {
  it.each(NAMES)('%s: show the same numbers and sentences', (name) => {
    for (const language of LANGUAGES) {
      const explanation = scene(name)
      const cells = cellsOf(explanation, language)
      const html = textsOf(toHtml(explanation, language))
      expect(html).toEqual(cells)
      const unwrapped = toText(explanation, language, { width: 10_000 })
      const markdown = toMarkdown(explanation, language).replaceAll('\\', '')
      for (const cell of cells) {
        expect(cell).toMatch(/^(?!.*(undefined|null|NaN|\[object)).+$/)
        expect(unwrapped).toContain(cell)
        expect(markdown).toContain(cell)
      }
    }
  })

  it('have tables whose rows add up to the footer', () => {
    for (const name of NAMES) {
      for (const { rows, footer } of tablesOf(scene(name))) {
        if (footer === null || footer.length < 4) continue
        footer.slice(1).forEach((total, index) => {
          const sum = rows.reduce((fen, { cells }) => fen + digits(cells[index + 1] ?? ''), 0)
          expect(sum).toBe(digits(total))
        })
      }
    }
  })
})

describe('text', () => {
  it.each(NAMES)('%s: keeps to its columns', (name) => {
    for (const language of LANGUAGES) {
      const tooWide = (width: number) =>
        toText(scene(name), language, { width })
          .split('\n')
          .filter((line) => displayWidth(line) > width)
      expect(tooWide(100)).toEqual([])
      expect(tooWide(60).filter((line) => line.startsWith('- '))).toEqual([])
    }
  })

  it('lets nothing from outside move the cursor', () => {
    const text = toText(hostile(), 'zh-CN')
    expect(text).not.toContain('\u001b')
    expect(text).not.toContain('\u202e')
    expect(text.split('\n')[0]).toContain('alert(1)')
  })
})

describe('Markdown', () => {
  it('escapes a hostile customer id', () => {
    const markdown = toMarkdown(hostile(), 'en')
    expect(markdown).not.toContain('<script')
    expect(markdown).toContain('\\|\\`\\*\\_')
  })
})

describe('JSON', () => {
  it('can be written and read back, months as text, whole numbers exact', () => {
    const json = toJson(scene('steady within validity'))
    expect(JSON.parse(JSON.stringify(json))).toEqual(json)
    expect(json).toMatchObject({ month: '2021-04', row: { growthValue: 1678 }, agrees: true })
  })

  it('writes a number that JSON readers may round as text', () => {
    const who = customer({ charges: charges('2021-03', '2021-03', { fen: 10n ** 17n + 1n }) })
    const json = toJson(explained(programme('2021-04'), who, '2021-04'))
    expect(json).toMatchObject({
      spend: { countedFen: '100000000000000001' },
      row: { spendGrowth: 1_000_000_000_000_000 },
    })
  })
})

function tablesOf(explanation: Explanation) {
  const blocks = toPage(explanation, 'en').sections.flatMap((section) => section.blocks)
  return blocks.filter((block) => block.type === 'table')
}

/** Everything said, in reading order. */
function cellsOf(explanation: Explanation, language: (typeof LANGUAGES)[number]): string[] {
  const { title, notices, headline, sections } = toPage(explanation, language)
  const told = sections.flatMap((section) => [
    section.title,
    ...section.sentences,
    ...section.blocks.flatMap((block) => {
      if (block.type === 'facts') return block.facts.flatMap(({ label, value }) => [label, value])
      if (block.type !== 'table') return []
      const heads = block.columns.map((column) => column.title)
      return [...heads, ...block.rows.flatMap(({ cells }) => cells), ...(block.footer ?? [])]
    }),
  ])
  return [title, ...notices, headline, ...told]
}

/** The digits of a cell as a number: fen of an amount, a count, or growth in its last place. */
function digits(cell: string): number {
  return Number(cell.replace('−', '-').replace(/[^\d-]/g, ''))
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
