/**
 * An error without its message, which may quote a value: its name, its code, and where it happened.
 */
export function errorForLog(error: unknown): {
  readonly type: string
  readonly code?: string
  readonly stack: string
} {
  if (!(error instanceof Error)) return { type: typeof error, stack: '' }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    stack: framesOf(error),
  }
}

/** The lines of a stack that are places; the message above them may have lines of its own. */
function framesOf({ message, stack = '' }: Error): string {
  const below = stack.slice(stack.indexOf(message) + message.length)
  return below
    .split('\n')
    .filter((line) => /^ {4}at .*[:)]\d*\)?$/.test(line))
    .slice(0, 12)
    .join('\n')
}
