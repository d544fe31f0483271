import { Writable } from 'node:stream'
import { headline } from '@dipper/explanation'
import { LANGUAGES, type Language } from '@dipper/policy'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Session } from '../src/session.ts'
import { displayWidth } from '../src/table.ts'
import { starsOf } from '../src/what-if/costs.ts'
import { countsOf, movesOf } from '../src/what-if/counting.ts'
import { changeText, singleChanges } from '../src/what-if/deciding.ts'
import { groupedBig, signed, wholeYuan, yuanMore } from '../src/what-if/money.ts'
import { settingName, settingValue } from '../src/what-if/settings.ts'
import { wrapped } from '../src/what-if/terminal/wrap.ts'
import { sweepText, whatIfText } from '../src/what-if/text.ts'
import { whatIfSaidIn } from '../src/what-if/words/index.ts'
import { WORDS } from '../src/words/index.ts'
import { quietSample, sweepSample, whatIfSample } from './what-if-sample.ts'

const HOSTILE = 'a\u001b[2Jb\u202ec\u0000d\ne'

function sessionIn(language: Language, columns = 100): Session {
  const stdout = Object.assign(new Writable(), { columns })
  return {
    io: { stdout, stderr: stdout, cwd: '/', env: {} },
    words: WORDS[language],
    json: false,
  }
}

/** The rows of the table under this title, cell by cell. */
function tableUnder(text: string, title: string): string[][] {
  const lines = text.slice(text.indexOf(title)).split('\n')
  const rule = lines.findIndex((line) => /^-+$/.test(line))
  const end = lines.indexOf('', rule)
  return lines.slice(rule + 1, end < 0 ? lines.length : end).map((line) => line.split(/ {2,}/))
}

const number = (cell = '') => (cell === '·' ? 0 : Number(cell.replaceAll(',', '')))

const MONTH = { month: 0, pointsPeriod: 0 }

describe.each(LANGUAGES)('what the terminal shows of a what-if: %s', (language) => {
  const data = whatIfSample()
  const text = whatIfText(sessionIn(language), data)
  const said = whatIfSaidIn(language)
  const { headings, labels } = said.whatIf
  const groups = data.months.at(-1)?.groups ?? []

  it('has the moves of the groups, and adds them up', () => {
    const rows = tableUnder(text, `${headings.moves} 2026-11`)
    const moves = movesOf(groups)
    const cells = rows.slice(0, 8).map((row) => row.slice(1, 9).map(number))
    expect(cells).toEqual(moves)
    expect(rows[8]?.slice(1, 9).map(number)).toEqual(starsOf({ ...MONTH, groups }).draft)
    for (const [title, parts] of [
      [labels.byRegion, 3],
      [labels.bySegment, 2],
    ] as const) {
      const counted = tableUnder(text, `${title} 2026-11`)
      expect(counted).toHaveLength(parts)
      const { customers, up, down } = countsOf(groups)
      const all = [1, 2, 4].map((column) =>
        counted.reduce((total, row) => total + number(row[column]), 0),
      )
      expect(all).toEqual([customers, up, down])
    }
  })

  it('has both sides of every star and month, and both histograms of every threshold', () => {
    const { inForce, draft } = starsOf({ ...MONTH, groups })
    const stars = tableUnder(text, `${headings.stars} 2026-11`)
    expect(stars.slice(0, 8).map((row) => [number(row[1]), number(row[3])])).toEqual(
      draft.map((count, star) => [inForce[star], count]),
    )
    expect(tableUnder(text, headings.byMonth)).toHaveLength(12)
    const growth = tableUnder(text, headings.growth)
    expect(growth).toHaveLength(14)
    for (const row of growth) expect(row.join(' ')).toMatch(/[▁-█·]+│[▁-█·]+/)
  })

  it('has the examples with what decided, and the headline of either side', () => {
    const unbroken = text.replaceAll(/\s+/g, '')
    for (const each of [...data.examples.up, ...data.examples.down]) {
      expect(text).toContain(each.customerId)
      for (const explanation of [each.inForceExplanation, each.draftExplanation]) {
        if (explanation === null) throw new Error('no explanation')
        expect(unbroken).toContain(headline(explanation, language).replaceAll(/\s+/g, ''))
      }
      for (const setting of each.deciding.settings) {
        expect(unbroken).toContain(changeText(setting, said).replaceAll(/\s+/g, ''))
      }
    }
  })

  it('has the cost of every benefit and month, and what is assumed', () => {
    const { costs } = data
    if (costs === null) throw new Error('no costs')
    const rows = tableUnder(text, said.whatIf.inYuan(headings.costs))
    expect(rows.map((row) => row.slice(1))).toEqual(
      [...costs.lines, costs.total].map((each) => [
        groupedBig(wholeYuan(each.inForce)),
        groupedBig(wholeYuan(each.draft)),
        signed(yuanMore(each)),
      ]),
    )
    expect(text).toMatch(/Assumed|假定/)
  })

  it('says so where nothing changes', () => {
    const quiet = whatIfText(sessionIn(language), quietSample())
    expect(quiet).toContain(said.whatIf.notes.noChanges)
    expect(quiet).toContain(said.whatIf.notes.noMoves)
    expect(quiet).not.toContain(headings.costs)
  })
})

