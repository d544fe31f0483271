import { cpSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateFacts } from '@dipper/engine'
import { month } from '@dipper/policy'
import { beforeAll, describe, expect, it } from 'vitest'
import { NATIONAL, run, temporaryFolder } from './running.ts'

const COSTS = fileURLToPath(
  new URL('../../../policies/china-telecom/costs/2026-illustrative.yaml', import.meta.url),
)

const folder = temporaryFolder()
const facts = join(folder, 'facts')
const register = join(folder, 'register')
const span = ['--from', '2026-09', '--through', '2026-11']
const places = ['--against', NATIONAL, '--facts', facts, '--register', register]
const simulate = (draft: string, ...more: string[]) =>
  run(['simulate', '--policy', draft, ...places, ...span, ...more])
const answer = async (draft: string, ...more: string[]) =>
  JSON.parse((await simulate(draft, '--json', ...more)).stdout)

/** A copy of the national programme, its document changed. */
function draft(name: string, change: (text: string) => string, file = '2016-01.yaml'): string {
  const out = join(folder, name)
  cpSync(NATIONAL, out, { recursive: true })
  const path = join(out, '2016-01.yaml')
  writeFileSync(path, change(readFileSync(path, 'utf8')))
  if (file !== '2016-01.yaml') {
    renameSync(path, join(out, file))
    cpSync(join(NATIONAL, '2016-01.yaml'), path)
  }
  return out
}

const capped = (text: string) => text.replace('capMonths: null', 'capMonths: 24')

beforeAll(async () => {
  await generateFacts({
    customers: 2_000,
    periods: 16,
    through: month('2026-10'),
    seed: 5,
    out: facts,
    format: 'parquet',
  })
  await run(['assess', '--policy', NATIONAL, ...places.slice(2), ...span])
})

describe('dipper simulate', () => {
  it('keeps what an assessment under the draft would have written', async () => {
    const lower = draft('capped', capped)
    const kept = join(folder, 'kept')
    const own = join(folder, 'own')
    expect((await simulate(lower, '--keep', kept)).status).toBe(0)
    await run(['assess', '--policy', lower, '--facts', facts, '--register', own, ...span])
    const rows = async (from: string) => {
      const out = join(folder, 'rows.csv')
      await run(['register', 'export', '--register', from, ...span, '--out', out])
      return readFileSync(out, 'utf8')
    }
    expect(await rows(kept)).toBe(await rows(own))
    const explained = await run([
      'explain',
      '--policy',
      lower,
      '--facts',
      facts,
      '--register',
      kept,
      '--customer',
      (await rows(kept)).split('\n')[1]?.split(',')[0] ?? '',
      '--month',
      '2026-11',
    ])
    expect(explained.status).toBe(0)
  })

  it('gives machines months as text, moves that add up, and examples with the rule that decided', async () => {
    const data = await answer(draft('for-machines', capped), '--costs', COSTS)
    expect(data.months.map((each: { month: string }) => each.month)).toEqual([
      '2026-09',
      '2026-10',
      '2026-11',
    ])
    expect(data.changes).toEqual([
      { region: null, path: 'growth.tenure.capMonths', before: null, after: 24 },
    ])
    expect(data.examples.up).toEqual([])
    expect(data.examples.down).toHaveLength(10)
    for (const example of data.examples.down) {
      expect(example.inForceExplanation.row.star).toBe(example.inForce)
      expect(example.draftExplanation.row.star).toBe(example.draft)
      expect(example.inForceExplanation.agrees).toBe(true)
      expect(example.deciding.how).toBe('alone')
      expect(example.deciding.settings[0].path).toBe('growth.tenure.capMonths')
    }
    const benefit = data.costs.lines.find(
      (line: { code: string }) => line.code === 'service-manager',
    )
    expect(Number(benefit.draft)).toBeLessThan(Number(benefit.inForce))
  })

  it('takes a draft that is dated ahead as of a month, and says when it would differ', async () => {
    const ahead = draft(
      'ahead',
      (text) =>
        capped(text).replace('effectiveFrom: 2016-01', 'effectiveFrom: 2027-03\ntransition: keep'),
      '2027-03.yaml',
    )
    const none = await simulate(ahead)
    expect(none.stderr).toMatch(/differs from 2027-03 on: try --as-of 2027-03/)
    const dated = await answer(ahead, '--as-of', '2027-03')
    const now = await answer(draft('now', capped))
    const moves = (data: typeof now) =>
      data.months.map(({ groups }: { groups: { moves: unknown }[] }) => groups.map((g) => g.moves))
    expect(moves(dated)).toEqual(moves(now))
    expect(dated.asOf).toBe('2027-03')
    expect((await simulate(ahead, '--as-of', '2015-01')).status).toBe(2)
  })

  it('sweeps values; the value in force changes nobody, and what is harder gives fewer', async () => {
    const data = await answer(
      NATIONAL,
      '--vary',
      'star.thresholds[2]=1400..1600/100',
      '--vary',
      'growth.tenure.capMonths=12,none',
      '--costs',
      COSTS,
    )
    expect(data.points).toHaveLength(6)
    const point = (threshold: number, cap: number | null) =>
      data.points.find(
        ({ settings }: { settings: { value: unknown }[] }) =>
          settings[0]?.value === threshold && settings[1]?.value === cap,
      )
    expect(point(1500, null)).toMatchObject({ up: 0, down: 0, ...data.inForce })
    expect(point(1400, null).up).toBeGreaterThan(0)
    expect(point(1600, null).up).toBe(0)
    expect(Number(point(1600, 12).cost)).toBeLessThan(Number(point(1400, 12).cost))
  })

  it('writes a page of either kind', async () => {
    const page = join(folder, 'page.html')
    expect((await simulate(draft('paged', capped), '--report', page)).stderr).toContain(page)
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/i)
    await simulate(NATIONAL, '--vary', 'growth.tenure.capMonths=12,24', '--report', page)
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/i)
    expect(existsSync(`${page}.partial`)).toBe(false)
  })

  it.each([
    [['--vary', 'star.thresholds[9]=1,2'], /star\.thresholds/],
    [['--vary', 'growth.tenur.capMonths=1,2'], /growth\.tenure\.capMonths/],
    [['--vary', 'star.thresholds[2]=900,1000'], /rise|thresholds/],
    [['--vary', 'a=1', '--vary', 'b=1', '--vary', 'c=1'], /once or twice/],
    [['--vary', 'growth.tenure.capMonths=1..240/1'], /240 drafts are more/],
    [['--costs', 'nowhere.yaml'], /there is no file `nowhere\.yaml`/],
    [['--report', 'page.pdf'], /ends in \.html/],
  ])('refuses %j', async (flags, sentence) => {
    const { status, stdout, stderr } = await simulate(NATIONAL, ...flags)
    expect(status).toBe(2)
    expect(stdout + stderr).toMatch(sentence)
  })
})
