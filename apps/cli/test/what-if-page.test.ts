import { headline, sentences } from '@dipper/explanation'
import { formatMonth, LANGUAGES } from '@dipper/policy'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { starsOf } from '../src/what-if/costs.ts'
import { countsOf, movesOf } from '../src/what-if/counting.ts'
import { changeText } from '../src/what-if/deciding.ts'
import { sweepHtml, whatIfHtml } from '../src/what-if/html.ts'
import { groupedBig, wholeYuan } from '../src/what-if/money.ts'
import type { Sweep, WhatIf } from '../src/what-if/what-if.ts'
import { WHAT_IF_WORDS, whatIfSaidIn } from '../src/what-if/words/index.ts'
import { numbersIn, openIn, saidIn, tableIn } from './page.ts'
import { quietSample, sweepSample, whatIfSample } from './what-if-sample.ts'

const HOSTILE = `</td><script>alert("1")</script>'&\u202e\u0000`
const ESCAPED = '&lt;/td&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;\ufffd'

const WHAT_IFS = [whatIfSample(), quietSample(), hostileWhatIf()]
const SWEEPS = [
  sweepSample(),
  sweepSample({ two: true }),
  sweepSample({ priced: false }),
  sweepSample({ two: true, priced: false }),
  hostileSweep(),
]
const PAGES = LANGUAGES.flatMap((language) => [
  ...WHAT_IFS.map((data) => [language, whatIfHtml(data, language)] as const),
  ...SWEEPS.map((data) => [language, sweepHtml(data, language)] as const),
])

function hostileWhatIf(): WhatIf {
  const sample = whatIfSample({ regions: [HOSTILE, null], ids: (n) => `${HOSTILE}${n}` })
  return {
    ...sample,
    draft: HOSTILE,
    against: HOSTILE,
    knownBy: HOSTILE,
    changes: [{ region: HOSTILE, path: HOSTILE, before: HOSTILE, after: [{ [HOSTILE]: HOSTILE }] }],
    costs: sample.costs && {
      ...sample.costs,
      costs: {
        ...sample.costs.costs,
        file: HOSTILE,
        sources: { [HOSTILE]: { source: HOSTILE, certainty: 'assumed' } },
      },
      lines: sample.costs.lines.map((each) => ({ ...each, code: HOSTILE })),
    },
  }
}

function hostileSweep(): Sweep {
  const sample = sweepSample()
  return {
    ...sample,
    draft: HOSTILE,
    overlaysKept: [HOSTILE],
    varied: [{ path: HOSTILE, values: [HOSTILE] }],
    points: sample.points.map((each) => ({
      ...each,
      settings: [{ path: HOSTILE, value: HOSTILE }],
    })),
  }
}

function lastGroups({ months }: WhatIf) {
  return months.at(-1)?.groups ?? []
}

const MONTH = { month: 0, pointsPeriod: 0 }

