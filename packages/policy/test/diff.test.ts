import { describe, expect, it } from 'vitest'
import {
  answering,
  diffAnswers,
  diffDocuments,
  diffProgrammes,
  month,
  type PolicyAnswer,
  type Programme,
  readProgramme,
} from '../src/index.ts'
import { sample } from './folder.ts'

function changed(swaps: Readonly<Record<string, readonly [string, string]>>): Programme {
  const files = sample.map(({ path, text }) => {
    const [from, to] = swaps[path] ?? ['', '']
    return { path, text: text.replace(from, to) }
  })
  return readProgramme(files).programme as Programme
}

const programme = changed({})

function answer(of: Programme, text: string): PolicyAnswer {
  return answering(of, month(text)) as PolicyAnswer
}

describe('from one month to another', () => {
  it('names each value that differs, with both sides', () => {
    const { values } = diffAnswers(answer(programme, '2017-12'), answer(programme, '2020-01'))
    const national = values.filter(({ region }) => region === null)
    expect(national).toContainEqual({
      region: null,
      path: 'growth.spend.perYuan.broadband',
      before: '0.35',
      after: undefined,
    })
    expect(national.map(({ path }) => path)).toEqual([
      'effectiveThrough',
      'growth.spend.perYuan',
      'growth.spend.perYuan.mobile',
      'growth.spend.perYuan.broadband',
      'growth.spend.exclude',
      'growth.tenure.perMonth',
      'growth.tenure.capMonths',
      'growth.tenure.brackets',
      'growth.credit.perStop',
      'star.caps',
      'star.validity.atExpiry',
    ])
  })

  it('names for a region only what changes otherwise than nationally', () => {
    const { values, sources } = diffAnswers(
      answer(programme, '2017-12'),
      answer(programme, '2018-01'),
    )
    expect(values).toEqual([
      { region: 'anhui', path: 'growth.spend.perYuan', before: undefined, after: '1' },
      { region: 'anhui', path: 'growth.spend.perYuan.mobile', before: '1', after: undefined },
      { region: 'anhui', path: 'growth.spend.perYuan.broadband', before: '0.35', after: undefined },
      {
        region: 'anhui',
        path: 'star.thresholds',
        before: [600, 1000, 1500],
        after: [500, 900, 1400],
      },
    ])
    expect(sources.map(({ region, path, before }) => [region, path, before])).toEqual([
      ['anhui', 'growth', undefined],
      ['anhui', 'star', undefined],
    ])
  })

  it('is empty within one life', () => {
    const { values, sources } = diffAnswers(
      answer(programme, '2018-01'),
      answer(programme, '2019-12'),
    )
    expect([values, sources]).toEqual([[], []])
  })
})

describe('from one version of a folder to another', () => {
  it('names a changed star name and keeps sources apart', () => {
    const later = changed({
      '2016-01.yaml': ['en: [one, two, three]', 'en: [one, two, top]'],
      '2020-01.yaml': ['certainty: assumed', 'certainty: one'],
    })
    const diff = diffProgrammes(programme, later)
    expect(diff.changed.map((each) => each.before.file)).toEqual(['2016-01.yaml', '2020-01.yaml'])
    expect(diff.changed[0]?.diff).toEqual({
      values: [
        {
          region: null,
          path: 'star.names.en',
          before: ['one', 'two', 'three'],
          after: ['one', 'two', 'top'],
        },
      ],
      sources: [],
    })
    expect(diff.changed[1]?.diff).toEqual({
      values: [],
      sources: [
        {
          region: null,
          path: 'corrections',
          before: { source: 'ours', certainty: 'assumed' },
          after: { source: 'ours', certainty: 'one' },
        },
      ],
    })
  })

  it('names what was added and removed', () => {
    const fewer = readProgramme(sample.slice(0, 2)).programme as Programme
    const files = (list: readonly { readonly file: string }[]) => list.map(({ file }) => file)
    expect(files(diffProgrammes(programme, fewer).removed)).toEqual(['overlays/anhui/2018-01.yaml'])
    expect(files(diffProgrammes(fewer, programme).added)).toEqual(['overlays/anhui/2018-01.yaml'])
    expect(diffProgrammes(programme, programme)).toEqual({ added: [], removed: [], changed: [] })
  })

  it('finds nothing between a document and itself', () => {
    for (const document of programme.documents) {
      expect(diffDocuments(document, document)).toEqual({ values: [], sources: [] })
    }
  })
})
