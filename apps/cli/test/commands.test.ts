import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  csv,
  inRepository,
  NATIONAL,
  run,
  temporaryFolder,
  writeFiles,
  writeWorkedExample,
} from './running.ts'

const COMMANDS = [
  [],
  ['facts'],
  ['facts', 'check'],
  ['facts', 'generate'],
  ['facts', 'map'],
  ['assess'],
  ['register'],
  ['register', 'import'],
  ['register', 'export'],
  ['register', 'show'],
  ['explain'],
  ['simulate'],
  ['preview'],
  ['forecast'],
  ['policy'],
  ['policy', 'check'],
  ['policy', 'diff'],
  ['policy', 'show'],
  ['policy', 'sql'],
  ['publish'],
  ['points'],
  ['points', 'earn'],
  ['points', 'expire'],
  ['points', 'check'],
  ['serve'],
  ['doctor'],
  ['backup'],
  ['restore'],
  ['demo'],
]
const GROUPS = ['', 'facts', 'register', 'policy', 'points']

const folder = temporaryFolder()
const facts = join(folder, 'facts')
const register = join(folder, 'register')

beforeAll(async () => {
  writeWorkedExample(facts)
  const places = ['--policy', NATIONAL, '--facts', facts, '--register', register]
  await run(['assess', ...places, '--from', '2020-04', '--through', '2021-04'])
})

describe('help', () => {
  const manual = readFileSync(inRepository('docs/commands.md'), 'utf8')

  it.each(COMMANDS.map((command) => [command.join(' '), command] as const))(
    'of dipper %s has an example and is in the manual as it is',
    async (name, command) => {
      const { status, stdout, stderr } = await run([...command, '--help'])
      expect([status, stderr]).toEqual([0, ''])
      expect(stdout.includes('$ dipper')).toBe(name === '' || !GROUPS.includes(name))
      expect(stdout).toContain('--json')
      expect(stdout).toContain('--lang <language>')
      expect(manual).toContain(`\`\`\`\n${stdout}\`\`\`\n`)
    },
  )

  it.each(COMMANDS.map((command) => [command.join(' '), command] as const))(
    'of dipper %s is in Chinese where asked',
    async (_, command) => {
      expect((await run([...command, '--help', '--lang', 'zh-CN'])).stdout).toMatch(
        /用法：.*选项：/s,
      )
      expect((await run([...command, '--help', '--lang=zh-TW'])).stdout).toMatch(/用法：.*選項：/s)
    },
  )

  it('is shown where a group is named without a command', async () => {
    for (const group of GROUPS) {
      const { status, stdout, stderr } = await run(group === '' ? [] : [group])
      expect(status).toBe(2)
      expect(stdout).toContain('Commands:')
      expect(stderr).toMatch(/^no command is named; .*\n$/)
    }
  })

  it('shows the version', async () => {
    expect(await run(['--version'])).toEqual({ status: 0, stdout: '0.1.0\n', stderr: '' })
  })
})

const MISUSED: readonly (readonly [string[], RegExp])[] = [
  [['asses'], /no command `asses`; did you mean `assess`\?/],
  [['register', 'shwo'], /no command `shwo`; did you mean `show`\?/],
  [['policy', 'check', 'p', '--strict'], /no option `--strict` here/],
  [['policy', 'check'], /^`policy` is missing/],
  [['policy', 'check', 'a', 'b'], /^2 words are more than the command takes/],
  [['register', 'show', '--month', '2020-04'], /option `--register <folder>` is missing/],
  [['register', 'show', '--month'], /option `--month <month>` has no value/],
  [['register', 'show', '--month', '2020-4'], /--month is `2020-4`, not a month; write YYYY-MM/],
  [['register', 'show', '--month', '2020-13'], /--month is `2020-13`, not a month/],
  [['facts', 'check', 'f', '--known-by', '2021-02-29'], /not a day of the calendar/],
  [['facts', 'check', 'f', '--known-by', '2021-02-00'], /not a day of the calendar/],
  [['facts', 'check', 'f', '--threads', '0'], /whole number from 1 to 256/],
  [['facts', 'check', 'f', '--threads', '1.5'], /whole number from 1 to 256/],
  [['facts', 'check', 'f', '--rejects', 'r.txt'], /another ending/],
  [
    ['register', 'show', '--register', 'package.json', '--month', '2020-01'],
    /^`package.json` is a file; name a folder/,
  ],
  [['facts', 'check', 'nowhere'], /no facts folder `nowhere`/],
  [['policy', 'check', 'nowhere'], /no policy folder `nowhere`/],
  [
    ['policy', 'check', 'nowhere', '--lang', 'fr'],
    /--lang does not know `fr`; write one of: zh-CN/,
  ],
  [
    ['preview', '--tariff', '59.999'],
    /--tariff is `59.999`; write yuan, with two digits behind the point at most/,
  ],
  [['preview', '--tariff', '-1'], /--tariff is `-1`; write yuan/],
  [['register', 'import', 'no.csv', '--register', 'r', '--before', '2020-01'], /no file `no.csv`/],
  [['register', 'show', '--register', 'nowhere', '--month', '2020-01'], /no register in `nowhere`/],
]

