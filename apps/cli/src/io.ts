import { isAbsolute, join } from 'node:path'

export type Stream = NodeJS.WritableStream & {
  readonly isTTY?: boolean
  readonly columns?: number
}

/** All that a command touches besides the files that it is told of. */
export interface Io {
  readonly stdout: Stream
  readonly stderr: Stream
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** A path as the user gave it, made to hold from anywhere. */
export function pathAt({ cwd }: Pick<Io, 'cwd'>, path: string): string {
  return isAbsolute(path) || cwd === process.cwd() ? path : join(cwd, path)
}

/** Columns of the terminal; in a pipe, what a page has. */
export function widthOf({ columns }: Stream): number {
  return columns ?? 100
}

export function hasColours({ stdout, env }: Io): boolean {
  return stdout.isTTY === true && (env['NO_COLOR'] ?? '') === ''
}
