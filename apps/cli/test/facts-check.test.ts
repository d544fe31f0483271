import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REJECT_REASONS } from '@dipper/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import { csv, run, temporaryFolder, writeFiles, writeWorkedExample } from './running.ts'

const folder = temporaryFolder()
const facts = join(folder, 'facts')

const LONG = '长'.repeat(65)

beforeAll(() => {
  writeFiles(facts, {
    'customers.csv': csv('customers', [
      'C1,2020-01-01,,individual,',
      ',2020-01-01,,individual,',
      'C2,2020-02-30,,individual,',
      'C3,2020-01-01,,personal,',
      'C4,2020-01-01,2019-12-31,individual,',
      'C5,2020-01-01,,individual,',
      'C5,2020-03-01,,individual,',
      'C6,2020-01-01,,individual,',
      'C6,2020-01-01,,individual,',
    ]),
    'services.csv': csv('services', [
      'L1,C1,,mobile,2020-01-01,2020-01-01,',
      'L2,C1,,mobile,2020-01-01,2020-01-01,2019-01-01',
      'L3,C1,,mobile,2020-01-02,2020-01-01,',
      `${LONG},C1,,mobile,2020-01-01,2020-01-01,`,
      'L4,C3,,mobile,2020-01-01,2020-01-01,',
    ]),
    'charges/period=2020-01/a.csv': csv('charges', [
      '2020-01,C1,,L1,mobile,recurring,100',
      '2020-02,C1,,L1,mobile,recurring,100',
      '2020-1,C1,,L1,mobile,recurring,100',
      '2020-01,C1,,L1,mobile,recurring,1.5',
      '2020-01,C1,,L1,mobile,recurring,100000000001',
      '2020-01,C3,,,mobile,recurring,100',
      '2020-01,C1,,L9,mobile,recurring,100',
    ]),
    'controls.csv': 'period,kind,rows,amount_fen,who\n2020-01,mobile,some,100,me\n',
  })
})

describe('facts check', () => {
  it('gives every row that is rejected a reason that the catalogue knows', async () => {
    const { status, stdout } = await run(['facts', 'check', facts, '--json'])
    expect(status).toBe(0)
    const { tables, examples, unknownColumns, absent } = JSON.parse(stdout)
    for (const { rows, accepted, rejected } of tables) expect(accepted + rejected).toBe(rows)
    const reasons = new Set(examples.map((each: { reason: string }) => each.reason))
    expect(reasons).toEqual(new Set(REJECT_REASONS))
    expect(unknownColumns).toEqual([{ file: 'controls.csv', columns: ['who'] }])
    expect(absent).toEqual(['attributes', 'stops', 'profiles'])
  })

  it('shows tables, then reasons with the rows', async () => {
    const { stdout, stderr } = await run(['facts', 'check', facts])
    expect(stdout).toMatch(/customers +9 +1 +0 +0 +8\n/)
    expect(stdout).toContain(
      'customers.csv row 4: `segment` is `personal`, which it does not know; write one of: individual, enterprise, government',
    )
    expect(stderr).toMatch(/^19 of 22 rows of .* are rejected and will not count; list them with/)
  })

  it('is strict where asked', async () => {
    const { status, stderr } = await run(['facts', 'check', facts, '--strict'])
    expect(status).toBe(1)
    expect(stderr).toMatch(/with --strict every reject is an error/)
  })

  it('lists all rejects in a file', async () => {
    const list = join(folder, 'rejects.csv')
    await run(['facts', 'check', facts, '--rejects', list])
    const lines = readFileSync(list, 'utf8').trimEnd().split('\n')
    expect(lines[0]).toBe('table,file,row,column,value,reason')
    expect(lines).toHaveLength(20)
  })

  it('is content with good facts, strict or not', async () => {
    const good = join(folder, 'good')
    writeWorkedExample(good)
    const { status, stderr } = await run(['facts', 'check', good, '--strict'])
    expect(status).toBe(0)
    expect(stderr).toMatch(/^all 16 rows of .* are accepted, periods 2020-03 to 2021-03/)
  })

  it('answers no to a hole in the periods', async () => {
    const holed = join(folder, 'holed')
    writeFiles(holed, {
      'customers.csv': csv('customers', ['C1,2020-01-01,,individual,']),
      'services.csv': csv('services', ['L1,C1,,mobile,2020-01-01,2020-01-01,']),
      'charges.csv': csv('charges', [
        '2020-01,C1,,L1,mobile,usage,1',
        '2020-04,C1,,L1,mobile,usage,1',
      ]),
    })
    const { status, stderr } = await run(['facts', 'check', holed])
    expect(status).toBe(1)
    expect(stderr).toMatch(/lack the periods 2020-02, 2020-03; deliver them/)
  })

  it('does not see what was recorded later', async () => {
    const late = join(folder, 'late')
    writeFiles(late, {
      'customers.csv':
        'customer_id,joined_on,left_on,segment,region,recorded_on\nC1,2020-01-01,,individual,,2020-01-02\nC1,2020-01-01,,individual,anhui,2020-05-01\n',
      'services.csv': csv('services', ['L1,C1,,mobile,2020-01-01,2020-01-01,']),
      'charges.csv': csv('charges', ['2020-01,C1,,L1,mobile,usage,1']),
    })
    const at = async (...more: string[]) =>
      JSON.parse((await run(['facts', 'check', late, '--json', ...more])).stdout).tables[0]
    expect(await at()).toMatchObject({ rows: 2, accepted: 2, superseded: 1, unseen: 0 })
    expect(await at('--known-by', '2020-04-30')).toMatchObject({ superseded: 0, unseen: 1 })
  })

  it('names the table that is missing', async () => {
    const bare = join(folder, 'bare')
    writeFiles(bare, { 'customers.csv': csv('customers', []) })
    const { status, stderr } = await run(['facts', 'check', bare])
    expect(status).toBe(2)
    expect(stderr).toMatch(/has no table `services`; put `services.csv`/)
  })
})
