import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const PROBE = `process.on('exit', () => { const u = process.resourceUsage();
  process.send?.({ cpu: (u.userCPUTime + u.systemCPUTime) / 1e6, mb: u.maxRSS / 1024 }) })`

/** Runs Node on a script: wall seconds, CPU seconds and peak memory in MB. Throws where it fails. */
export async function measured(args) {
  const began = performance.now()
  const probe = `data:text/javascript,${encodeURIComponent(PROBE)}`
  const child = spawn(process.execPath, ['--import', probe, ...args], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    cwd: root,
  })
  let used = {}
  child.on('message', (message) => {
    used = message
  })
  const code = await new Promise((done) => child.on('close', done))
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`)
  return { wall: (performance.now() - began) / 1000, ...used }
}

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
/** Prints the median of some runs as a line of a table, and gives it. */
export const row = (name, runs) => {
  const [wall, cpu, mb] = ['wall', 'cpu', 'mb'].map((key) => median(runs.map((run) => run[key])))
  process.stdout.write(
    `${name.padEnd(44)}${wall.toFixed(2).padStart(9)}${cpu.toFixed(2).padStart(9)}${mb.toFixed(0).padStart(9)}\n`,
  )
  return { wall, cpu, mb }
}