describe.each(LANGUAGES)('the page of a what-if: %s', (language) => {
  const data = whatIfSample()
  const html = whatIfHtml(data, language)
  const said = whatIfSaidIn(language)
  const { headings, labels } = said.whatIf
  const groups = lastGroups(data)

  it('leads with what would change and for how many', () => {
    const { customers, up, down } = countsOf(groups)
    const answer = /<p class="headline">([^<]*)</.exec(html)?.[1] ?? ''
    for (const count of [customers, up, down]) {
      expect(answer).toContain(count.toLocaleString('en-US'))
    }
    expect(answer).toContain('2026-11')
    expect(answer).toMatch(/cost falls by CNY [\d,]+ a year|年成本(减少|減少) [\d,]+ 元/)
    const quiet = whatIfHtml(quietSample(), language)
    expect(quiet).toMatch(/None of 981 customers|981 位在网客户星级都不变|981 位在網客戶星級都不變/)
  })

  it('has the stars of both sides, and of every month', () => {
    const { inForce, draft } = starsOf({ ...MONTH, groups })
    const rows = tableIn(html, `${headings.stars} 2026-11`).slice(0, -1)
    expect(numbersIn(rows.map((row) => row[1] ?? ''))).toEqual(inForce)
    expect(numbersIn(rows.map((row) => row[3] ?? ''))).toEqual(draft)
    expect(numbersIn(rows.map((row) => row[5] ?? ''))).toEqual(
      draft.map((count, star) => count - (inForce[star] ?? 0)),
    )
    const months = tableIn(html, labels.upAndDown)
    expect(months.map(([name]) => name)).toEqual(data.months.map((each) => formatMonth(each.month)))
    for (const [index, each] of data.months.entries()) {
      const { customers, up, down } = countsOf(each.groups)
      const [, inNet = '', rose = '', , fell = ''] = months[index] ?? []
      expect(numbersIn([inNet, rose, fell])).toEqual([customers, up, down])
    }
    expect(html.match(/<polyline[^>]*class="line earlier"/g)).toHaveLength(8 + 1)
  })

  it('names ten who fall and those who rise, with both explanations and what decided', () => {
    const text = saidIn(html)
    const examples = [...data.examples.down, ...data.examples.up]
    expect(html.match(/<details class="example"/g)).toHaveLength(13)
    for (const { customerId, inForceExplanation, draftExplanation, deciding } of examples) {
      expect(text).toContain(customerId)
      for (const explanation of [inForceExplanation, draftExplanation]) {
        if (explanation === null) throw new Error('no explanation')
        expect(text).toContain(headline(explanation, language))
        for (const sentence of sentences(explanation, language)) expect(text).toContain(sentence)
      }
      for (const each of deciding.settings) expect(text).toContain(changeText(each, said))
    }
  })

  it('says so of an example that has no row', () => {
    const [first, ...rest] = data.examples.down
    if (first === undefined) throw new Error('no example')
    const down = [{ ...first, draftExplanation: null }, ...rest]
    const changed = whatIfHtml({ ...data, examples: { ...data.examples, down } }, language)
    expect(changed).toContain(said.whatIf.notes.noRow)
  })

  it('has every bin of every histogram, and marks where a star begins on either side', () => {
    for (const { star, from, width, inForce, draft } of data.histograms) {
      const caption = new RegExp(`<caption>(${star}★ · [^<]*)</caption>`).exec(html)?.[1] ?? ''
      expect(tableIn(html, caption).map(numbersIn)).toEqual(
        draft.map((count, bin) => [from + bin * width, inForce[bin], count]),
      )
    }
    expect(html.match(/class="mark"/g)).toHaveLength(7)
    expect(html.match(/class="mark earlier"/g)).toHaveLength(1)
  })

  it('has the cost of every benefit, in all and by month', () => {
    const { costs } = data
    if (costs === null) throw new Error('no costs')
    const rows = tableIn(html, said.whatIf.inYuan(headings.costs))
    expect(rows.map((row) => row.slice(1, 3))).toEqual(
      [...costs.lines, costs.total].map(({ inForce, draft }) =>
        [inForce, draft].map((yuan) => groupedBig(wholeYuan(yuan))),
      ),
    )
    expect(tableIn(html, said.whatIf.inYuan(labels.costsByMonth))).toHaveLength(12)
    expect(whatIfHtml(quietSample(), language)).toContain(said.whatIf.notes.noCosts)
  })
})

