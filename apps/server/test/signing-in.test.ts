import { createHash, randomBytes } from 'node:crypto'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  DEVELOPMENT_SECRET,
  type DevelopmentProvider,
  startDevelopmentProvider,
  WEB_CLIENT,
} from '../src/identity/development-provider.ts'

const BACK = 'http://127.0.0.1:4711/signed-in'
const PEOPLE = [
  { id: 'C<1>', name: '甲 & 乙', roles: ['customer'] as const, customerId: 'C<1>' },
  { id: 'agent', name: '热线坐席', roles: ['agent'] as const, regions: ['anhui'] },
]

let provider: DevelopmentProvider

beforeAll(async () => {
  provider = await startDevelopmentProvider('development', PEOPLE)
})
afterAll(() => provider.stop())

/** Goes where it is sent, with its cookies, and stops outside the issuer. */
class Browser {
  readonly #cookies = new Map<string, string>()

  async go(address: string, body?: URLSearchParams): Promise<{ url: string; text: string }> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie },
      ...(body === undefined ? {} : { body }),
    })
    for (const each of response.headers.getSetCookie()) {
      const [name = '', value = ''] = each.split(';')[0]?.split(/=(.*)/s) ?? []
      this.#cookies.set(name, value)
    }
    const next = response.headers.get('location')
    if (next === null) return { url: address, text: await response.text() }
    const url = new URL(next, address).href
    return url.startsWith(provider.issuer) ? this.go(url) : { url, text: '' }
  }
}

function asking(verifier: string, more: Record<string, string> = {}): string {
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const query = new URLSearchParams({
    client_id: WEB_CLIENT,
    response_type: 'code',
    redirect_uri: BACK,
    scope: 'openid',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  })
  return `${provider.issuer}/auth?${query}`
}

async function tokenFor(code: string, verifier: string): Promise<Response> {
  return fetch(`${provider.issuer}/token`, {
    method: 'POST',
    headers: { origin: 'http://127.0.0.1:4711' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: WEB_CLIENT,
      redirect_uri: BACK,
      code,
      code_verifier: verifier,
    }),
  })
}

it('lets one choose who one is, and gives the page a token of that person', async () => {
  const browser = new Browser()
  const verifier = randomBytes(32).toString('base64url')
  const list = await browser.go(asking(verifier))
  expect(list.text).toContain('甲 &amp; 乙')
  expect(list.text).not.toMatch(/<script|C<1>/)

  const nobody = await browser.go(list.url, new URLSearchParams({ person: 'somebody else' }))
  expect(nobody.text).toContain('热线坐席')

  const back = await browser.go(list.url, new URLSearchParams({ person: 'C<1>' }))
  const code = new URL(back.url).searchParams.get('code') ?? ''
  expect(back.url.startsWith(BACK)).toBe(true)
  const answer = await tokenFor(code, verifier)
  expect(answer.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:4711')
  const { access_token: token } = (await answer.json()) as { access_token: string }
  expect(decodeJwt(token)).toMatchObject({
    aud: 'dipper',
    sub: 'C<1>',
    roles: ['customer'],
    customer_id: 'C<1>',
  })
})

it('gives no token without the verifier, and goes back to nowhere else', async () => {
  const browser = new Browser()
  const { url } = await browser.go(asking('a'.repeat(43)))
  const back = await browser.go(url, new URLSearchParams({ person: 'agent' }))
  const code = new URL(back.url).searchParams.get('code') ?? ''
  expect((await tokenFor(code, 'b'.repeat(43))).status).toBe(400)

  const elsewhere = asking('a'.repeat(43), { redirect_uri: 'https://elsewhere.example/signed-in' })
  expect((await fetch(elsewhere, { redirect: 'manual' })).status).toBe(400)
})

it('still gives tokens by client credentials', async () => {
  const response = await fetch(`${provider.issuer}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`agent:${DEVELOPMENT_SECRET}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token } = (await response.json()) as { access_token: string }
  expect(decodeJwt(token)).toMatchObject({ aud: 'dipper', roles: ['agent'], regions: ['anhui'] })
})

it('says to start again where a sign-in is over', async () => {
  const response = await fetch(`${provider.issuer}/sign-in/long-ago`)
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('登录已过期')
})
