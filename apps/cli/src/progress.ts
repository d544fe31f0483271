import { SingleBar } from 'cli-progress'
import type { Stream } from './io.ts'
import { grouped } from './numbers.ts'
import type { Words } from './words/words.ts'

type Phase = keyof Words['phases']

/** Tells how far a long piece of work is: done, total, rate and time left. */
export interface Progress {
  report(phase: Phase, done: number, total: number): void
  /** Takes the line away. */
  stop(): void
}

const SILENT: Progress = { report: () => undefined, stop: () => undefined }

/** One line on a terminal, nothing in a pipe and nothing for machines. */
export function progressOn(stream: Stream, words: Words, json: boolean): Progress {
  if (stream.isTTY !== true || json) return SILENT
  let current: Phase | null = null
  let last = performance.now()
  let began = last
  const bar = new SingleBar({
    stream,
    format: words.progress,
    barsize: 20,
    clearOnComplete: true,
    gracefulExit: false,
  })
  return {
    report: (phase, done, total) => {
      const now = performance.now()
      const counted = { phase: words.phases[phase], done: grouped(done), all: grouped(total) }
      if (phase !== current) {
        if (current !== null) bar.stop()
        bar.start(total, 0, { ...counted, rate: '', left: '' })
        current = phase
        began = last
      }
      last = now
      const seconds = Math.max(0.001, (now - began) / 1000)
      const left = done === 0 ? '' : timeText((seconds * (total - done)) / done)
      bar.update(done, { ...counted, rate: rateText(done / seconds), left })
    },
    stop: () => {
      if (current !== null) bar.stop()
      current = null
    },
  }
}

function rateText(rate: number): string {
  return rate < 10 ? rate.toFixed(1) : grouped(Math.round(rate))
}

/** 75 → `1m15s`. */
function timeText(seconds: number): string {
  const whole = Math.ceil(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)]
  const padded = (value: number) => String(value).padStart(2, '0')
  if (hours > 0) return `${hours}h${padded(minutes)}m`
  return minutes > 0 ? `${minutes}m${padded(whole % 60)}s` : `${whole}s`
}