describe('the moves of a what-if', () => {
  const count = fc.integer({ min: 0, max: 5000 })
  const moves = fc.array(fc.array(count, { minLength: 8, maxLength: 8 }), {
    minLength: 8,
    maxLength: 8,
  })
  const groups = fc.uniqueArray(
    fc.record({
      region: fc.constantFrom('anhui', 'guizhou', null),
      segment: fc.constantFrom('individual' as const, 'enterprise' as const),
      moves,
      points: fc.constant({ inForce: 0n, draft: 0n }),
    }),
    { minLength: 1, selector: ({ region, segment }) => `${region} ${segment}` },
  )

  it('are the same in the matrix, its margins and the groups', () => {
    const quiet = quietSample()
    const { headings, labels } = WHAT_IF_WORDS.en
    fc.assert(
      fc.property(groups, (drawn) => {
        const months = quiet.months.map((each) => ({ ...each, groups: drawn }))
        const html = whatIfHtml({ ...quiet, months }, 'en')
        const rows = tableIn(html, `${headings.moves} 2026-11`).map((row) =>
          numbersIn(row.slice(1, 10)),
        )
        const [matrix, margin = []] = [rows.slice(0, -1), rows.at(-1)]
        const cells = matrix.map((row) => row.slice(0, 8))
        expect(cells).toEqual(movesOf(drawn))
        expect(matrix.map((row) => row[8])).toEqual(cells.map((row) => total(row)))
        expect(margin).toEqual([
          ...cells.map((_, to) => total(cells.map((row) => row[to] ?? 0))),
          total(cells.flat()),
        ])
        const { up, down } = countsOf(drawn)
        const regions = tableIn(html, `${labels.regionsAndSegments}: customers`)
        const [all = [], parts] = [regions.at(-1), regions.slice(0, -1)]
        for (const [column, expected] of [
          [1, total(cells.flat())],
          [2, up],
          [4, down],
        ] as const) {
          expect(numbersIn([all[column] ?? ''])).toEqual([expected])
          expect(total(numbersIn(parts.map((row) => row[column] ?? '')))).toBe(expected)
        }
        const listed = tableIn(html, `${labels.allMoves} 2026-11`)
        expect(listed.length).toBeLessThanOrEqual(10)
      }),
      { numRuns: 20 },
    )
  })
})

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

describe.each(LANGUAGES)('the page of a sweep: %s', (language) => {
  const said = whatIfSaidIn(language)
  const { headings, labels } = said.whatIf

  it.each([
    ['one setting', sweepSample()],
    ['two settings', sweepSample({ two: true })],
  ])('has the stars, cost and moves of every draft: %s', (_, data) => {
    const html = sweepHtml(data, language)
    const values = data.varied.length
    const rows = tableIn(html, `${headings.points} 2026-11`)
    expect(rows).toHaveLength(data.points.length + 1)
    for (const [index, { stars, cost, up, down }] of data.points.entries()) {
      const cells = (rows[index] ?? []).slice(values)
      expect(numbersIn(cells.slice(0, 8))).toEqual(stars)
      expect(cells[9]).toBe(groupedBig(wholeYuan(cost ?? '')))
      expect(numbersIn(cells.slice(-2))).toEqual([up, down])
    }
    expect(numbersIn((rows.at(-1) ?? []).slice(values, values + 8))).toEqual(data.inForce.stars)
    expect(html.match(/<circle /g)).toHaveLength(data.points.length)
    expect(html.match(/<polygon /g)).toHaveLength(1)
    expect(html.match(/class="thread"/g)).toHaveLength(values === 1 ? 1 : 5)
  })

  it('draws a table of shades for each number where two settings vary', () => {
    const data = sweepSample({ two: true })
    const rows = tableIn(sweepHtml(data, language), labels.lower)
    expect(rows.map((row) => numbersIn(row.slice(1)))).toEqual(
      [0, 3, 6, 9, 12].map((at) => data.points.slice(at, at + 3).map(({ down }) => down)),
    )
  })

  it('says nothing of cost that it does not know', () => {
    for (const two of [true, false]) {
      const text = saidIn(sweepHtml(sweepSample({ two, priced: false }), language))
      expect(text).not.toMatch(/\bcosts?\b|成本|CNY/i)
    }
  })
})

