import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inRepository, NATIONAL } from './running.ts'

const bin = inRepository('apps/cli/bin/dipper.js')
const built = existsSync(inRepository('apps/cli/dist/main.js'))

function dipper(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
  })
  return { status, stdout, stderr }
}

describe.skipIf(!built)('the built program', () => {
  it('ends with 0 when done', () => {
    const { status, stdout, stderr } = dipper(['policy', 'check', NATIONAL])
    expect(status).toBe(0)
    expect(stdout).toContain('2016-01.yaml')
    expect(stderr).toMatch(/^no mistakes in .*\n$/)
  })

  it('ends with 2 when called wrongly', () => {
    const { status, stdout, stderr } = dipper(['assess', '--form', '2020-01'])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^[^\n]+\n$/)
  })

  it('speaks the language of the terminal', () => {
    expect(dipper(['facts', 'check', 'nowhere'], { LANG: 'zh_CN.UTF-8' }).stderr).toMatch(
      /^没有数据文件夹 `nowhere`/,
    )
  })

  it('minds no reader that leaves', () => {
    const command = `"${process.execPath}" "${bin}" policy sql "${NATIONAL}" --month 2026-11 | head -1`
    const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], {
      encoding: 'utf8',
    })
    expect(status).toBe(0)
    expect(stdout).toMatch(/^-- china-telecom\/star[^\n]*\n$/)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })
})
