/** A line of the log: a code and what it is about, without ids of customers or lines. */
export type Log = (
  level: 'info' | 'warn',
  code: string,
  about: Readonly<Record<string, string | number | null>>,
) => void

/** What may be said of an error that is not ours: its code or its name, never its sentence. */
export function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

/** Lines of JSON, as those of requests are; nowhere where there is no stream. */
export function logTo(stream: { write(line: string): void } | null): Log {
  return (level, code, about) => {
    stream?.write(`${JSON.stringify({ level, time: Date.now(), msg: code, ...about })}\n`)
  }
}
