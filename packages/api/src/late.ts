import type { Language } from '@dipper/policy'
import type { Answer } from './endpoint.ts'
import type { Limits } from './options.ts'

/** What a route answers where it cannot answer in time, so that nobody waits for it. */
export interface InTime {
  /** Milliseconds from the arrival of a request; its query need not be validated yet. */
  readonly ms: (query: unknown, limits: Limits) => number
  /** Knows nothing but the language: it is given before rights are known. */
  readonly otherwise: (language: Language) => Answer
}

/** Of the time there is, at most so much is kept for the way back: milliseconds, and a part of it. */
const WAY_BACK = 5
const PART = 0.1

/** What work gives; null where it takes longer, or where what it needs is away (`isAway`). */
export async function unlessLate<T>(
  work: Promise<T>,
  ms: number,
  isAway: (error: unknown) => boolean,
): Promise<T | null> {
  const found = work.catch((error: unknown) => {
    if (isAway(error)) return null
    throw error
  })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms - Math.min(WAY_BACK, ms * PART), null)
  })
  try {
    return await Promise.race([found, late])
  } finally {
    clearTimeout(timer)
  }
}