describe('a wrong call', () => {
  it.each(MISUSED)('%j ends with status 2 and says what to write', async (argv, said) => {
    const { status, stdout, stderr } = await run(argv)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(said)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  it.each(MISUSED)('%j is data with --json', async (argv) => {
    const { status, stdout } = await run([...argv, '--json'])
    expect(status).toBe(2)
    if (argv.at(-1) === '--month') return
    expect(JSON.parse(stdout).error).toMatchObject({ sentence: expect.any(String) })
  })
})

describe('--json', () => {
  const span = ['--from', '2020-04', '--through', '2020-05']
  const shown = ['--register', register, '--month', '2021-04']
  const places = ['--policy', NATIONAL, '--facts', facts, '--register', register]
  const generated = ['--customers', '50', '--periods', '2', '--through', '2026-10', '--seed', '1']
  const cards = join(folder, 'cards.csv')

  it.each([
    ['facts', 'check', facts],
    ['facts', 'generate', ...generated, '--out', join(folder, 'generated')],
    ['assess', ...places, ...span],
    ['register', 'import', cards, '--register', join(folder, 'new'), '--before', '2020-01'],
    ['register', 'export', '--register', register, ...span, '--out', join(folder, 'x.parquet')],
    ['register', 'show', ...shown],
    ['explain', ...places, '--customer', 'W1', '--month', '2021-04'],
    ['preview', ...places, '--customer', 'W1', '--tariff', '59', '--from', '2021-05'],
    ['forecast', ...places, '--months', '2'],
    ['policy', 'check', NATIONAL],
    ['policy', 'diff', NATIONAL, NATIONAL],
    ['policy', 'show', NATIONAL, '--month', '2021-04'],
    ['policy', 'sql', NATIONAL, '--month', '2021-04'],
  ])('of dipper %s %s is one document on stdout, with one line on stderr', async (...argv) => {
    writeFiles(folder, { 'cards.csv': 'customer_id,star,valid_from,valid_through\na,0,,\n' })
    const { status, stdout, stderr } = await run([...argv, '--json'], { columns: 80 })
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toBeTypeOf('object')
    expect(stderr).toMatch(/^[^\n]+\n$/)
  })
})

describe('languages', () => {
  const show = ['register', 'show', '--register', register, '--month', '2021-04']
  const inLocale = async (env: Readonly<Record<string, string>>) =>
    (await run(show, { env })).stderr

  it('follow the terminal, and the option before it', async () => {
    expect(await inLocale({})).toMatch(/rows in 2021-04/)
    expect(await inLocale({ LANG: 'zh_CN.UTF-8' })).toMatch(/有 1 行/)
    expect(await inLocale({ LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_TW.UTF-8' })).toMatch(/有 1 列/)
    expect(await inLocale({ LC_MESSAGES: 'zh_HK' })).toMatch(/有 1 列/)
    expect(await inLocale({ LANG: 'de_DE.UTF-8' })).toMatch(/rows in 2021-04/)
    const asked = await run([...show, '--lang', 'en'], { env: { LANG: 'zh_CN.UTF-8' } })
    expect(asked.stderr).toMatch(/rows in 2021-04/)
  })

  it('say what is wrong', async () => {
    const missing = ['register', 'show', '--register', register, '--month', '2030-01']
    expect((await run([...missing, '--lang', 'zh-CN'])).stderr).toMatch(
      /台账没有 2030-01；请先评定/,
    )
    expect((await run([...missing, '--lang', 'zh-TW'])).stderr).toMatch(
      /台帳沒有 2030-01；請先評定/,
    )
  })
})

describe('progress', () => {
  const places = ['--policy', NATIONAL, '--facts', facts]
  const span = ['--from', '2020-04', '--through', '2020-06']
  const assess = (name: string) => ['assess', ...places, ...span, '--register', join(folder, name)]

  it('is on a terminal only', async () => {
    expect((await run(assess('piped'))).stderr).toMatch(/^assessed 3 months[^\n]*\n$/)
    const seen = (await run(assess('seen'), { columns: 100 })).stderr
    expect(seen).toMatch(/assessing .*100% 3\/3 .*\/s/)
    expect(seen.split('\n').filter((line) => line.includes('assessed 3 months'))).toHaveLength(1)
  })
})

describe('register show', () => {
  const show = ['register', 'show', '--register', register, '--month', '2021-02']

  it('fits 80 columns, with shares where there is room', async () => {
    const at = async (columns: number) =>
      (await run(show, { columns, env: { NO_COLOR: '1' } })).stdout.split('\n')
    expect(Math.max(...(await at(60)).map((line) => line.length))).toBeLessThanOrEqual(60)
    expect((await at(60)).join()).not.toMatch(/total +up +same +down/)
    expect((await at(80)).join()).toMatch(/total +up +same +down/)
    const coloured = (await run([...show, '--lang', 'zh-CN'], { columns: 80 })).stdout
    expect(coloured).toMatch(/合计 +升 +平 +降/)
  })

  it('dims who stays, if colours are wanted', async () => {
    expect((await run(show, { columns: 80 })).stdout).toContain('\u001b[2m')
    expect((await run(show, { columns: 80, env: { NO_COLOR: '1' } })).stdout).not.toContain(
      '\u001b',
    )
    expect((await run(show)).stdout).not.toContain('\u001b')
  })
})

describe('policy', () => {
  const broken = join(folder, 'broken')
  const draft = join(folder, 'draft')
  const text = readFileSync(join(NATIONAL, '2016-01.yaml'), 'utf8')

  beforeAll(() => {
    writeFiles(broken, { '2016-01.yaml': text.replace('perMonth: 10', 'perMonht: 10') })
    cpSync(NATIONAL, draft, { recursive: true })
    const overlay = [
      'policy: china-telecom/star',
      'region: anhui',
      'effectiveFrom: 2020-01',
      'growth: {spend: {perYuan: {mobile: 1, broadband: 1, fixed: 0.35, iptv: 1}}}',
      'sources:',
      '  growth: {source: one answer, certainty: one}',
      '',
    ].join('\n')
    writeFiles(draft, {
      '2016-01.yaml': text.replace('perStop: -10', 'perStop: -20'),
      'overlays/anhui/2020-01.yaml': overlay,
    })
  })

  it('check answers no to mistakes, with place and remedy', async () => {
    const { status, stdout, stderr } = await run(['policy', 'check', broken])
    expect(status).toBe(1)
    expect(stdout).toContain(`${join(broken, '2016-01.yaml')}:`)
    expect(stdout).toContain('did you mean `perMonth`?')
    expect(stderr).toMatch(/^\d+ mistakes? in the policy .*; mend what is listed/)
  })

  it('with mistakes is wrong input to every other command', async () => {
    const places = ['--policy', broken, '--facts', facts, '--register', join(folder, 'none')]
    for (const argv of [
      ['policy', 'show', broken, '--month', '2020-01'],
      ['policy', 'sql', broken, '--month', '2020-01'],
      ['policy', 'diff', broken, NATIONAL],
      ['assess', ...places, '--from', '2020-04', '--through', '2020-05'],
    ]) {
      const { status, stdout } = await run(argv)
      expect(status).toBe(2)
      expect(stdout).toContain('did you mean `perMonth`?')
    }
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })

  it('diff names files and values', async () => {
    const { status, stdout } = await run(['policy', 'diff', NATIONAL, draft])
    expect(status).toBe(0)
    expect(stdout).toContain('+ overlays/anhui/2020-01.yaml (added)')
    expect(stdout).toMatch(/growth\.credit\.perStop +-10 +-20/)
    const documents = [NATIONAL, draft].map((each) => join(each, '2016-01.yaml'))
    expect((await run(['policy', 'diff', ...documents])).stdout).toMatch(/perStop +-10 +-20/)
  })

  it('show says where each value comes from, region by region', async () => {
    const show = ['policy', 'show', draft, '--month', '2020-01']
    const { stdout } = await run([...show, '--region', 'anhui'])
    expect(stdout).toMatch(/growth\.spend\.perYuan\.fixed +0\.35 +one \[\d\] +overlays\/anhui/)
    const { stderr } = await run([...show, '--region', 'hubei'])
    expect(stderr).toMatch(/^no overlay of `hubei` is in force/)
    expect((await run(['policy', 'show', draft, '--month', '2015-12'])).status).toBe(2)
  })

  it('sql is what the engine runs', async () => {
    const { stdout } = await run(['policy', 'sql', draft, '--month', '2020-01'])
    expect(stdout).toMatch(/^-- china-telecom\/star, assessment of 2020-01/)
    expect(stdout).toMatch(/WITH .*SELECT .*;\n$/s)
  })
})

describe('facts generate', () => {
  it('refuses a folder with something in it', async () => {
    const out = join(folder, 'full')
    writeFiles(out, { 'keep.txt': 'mine' })
    const options = ['--customers', '5', '--periods', '1', '--through', '2026-10', '--seed', '1']
    const { status, stderr } = await run(['facts', 'generate', ...options, '--out', out])
    expect(status).toBe(2)
    expect(stderr).toMatch(/^the folder `.*` is not empty; name a new or empty folder/)
  })
})

describe('demo', () => {
  it('never touches a folder that is not a demo', async () => {
    const dir = join(folder, 'mine')
    writeFiles(dir, { 'facts/customers.csv': csv('customers', []) })
    const { status, stderr } = await run(['demo', '--dir', dir])
    expect(status).toBe(2)
    expect(stderr).toMatch(/holds something else than a demo/)
    expect(existsSync(join(dir, 'facts/customers.csv'))).toBe(true)
  })
})