describe.each(LANGUAGES)('what the terminal shows of a sweep: %s', (language) => {
  const { headings, labels } = whatIfSaidIn(language).whatIf

  it.each([
    ['one setting', sweepSample()],
    ['two settings', sweepSample({ two: true })],
    ['no costs', sweepSample({ priced: false })],
  ])('has a row for every draft, and bars: %s', (_, data) => {
    const text = sweepText(sessionIn(language, 200), data)
    const rows = tableUnder(text, `${headings.points} 2026-11`)
    expect(rows).toHaveLength(data.points.length + 1)
    for (const [index, { stars, up, down }] of data.points.entries()) {
      const cells = (rows[index] ?? []).slice(data.varied.length)
      expect(cells.slice(0, 10).map(number)).toEqual([...stars, up, down])
    }
    expect(rows.at(-1)?.[0]).toBe(labels.inForce)
    expect(text.match(/█/g)?.length).toBeGreaterThan(24)
  })
})

describe('what the terminal shows', () => {
  const shown = (columns: number) =>
    LANGUAGES.flatMap((language) => {
      const session = sessionIn(language, columns)
      return [
        whatIfText(session, whatIfSample()),
        whatIfText(session, whatIfSample({ customers: 1_000_000 })),
        whatIfText(session, quietSample()),
        sweepText(session, sweepSample({ customers: 1_000_000 })),
        sweepText(session, sweepSample({ customers: 1_000_000, two: true })),
        sweepText(session, sweepSample({ priced: false })),
      ].map((text) => [language, text] as const)
    })

  it.each([80, 100, 140])('fits a terminal of %i columns', (columns) => {
    for (const [, text] of shown(columns)) {
      expect(text.split('\n').filter((line) => displayWidth(line) > columns)).toEqual([])
    }
  })

  it('leaves no blank unfilled, in one script each', () => {
    for (const [language, text] of shown(100)) {
      expect(text).not.toMatch(/undefined|NaN|\[object|\bnull\b|Infinity|…/)
      if (language === 'zh-TW') expect(text).not.toMatch(/[请没这写为个级时应别账评与说户电]/)
      if (language === 'zh-CN') expect(text).not.toMatch(/[請沒這寫為個級時應別帳評與說戶電]/)
      if (language === 'en') expect(text).not.toMatch(/\p{Script=Han}/u)
    }
  })

  it('lets no name move the cursor', () => {
    const regions = [HOSTILE, null]
    const data = whatIfSample({ regions, ids: (n) => `${HOSTILE}${n}` })
    const { costs } = data
    const hostile = {
      ...data,
      draft: HOSTILE,
      changes: [{ region: HOSTILE, path: HOSTILE, before: HOSTILE, after: [HOSTILE] }],
      costs: costs && { ...costs, lines: costs.lines.map((each) => ({ ...each, code: HOSTILE })) },
    }
    const sweep = sweepSample()
    const texts = [
      whatIfText(sessionIn('en'), hostile),
      sweepText(sessionIn('en'), {
        ...sweep,
        overlaysKept: [HOSTILE],
        points: sweep.points.map((each) => ({
          ...each,
          settings: [{ path: 'growth.tenure.capMonths', value: HOSTILE }],
        })),
      }),
    ]
    for (const text of texts) expect(text).not.toMatch(/(?!\n)\p{Cc}|\u202e/u)
  })
})

describe('names of settings and their values', () => {
  const { en, 'zh-CN': zhCN } = {
    en: whatIfSaidIn('en'),
    'zh-CN': whatIfSaidIn('zh-CN'),
  }

  it.each([
    ['growth.tenure.capMonths', 'Months of tenure at most'],
    ['star.thresholds', 'Thresholds'],
    ['star.thresholds[6]', 'Threshold of 7★'],
    ['star.thresholds[2..4]', 'Thresholds of 3★ to 5★'],
    ['growth.spend.perYuan.fixed', 'Growth per yuan (fixed line)'],
    ['star.caps[0].atMost', 'Caps by stops ([0].atMost)'],
    ['transition', 'First month of a new document'],
    ['unheard.of', 'unheard.of'],
  ])('%s is called %s', (path, name) => {
    expect(settingName(path, en)).toBe(name)
  })

  it.each([
    [null, 'none'],
    [undefined, 'none'],
    [[], 'none'],
    [8000, '8,000'],
    [-10, '−10'],
    ['0.35', '0.35'],
    [[600, 1000], '600 / 1,000'],
    [['mobile', 'iptv'], 'mobile / IPTV'],
    [true, 'yes'],
    [[{ from: 0, value: 5 }], '[{from: 0, value: 5}]'],
  ])('%j is %s', (value, text) => {
    expect(settingValue(value, 'growth', en.whatIf)).toBe(text)
  })

  it('have the words of their setting', () => {
    expect(settingValue('reassess', 'transition', en.whatIf)).toBe('everybody is judged anew')
    expect(settingValue('reassess', 'star.validity.atExpiry', zhCN.whatIf)).toBe('按评定星级')
  })

  it('are told apart star by star where thresholds are a list', () => {
    const change = { region: null, path: 'star.thresholds' }
    const before = [600, 1000, 1500]
    expect(singleChanges([{ ...change, before, after: [600, 900, 1400] }])).toEqual([
      { region: null, path: 'star.thresholds[1]', before: 1000, after: 900 },
      { region: null, path: 'star.thresholds[2]', before: 1500, after: 1400 },
    ])
    const shorter = [{ ...change, before, after: [600] }]
    expect(singleChanges(shorter)).toEqual(shorter)
  })

  it.each(LANGUAGES)('are those of the explanations: %s', async (language) => {
    const files = { en: 'en', 'zh-CN': 'zhCN', 'zh-TW': 'zhTW' } as const
    const found = await import(`../../../packages/explanation/src/words/${language}.ts`)
    const { labels, values } = found[files[language]]
    const { whatIf } = whatIfSaidIn(language)
    expect(whatIf.settings).toMatchObject(values.paths)
    const { kinds, categories, segments, stopKinds, stopCauses, counts } = labels
    expect(whatIf.values).toMatchObject({
      ...kinds,
      ...categories,
      ...segments,
      ...stopKinds,
      ...stopCauses,
      ...counts,
      ...values.inside,
      ...values.atExpiry,
    })
    expect(whatIf.segments).toEqual(segments)
  })
})

describe('words', () => {
  it('keep to one script each, in every branch', () => {
    const written = (language: Language) => writtenIn(whatIfSaidIn(language).whatIf)
    expect(written('zh-TW')).not.toMatch(/[请没这写为个级时应别账评与说户电]/)
    expect(written('zh-CN')).not.toMatch(/[請沒這寫為個級時應別帳評與說戶電]/)
    expect(written('en')).not.toMatch(/\p{Script=Han}/u)
  })

  it('say which way stars and cost go, and over how long', () => {
    const answers = LANGUAGES.map((language) => whatIfSaidIn(language).whatIf.answer)
    const cost = (change: 'more' | 'less' | 'same', months: number) =>
      answers.map((say) => say.cost({ change, amount: 'X', months }))
    expect(cost('more', 12)).toEqual(['年成本增加 X', '年成本增加 X', 'cost rises by X a year'])
    expect(cost('less', 3)).toEqual([
      '3 个月成本减少 X',
      '3 個月成本減少 X',
      'cost falls by X over 3 months',
    ])
    expect(cost('same', 1)).toEqual(['成本不变', '成本不變', 'cost stays the same'])
    const moved = (up: number, down: number) =>
      answers.map((say) => say.moved({ month: '2026-11', customers: 9, up, down }))
    expect(moved(1, 0)).toEqual([
      '按草案，2026-11 的 9 位在网客户中，1 位星级上升，无人下降',
      '依草案，2026-11 的 9 位在網客戶中，1 位星級上升，無人下降',
      '1 of 9 customers would hold a higher star in 2026-11, none a lower one',
    ])
    expect(moved(0, 2)).toEqual([
      '按草案，2026-11 的 9 位在网客户中，2 位星级下降，无人上升',
      '依草案，2026-11 的 9 位在網客戶中，2 位星級下降，無人上升',
      '2 of 9 customers would hold a lower star in 2026-11, none a higher one',
    ])
  })
})

describe('amounts', () => {
  it('are whole yuan, the difference taken before it is rounded', () => {
    expect(['0', '0.49', '0.5', '12.345'].map(wholeYuan)).toEqual([0n, 0n, 1n, 12n])
    expect(yuanMore({ inForce: '10.6', draft: '10.4' })).toBe(0n)
    expect(yuanMore({ inForce: '10.6', draft: '9' })).toBe(-2n)
    expect(yuanMore({ inForce: '0', draft: '90071992547409931.5' })).toBe(90071992547409932n)
  })

  it('are grouped, and short where a sentence has no room', () => {
    expect([1234567n, -1234n, 0n].map((yuan) => groupedBig(yuan))).toEqual([
      '1,234,567',
      '−1,234',
      '0',
    ])
    expect([5n, -5n, 0n].map((yuan) => signed(yuan))).toEqual(['+5', '−5', '0'])
    const about = LANGUAGES.map((language) => whatIfSaidIn(language).whatIf.about)
    expect(about.map((say) => say(9_999n))).toEqual(['9,999 元', '9,999 元', 'CNY 9,999'])
    expect(about.map((say) => say(12_345_678n))).toEqual([
      '1,234.6 万元',
      '1,234.6 萬元',
      'CNY 12.3 million',
    ])
    expect(about.map((say) => say(1_230_000_000n))).toEqual([
      '12.3 亿元',
      '12.3 億元',
      'CNY 1.23 billion',
    ])
  })
})

describe('lines of running text', () => {
  const word = fc.constantFrom(
    'a',
    'growth',
    '您是五星客户，',
    '（2026',
    '年）。',
    'x'.repeat(30),
    '5★',
  )
  const texts = fc.array(word, { minLength: 1 }).map((words) => words.join(' '))

  it('lose nothing and are no longer than they may be', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 10, max: 60 }), (text, width) => {
        const lines = wrapped(text, width, '  ').split('\n')
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) {
          if (displayWidth(line) > width) expect(line).toMatch(/^ {2}x{30}$/)
        }
      }),
    )
  })
})

/** All texts of a catalogue, functions as they are written. */
function writtenIn(words: unknown): string {
  if (typeof words !== 'object' || words === null) return String(words)
  return Object.values(words).map(writtenIn).join()
}
