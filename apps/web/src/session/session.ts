/** Who is signed in, as the access token says. */
export interface Person {
  readonly subject: string
  readonly name: string
  readonly roles: readonly string[]
  /** Who the person is as a customer. */
  readonly customerId: string | null
}

export type Session =
  | { readonly state: 'none' }
  | { readonly state: 'in'; readonly person: Person; readonly token: string }
  /** The token is no longer believed; who it was is still known. */
  | { readonly state: 'ended'; readonly person: Person }

const KEY = 'dipper.session'
const NONE: Session = { state: 'none' }

/** Gone with the tab: nobody finds it in the next one. */
let session: Session = read()
const listeners = new Set<() => void>()

export function currentSession(): Session {
  return session
}

/** @param idToken to tell the issuer who signs out */
export function begin(token: string, idToken: string | undefined): void {
  sessionStorage.setItem(KEY, JSON.stringify({ token, idToken }))
  change(read())
}

/** The API has refused the token. */
export function endSession(): void {
  if (session.state !== 'in') return
  change({ state: 'ended', person: session.person })
}

/** Takes the session out, and gives the ID token of it. */
export function forget(): string | undefined {
  const idToken = stored()?.idToken
  sessionStorage.removeItem(KEY)
  change(NONE)
  return idToken
}

function read(): Session {
  const token = stored()?.token
  const person = token === undefined ? null : personOf(token)
  return token === undefined || person === null ? NONE : { state: 'in', person, token }
}

function stored(): { readonly token?: string; readonly idToken?: string } | null {
  const text = sessionStorage.getItem(KEY)
  return text === null ? null : JSON.parse(text)
}

/** The claims of docs/http-api.md. The API checks them; a page only chooses by them what to ask for. */
function personOf(token: string): Person | null {
  try {
    const payload = token.split('.')[1] ?? ''
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    )
    const claims = JSON.parse(new TextDecoder().decode(bytes))
    return {
      subject: String(claims.sub),
      name: String(claims.name ?? claims.sub),
      roles: Array.isArray(claims.roles) ? claims.roles.map(String) : [],
      customerId: typeof claims.customer_id === 'string' ? claims.customer_id : null,
    }
  } catch {
    return null
  }
}

function change(next: Session): void {
  session = next
  for (const tell of listeners) tell()
}

export function onSession(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
