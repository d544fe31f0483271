import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { inRepository, NATIONAL, run, temporaryFolder, writeFiles } from './running.ts'

const SHIPPED = inRepository('policies/china-telecom/benefits')

const folder = temporaryFolder()
const draft = join(folder, 'benefits')

/** Changes one thing that the draft says, which must be there. */
function swap(file: string, from: string, to: string): void {
  const text = readFileSync(join(draft, file), 'utf8')
  if (!text.includes(from)) throw new Error(`nothing to swap: ${from}`)
  writeFileSync(join(draft, file), text.replace(from, to))
}

beforeEach(() => {
  rmSync(draft, { recursive: true, force: true })
  cpSync(SHIPPED, draft, { recursive: true })
})

describe('dipper policy check of benefits', () => {
  const check = (argv: readonly string[] = []) => run(['policy', 'check', draft, ...argv])

  it('finds no mistake in those shipped, and tells their cases', async () => {
    const { status, stdout, stderr } = await run(['policy', 'check', SHIPPED])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^document .*\n-+\n2016-01\.yaml .*\noverlays\/anhui\/2016-01\.yaml /)
    expect(stderr).toMatch(/: 1 document, 1 overlay, and \d\d cases hold\n$/)
    const data = JSON.parse((await run(['policy', 'check', SHIPPED, '--json'])).stdout)
    expect(data).toMatchObject({ ok: true, policy: 'china-telecom/benefits', failures: [] })
    expect(data.cases).toBeGreaterThan(40)
  })

  it('names every mistake by file, line and column, in three languages', async () => {
    swap('2016-01.yaml', 'hours: 48', 'hours: many')
    swap('overlays/anhui/2016-01.yaml', 'stars: [7]', 'stars: seven')
    const { status, stdout } = await check()
    expect(status).toBe(1)
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/benefits\/2016-01\.yaml:\d+:\d+: `benefits\.mobile-restore\.lasts\.h/),
      expect.stringMatching(/overlays\/anhui\/2016-01\.yaml:\d+:\d+: .*`seven`/),
    ])
    const said = async (language: string) => (await check(['--lang', language])).stdout
    expect(await said('zh-CN')).toMatch(/请写/)
    expect(await said('zh-TW')).toMatch(/請寫/)
    const { findings } = JSON.parse((await check(['--json'])).stdout)
    expect(findings).toMatchObject([
      { line: expect.any(Number), column: expect.any(Number), sentence: expect.any(String) },
      { line: expect.any(Number) },
    ])
  })

  it('ends with 1 where a case does not hold, and says which step', async () => {
    swap('2016-01.yaml', 'hours: 48', 'hours: 47')
    const { status, stdout, stderr } = await check()
    expect(status).toBe(1)
    expect(stdout).toMatch(
      /cases\/mobile-restore\.yaml:\d+: step 1 \(2026-02-27T10:30:15\) expects ends "2026-03-01T10:30:15", and finds "2026-03-01T09:30:15"; mend/,
    )
    expect(stderr).toMatch(/has no mistakes, but \d+ things in its \d+ cases do not hold/)
    const data = JSON.parse((await check(['--json'])).stdout)
    expect(data).toMatchObject({ ok: false, findings: [] })
    expect(data.failures[0]).toMatchObject({ step: 1, key: 'ends' })
    expect((await check(['--lang', 'zh-CN'])).stdout).toMatch(/第 1 步.*应为.*实为/)
  })

  it('names what is no case, and tells the others', async () => {
    writeFiles(join(draft, 'cases'), {
      'new.yaml': '- name: A\n  star: 3\n  story:\n    - {at: soon, ask: hotline-priority}\n',
      'policy.yaml':
        '- name: B\n  star: 3\n  policy: {stars: many}\n  story:\n    - {at: 2026-03-01 10:00, ask: hotline-priority}\n',
    })
    const { status, stdout } = await check()
    expect(status).toBe(1)
    const lines = stdout.split('\n').filter((line) => line.includes('cases/'))
    expect(lines).toEqual([
      expect.stringMatching(/cases\/new\.yaml:4: this is no case \(`soon` should be written like/),
      expect.stringMatching(
        /cases\/policy\.yaml:1: this is no case \(\S+2016-01\.yaml: `stars` is/,
      ),
    ])
  })
})

describe('dipper policy show of benefits', () => {
  const show = (argv: readonly string[]) => run(['policy', 'show', SHIPPED, ...argv])

  it('gives the values of a region with what they rest on', async () => {
    const { status, stdout, stderr } = await show(['--month', '2026-11', '--region', 'anhui'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/\nbenefits\.door-move\.stars +\[7\] +one \[\d+\] +overlays\/anhui/)
    expect(stdout).toMatch(/\nbenefits\.door-move\.order +true +official \[\d+\] +2016-01\.yaml/)
    expect(stdout).toMatch(/\.title\.en /)
    expect(stdout).not.toMatch(/\.title\.zh/)
    expect(stderr).toMatch(/answer for 2026-11, 1 of them assumed\n$/)
  })

  it('refuses a month that nothing answers for', async () => {
    const { status, stderr } = await show(['--month', '2015-12'])
    expect([status, stderr]).toEqual([2, expect.stringMatching(/answers for 2015-12/)])
  })
})

describe('dipper policy diff of benefits', () => {
  const diff = (before: string, after: string) => run(['policy', 'diff', before, after])

  it('is nothing between a folder and itself, and what differs between two', async () => {
    expect((await diff(SHIPPED, draft)).stderr).toMatch(/say the same/)
    swap('2016-01.yaml', 'hours: 48', 'hours: 24')
    writeFiles(draft, {
      'overlays/hunan/2020-01.yaml': readFileSync(
        join(draft, 'overlays/anhui/2016-01.yaml'),
        'utf8',
      )
        .replace('region: anhui', 'region: hunan')
        .replace('2016-01\n', '2020-01\n'),
    })
    const { status, stdout } = await diff(SHIPPED, draft)
    expect(status).toBe(0)
    expect(stdout).toMatch(/^\+ overlays\/hunan\/2020-01\.yaml/)
    expect(stdout).toMatch(/~ 2016-01\.yaml .*\n\n.*\n-+\n.*mobile-restore\.lasts\.hours +48 +24\n/)
    const files = await diff(join(SHIPPED, '2016-01.yaml'), join(draft, '2016-01.yaml'))
    expect(files.stdout).toMatch(/mobile-restore\.lasts\.hours +48 +24/)
  })

  it('refuses stars beside benefits', async () => {
    expect((await diff(SHIPPED, NATIONAL)).status).toBe(2)
    expect((await diff(NATIONAL, SHIPPED)).status).toBe(2)
  })
})
