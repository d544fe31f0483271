import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import { signInPage, startAgainPage } from './pages.ts'
import type { Person } from './people.ts'

/** Where the development provider asks who one is. */
export const SIGN_IN = '/sign-in/'

/** A person's id of 64 characters of any alphabet, percent-encoded, and the name of the field. */
const MOST_BYTES = 2048

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
}

/** Answers the page with the people to sign in as, and takes who was chosen. */
export function signInPages(
  provider: Provider,
  people: readonly Person[],
): (request: IncomingMessage, response: ServerResponse) => void {
  const known = new Set(people.map(({ id }) => id))
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    await provider.interactionDetails(request, response)
    const chosen = request.method === 'POST' ? await personIn(request) : null
    if (chosen === null || !known.has(chosen)) return show(response, 200, signInPage(people))
    await provider.interactionFinished(request, response, { login: { accountId: chosen } })
  }
  return (request, response) => {
    // An address that was kept, or a sign-in that was left open too long.
    answer(request, response).catch(() => show(response, 400, startAgainPage()))
  }
}

function show(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, HEADERS).end(page)
}

async function personIn(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > MOST_BYTES) return null
    parts.push(part)
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8')).get('person')
}
