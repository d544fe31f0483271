/** The last answer to a question, for when there is no network. Forgotten when the person signs out. */
export interface Kept<T> {
  readonly data: T
  /** Milliseconds since 1970. */
  readonly at: number
}

const PREFIX = 'dipper.kept.'

/** @param whose subject of the token: on a shared telephone nobody is shown another's answers */
export function keep(whose: string, question: string, data: unknown): void {
  try {
    const kept = { data, at: Date.now() }
    localStorage.setItem(`${PREFIX}${whose} ${question}`, JSON.stringify(kept))
  } catch {
    // No room: there will be no answer without a network, that is all.
  }
}

export function keptAnswer<T>(whose: string, question: string): Kept<T> | null {
  const text = localStorage.getItem(`${PREFIX}${whose} ${question}`)
  return text === null ? null : (JSON.parse(text) as Kept<T>)
}

export function forgetAnswers(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX)) localStorage.removeItem(key)
  }
}
