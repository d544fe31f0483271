/**
 * A finding as data: what is wrong (code), where, and the numbers and names its sentence needs.
 * The words are in `messages/`, one sentence per code and language.
 */
export interface Diagnostic<Code extends string = string> {
  readonly code: Code
  /** Path as the user gave or would find it. */
  readonly file: string
  /** 1-based; absent where the finding is about the whole file or folder. */
  readonly line?: number
  readonly column?: number
  readonly params: Readonly<Record<string, string | number>>
}

/** By file, then by line and column. */
export function byPlace(left: Diagnostic, right: Diagnostic): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1
  const lines = (left.line ?? 0) - (right.line ?? 0)
  return lines === 0 ? (left.column ?? 0) - (right.column ?? 0) : lines
}
