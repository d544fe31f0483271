import { useCallback, useEffect, useState } from 'react'
import { currentSession } from '../session/session.ts'
import { useSettings } from '../settings/settings.tsx'
import { ask, type Failure, failureOf, type Question } from './ask.ts'
import { keep, keptAnswer } from './kept.ts'

export type Answer<T> =
  | { readonly state: 'waiting' }
  | {
      readonly state: 'here'
      readonly data: T
      /** When it was answered, milliseconds since 1970. */
      readonly at: number
      /** It is the last one there was: there is no network. */
      readonly old: boolean
    }
  | { readonly state: 'failed'; readonly failure: Failure }

export interface Asked<T> {
  readonly answer: Answer<T>
  /** Asks once more; what is shown stays until the new answer is there. */
  readonly again: () => void
}

/**
 * Asks the API, again when the language changes. Without a network the last answer is given.
 *
 * @param path null: nothing is asked yet
 */
export function useAnswer<T>(path: string | null, reason?: string): Asked<T> {
  const { language } = useSettings()
  const [answer, setAnswer] = useState<Answer<T>>({ state: 'waiting' })
  const [asked, setAsked] = useState(0)
  const again = useCallback(() => setAsked((times) => times + 1), [])

  useEffect(() => setAnswer({ state: 'waiting' }), [path])
  useEffect(() => {
    if (path === null) return
    const left = new AbortController()
    const { signal } = left
    const question = { language, signal, ...(reason === undefined ? {} : { reason }) }
    const answered = async () => {
      const next = await answerTo<T>(path, question)
      if (!signal.aborted) setAnswer(next)
    }
    void answered()
    return () => left.abort()
  }, [path, language, reason, asked])

  useEffect(() => {
    const back = () => again()
    addEventListener('online', back)
    return () => removeEventListener('online', back)
  }, [again])

  return {
    answer,
    again: useCallback(() => {
      setAnswer((now) => (now.state === 'failed' ? { state: 'waiting' } : now))
      again()
    }, [again]),
  }
}

/** The answer, or the last one there was, or why there is none. */
async function answerTo<T>(path: string, question: Question): Promise<Answer<T>> {
  const name = `${question.language} ${path}`
  try {
    const data = await ask<T>(path, question)
    keep(whose(), name, data)
    return { state: 'here', data, at: Date.now(), old: false }
  } catch (error) {
    const failure = failureOf(error)
    const last = failure.why === 'unreachable' ? keptAnswer<T>(whose(), name) : null
    return last === null ? { state: 'failed', failure } : { state: 'here', ...last, old: true }
  }
}

function whose(): string {
  const session = currentSession()
  return session.state === 'none' ? '' : session.person.subject
}
