import type { Io } from './io.ts'
import { type Progress, progressOn } from './progress.ts'
import type { Words } from './words/words.ts'

/** 0 done, 1 the answer is no, 2 called wrongly or with wrong input. */
export type ExitStatus = 0 | 1 | 2

/** One call of the program: where it runs, in which language, for whom. */
export interface Session {
  readonly io: Io
  readonly words: Words
  /** For machines: JSON on stdout, no progress. */
  readonly json: boolean
}

/** What a command found. */
export interface Answer {
  readonly status: ExitStatus
  /** For people, without the last line end. */
  readonly text: string
  /** For machines. */
  readonly data: unknown
  /** The line on stderr: what, where and what to do. */
  readonly summary: string
}

/** Writes findings to stdout and the one summary line to stderr. */
export function give({ io, json }: Session, { text, data, summary }: Answer): void {
  const said = json ? JSON.stringify(data, null, 2) : text
  if (said !== '') io.stdout.write(said.endsWith('\n') ? said : `${said}\n`)
  io.stderr.write(`${oneLine(summary)}\n`)
}

/** Does long work and shows how far it is. */
export async function withProgress<T>(
  { io, words, json }: Session,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  const progress = progressOn(io.stderr, words, json)
  try {
    return await work(progress)
  } finally {
    progress.stop()
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim()
}
