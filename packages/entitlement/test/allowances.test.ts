import { month } from '@dipper/policy'
import { describe, expect, it } from 'vitest'
import { type Allowance, allowances, type Use } from '../src/index.ts'
import { inForceWith } from './benefits.ts'

const title = { 'zh-CN': '春节流量', 'zh-TW': '春節流量', en: 'Spring data' }
const policy = inForceWith(
  {
    benefits: {
      offers: {
        entries: {
          'spring-data': {
            title,
            gives: 'data',
            stars: [5],
            from: '2026-02-16',
            through: '2026-03-03',
            limit: { uses: 1, per: 'ever' },
          },
        },
      },
    },
  },
  month('2026-03'),
)

const restore: Use = {
  benefit: 'mobile-restore',
  line: 'm1',
  at: '2026-03-02T10:00:00',
  state: 'running',
  chargeFen: 0n,
  endsAt: '2026-03-04T10:00:00',
}

const uses: readonly Use[] = [
  restore,
  { ...restore, line: 'm2', at: '2026-02-02T10:00:00', state: 'ended' },
  { ...restore, line: 'm3', state: 'given-back' },
  { ...restore, benefit: 'sim-replacement', state: 'ended', endsAt: null },
]

function given(star: number, now = '2026-03-03T23:59:59'): Map<string, Allowance> {
  const held = { star, validity: { from: month('2026-01'), through: month('2026-12') }, month: 0 }
  return new Map(allowances({ policy, held, uses, now }).map((each) => [each.benefit, each]))
}

describe('everything that a star gives', () => {
  it('is what has the star, with what is left of it', () => {
    expect([...given(2).keys()]).toEqual([
      'hotline-priority',
      'points-multiplier',
      'sim-replacement',
    ])
    expect(given(2).get('sim-replacement')).toMatchObject({
      limit: { uses: 2, per: 'calendar-year', of: 'customer' },
      left: 1,
      lines: [],
      until: '2026-12-31',
      running: [],
      assumed: [],
    })
    expect(given(2).get('points-multiplier')).toMatchObject({
      limit: null,
      left: null,
      assumed: ['points.multiplier'],
    })
    expect([...given(0).keys()]).toEqual([])
  })

  it('is told by line where uses are counted by line', () => {
    expect(given(5).get('mobile-restore')).toMatchObject({
      limit: { uses: 1, per: 'calendar-month', of: 'line' },
      left: null,
      lines: [{ line: 'm1', left: 0 }],
      until: '2026-03-31',
      running: [uses[0]],
    })
  })

  it('has an offer to the end of its last day', () => {
    expect(given(5).get('offers/spring-data')).toMatchObject({
      left: 1,
      until: '2026-03-03',
      title,
    })
    expect(given(5, '2026-03-04T00:00:00').has('offers/spring-data')).toBe(false)
    expect(given(5, '2026-02-15T23:59:59').has('offers/spring-data')).toBe(false)
    expect(given(6).has('offers/spring-data')).toBe(false)
  })
})
