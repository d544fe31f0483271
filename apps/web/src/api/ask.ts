import { currentSession, endSession } from '../session/session.ts'
import type { Language, Problem } from './answers.ts'

/** Why there is no answer. */
export type Failure =
  /** The token is not believed any more. */
  | { readonly why: 'ended' }
  /** Nothing came back: no network, or the server is away. */
  | { readonly why: 'unreachable' }
  /** Nothing came back in time. */
  | { readonly why: 'slow' }
  | { readonly why: 'problem'; readonly problem: Problem }

class NoAnswer extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.why)
    this.failure = failure
  }
}

/** Why there is no answer, of what `ask` or `change` was rejected with. A question that was left is one, too. */
export function failureOf(error: unknown): Failure {
  if (error instanceof NoAnswer) return error.failure
  if (error instanceof DOMException && error.name === 'AbortError') return { why: 'unreachable' }
  throw error
}

export interface Question {
  /** Sentences of the answer are in it. */
  readonly language: Language
  /** Why a customer is looked up: staff must say. */
  readonly reason?: string
  readonly signal?: AbortSignal
}

export interface Change extends Question {
  readonly body: unknown
  /** New for each intent, and the same when it is sent again. */
  readonly key: string
}

const PATIENCE_MS = 20_000

/** Asks the API in the name of who is signed in. Rejects with NoAnswer, or an AbortError. */
export function ask<T>(path: string, question: Question): Promise<T> {
  return send<T>(path, question, {})
}

/** Changes something. After `unreachable` and `slow` it is not known whether it was done: send it again. */
export function change<T>(path: string, { body, key, ...question }: Change): Promise<T> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key }
  return send<T>(path, question, { method: 'POST', body: JSON.stringify(body), headers })
}

async function send<T>(path: string, question: Question, more: RequestInit): Promise<T> {
  const { language, reason, signal } = question
  const session = currentSession()
  if (session.state !== 'in') throw new NoAnswer({ why: 'ended' })
  const headers = {
    ...(more.headers as Record<string, string> | undefined),
    accept: 'application/json',
    'accept-language': language,
    authorization: `Bearer ${session.token}`,
    ...(reason === undefined ? {} : { 'dipper-reason': encodeURIComponent(reason) }),
  }
  const response = await answered(path, { ...more, headers }, signal)
  if (response.ok) return (await response.json()) as T
  if (response.status === 401) {
    endSession()
    throw new NoAnswer({ why: 'ended' })
  }
  throw new NoAnswer(await failureIn(response))
}

async function answered(path: string, request: RequestInit, left?: AbortSignal): Promise<Response> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  const signal = left === undefined ? patience : AbortSignal.any([left, patience])
  try {
    return await fetch(path, { ...request, signal })
  } catch (error) {
    if (left?.aborted === true) throw error
    throw new NoAnswer({ why: patience.aborted ? 'slow' : 'unreachable' })
  }
}

/** A proxy in between answers in its own words. */
async function failureIn(response: Response): Promise<Failure> {
  try {
    return { why: 'problem', problem: (await response.json()) as Problem }
  } catch {
    const { status, statusText: title } = response
    const problem = { status, title, detail: '', code: 'unknown', requestId: '' }
    return { why: 'problem', problem }
  }
}

/** A part of a path: ids may be of any alphabet. */
export const part = encodeURIComponent
