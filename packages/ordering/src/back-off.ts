const FIRST_SECONDS = 1
const LONGEST_SECONDS = 300

/**
 * Seconds to wait after the attempt of this number (from 1): twice as long each time, at most five
 * minutes, and of that between a half and the whole, as `jitter` (0 to 1) says, so that orders which
 * failed together do not come back together.
 */
export function backOffSeconds(attempt: number, jitter: number): number {
  const longest = Math.min(FIRST_SECONDS * 2 ** (attempt - 1), LONGEST_SECONDS)
  return (longest * (1 + jitter)) / 2
}
