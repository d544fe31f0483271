// Installs and builds when that has not been done for this lock file and these sources. Plain Node: nothing is installed yet.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const run = (...args) => {
  const { status } = spawnSync('npm', args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}
const installed = 'node_modules/.package-lock.json'
const stale =
  !existsSync(installed) || statSync('package-lock.json').mtimeMs > statSync(installed).mtimeMs
if (stale) run('ci', '--no-fund', '--no-audit')
run('run', '--silent', 'build')
