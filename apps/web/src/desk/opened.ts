/** The customer who is open on the desk, and why. */
export interface Opened {
  readonly customerId: string
  /** Masked, as found; null where none is kept. */
  readonly name: string | null
  readonly reason: string
}

const KEY = 'dipper.desk.opened'

interface Kept extends Opened {
  readonly by: string
}

/** Keeps it in the tab, so that a sign-in in between comes back to it. */
export function keepOpened(by: string, opened: Opened): void {
  const kept: Kept = { by, ...opened }
  sessionStorage.setItem(KEY, JSON.stringify(kept))
}

/** What this person had open; whoever else signs in begins anew. */
export function openedBy(by: string): Opened | null {
  const text = sessionStorage.getItem(KEY)
  const kept = text === null ? null : (JSON.parse(text) as Kept)
  if (kept !== null && kept.by !== by) forgetOpened()
  return kept?.by === by ? kept : null
}

export function forgetOpened(): void {
  sessionStorage.removeItem(KEY)
}
