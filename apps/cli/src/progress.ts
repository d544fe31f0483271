import { SingleBar } from 'cli-progress'
import type { Stream } from './io.ts'
import type { Words } from './words/words.ts'

export type Phase = keyof Words['phases']

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
  let began = 0
  const bar = new SingleBar({
    stream,
    format: words.progress,
    barsize: 20,
    clearOnComplete: true,
    gracefulExit: false,
    autopadding: true,
  })
  return {
    report: (phase, done, total) => {
      const now = performance.now()
      if (phase !== current) {
        bar.stop()
        began = now
        bar.start(total, 0, { phase: words.phases[phase], rate: '–' })
        current = phase
      }
      const rate = (done * 1000) / Math.max(1, now - began)
      bar.update(done, { rate: rateText(rate) })
    },
    stop: () => bar.stop(),
  }
}

function rateText(rate: number): string {
  return rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en-US')
}