describe('the pages', () => {
  it('leave no blank unfilled, in one script each', () => {
    for (const [language, html] of PAGES) {
      const text = html.slice(html.indexOf('</style>'))
      expect(text).not.toMatch(/undefined|NaN|\[object|\bnull\b|Infinity/)
      if (language === 'zh-TW') expect(text).not.toMatch(/[请没这写为个级时应别账评与说户电]/)
      if (language === 'zh-CN') expect(text).not.toMatch(/[請沒這寫為個級時應別帳評與說戶電]/)
      if (language === 'en') expect(text).not.toMatch(/\p{Script=Han}/u)
    }
  })

  it('say in Chinese nothing that they say in English', () => {
    const english = textsOf(WHAT_IF_WORDS.en).filter((text) => text.length > 5)
    for (const [language, html] of PAGES) {
      if (language === 'en') continue
      const text = saidIn(html).replaceAll(/[a-z]+(\.[A-Za-z[\]0-9]+)+|our guess[^\n]*/g, '')
      expect(english.filter((each) => text.includes(each))).toEqual([])
    }
  })

  it.each(LANGUAGES)('use every word that has no blanks: %s', (language) => {
    const { settings: _, values: __, benefits: ___, ...words } = WHAT_IF_WORDS[language]
    const { movesAxes, byRegion, bySegment, from, to, below, above, segment, ...labels } =
      words.labels
    const pages = PAGES.filter(([of]) => of === language).map(([, html]) => saidIn(html))
    const text = [...pages, saidIn(whatIfHtml(withoutRow(), language))].join('\n')
    const onTerminalOnly = [movesAxes, byRegion, bySegment, from, to, below, above, segment]
    const expected = textsOf({ ...words, labels }).filter((each) => !onTerminalOnly.includes(each))
    expect(expected.filter((each) => !text.includes(each))).toEqual([])
  })

  it('escape every name and load nothing', () => {
    for (const [, html] of PAGES) {
      expect(html).not.toMatch(/<script|<link|<img|\bsrc=|url\(|@import|https?:|\u202e/)
      expect(html).not.toContain('\u0000')
      expect(html).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;')
    }
    expect(whatIfHtml(hostileWhatIf(), 'en').split(ESCAPED).length).toBeGreaterThan(100)
    expect(sweepHtml(hostileSweep(), 'en').split(ESCAPED).length).toBeGreaterThan(20)
  })

  it('are whole markup that can be read without seeing it', () => {
    for (const [, html] of PAGES) {
      expect(openIn(html)).toEqual([])
      for (const [cell] of html.matchAll(/<th\b[^>]*>/g)) expect(cell).toMatch(/scope="(col|row)"/)
      for (const [drawing] of html.matchAll(/<svg[^>]*>/g)) {
        expect(drawing).toMatch(/role="img" aria-label="[^"]*\d[^"]*"/)
      }
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  it('let what is wider than the screen scroll by itself', () => {
    for (const [, html] of PAGES) {
      const tables = html.split('<table>').slice(0, -1)
      for (const before of tables) expect(before).toMatch(/<div class="scroll" [^>]*>$/)
      expect(html).not.toMatch(/<svg[^>]* width=|style="/)
    }
  })
})

/** Who falls out of the programme, by settings that only do it together or each alone. */
function withoutRow(): WhatIf {
  const sample = whatIfSample()
  const [first, second] = sample.examples.down
  if (first === undefined || second === undefined) throw new Error('no examples')
  const [setting] = first.deciding.settings
  const settings = setting === undefined ? [] : [setting, setting]
  const government = sample.months.map((each) => ({
    ...each,
    groups: each.groups.map((group) => ({ ...group, segment: 'government' as const })),
  }))
  return {
    ...sample,
    months: government,
    examples: {
      up: [],
      down: [
        { ...first, draftExplanation: null },
        { ...second, deciding: { how: 'alone', settings } },
      ],
    },
  }
}

/** All texts of a catalogue that have no blanks. */
function textsOf(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsOf) : []
}
