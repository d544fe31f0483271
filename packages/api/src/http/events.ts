import { setTimeout as pause } from 'node:timers/promises'
import type { RunState } from '../ports.ts'
import { hasEnded, toRunBody } from '../wire/run.ts'

/** Milliseconds after which a client asks again where the stream was cut. */
const RETRY = 2000

const LIFE = ': alive\n\n'

/**
 * States of a run as server-sent events: `state` with the run as JSON, and a comment whenever
 * nothing came for a while. Ends with the run, or when the signal is aborted; what it was made of is
 * ended too.
 */
export async function* eventsOf(
  states: AsyncIterable<RunState>,
  { heartbeatMs, controller }: { heartbeatMs: number; controller: AbortController },
): AsyncGenerator<string> {
  const { signal } = controller
  const iterator = states[Symbol.asyncIterator]()
  try {
    yield `retry: ${RETRY}\n\n`
    let next = iterator.next()
    while (!signal.aborted) {
      const result = await within(next, heartbeatMs, signal)
      if (result === 'late') {
        if (!signal.aborted) yield LIFE
        continue
      }
      if (result.done) return
      yield frameOf(result.value)
      if (hasEnded(result.value)) return
      next = iterator.next()
    }
  } finally {
    controller.abort()
    iterator.return?.().catch(() => undefined)
  }
}

function frameOf(state: RunState): string {
  return `event: state\ndata: ${JSON.stringify(toRunBody(state))}\n\n`
}

/** What a promise gives, or `late` after some milliseconds or when the signal is aborted. */
async function within<T>(
  promise: Promise<T>,
  ms: number,
  signal: AbortSignal,
): Promise<T | 'late'> {
  const timer = new AbortController()
  const either = AbortSignal.any([signal, timer.signal])
  const late = pause(ms, 'late' as const, { signal: either }).catch(() => 'late' as const)
  try {
    return await Promise.race([promise, late])
  } finally {
    timer.abort()
  }
}
