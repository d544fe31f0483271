import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

/** A signing key of an issuer. */
export interface Key {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly jwk: JWK
}

export interface Claims {
  readonly sub: string
  readonly roles?: unknown
  readonly regions?: unknown
  readonly customer_id?: unknown
}

/** How a token is made; what is left out is as it should be. */
export interface Making {
  readonly key?: Key
  readonly issuer?: string
  readonly audience?: string
  /** Seconds from now. */
  readonly expires?: number
  readonly notBefore?: number
  readonly typ?: string
}

/** Making a key takes long: issuers of one file begin with the same. */
let firstKey: Promise<Key> | undefined

export const AUDIENCE = 'dipper'

/** An OpenID Connect issuer on this machine: discovery, keys, and tokens for whoever is asked for. */
export class TestIssuer {
  readonly address: string
  readonly #server: Server
  #keys: Key[]
  /** How often its keys were fetched. */
  fetched = 0
  /** Answers 500 while it is down. */
  down = false

  private constructor(server: Server, keys: Key[]) {
    this.#server = server
    this.#keys = keys
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on('request', (request, response) => {
      const body = this.#documents()[request.url ?? '']
      response.writeHead(body === undefined || this.down ? 500 : 200, {
        'content-type': 'application/json',
      })
      response.end(JSON.stringify(body ?? {}))
      if (request.url === '/keys') this.fetched += 1
    })
  }

  static async start(): Promise<TestIssuer> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    firstKey ??= newKey('first')
    return new TestIssuer(server, [await firstKey])
  }

  get key(): Key {
    return this.#keys.at(-1) as Key
  }

  /** Signs with a new key from now on, and no longer shows the old ones. */
  async rotate(kid: string): Promise<void> {
    this.#keys = [await newKey(kid)]
  }

  async token(claims: Claims, making: Making = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    const { key = this.key, typ = 'at+jwt' } = making
    const { sub, ...rest } = claims
    const jwt = new SignJWT({ ...rest })
      .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ })
      .setSubject(sub)
      .setIssuer(making.issuer ?? this.address)
      .setAudience(making.audience ?? AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + (making.expires ?? 600))
    if (making.notBefore !== undefined) jwt.setNotBefore(now + making.notBefore)
    return jwt.sign(key.privateKey)
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #documents(): Readonly<Record<string, unknown>> {
    return {
      '/.well-known/openid-configuration': {
        issuer: this.address,
        jwks_uri: `${this.address}/keys`,
      },
      '/keys': { keys: this.#keys.map(({ jwk }) => jwk) },
    }
  }
}

export async function newKey(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }
  return { kid, privateKey, publicKey, jwk }
}
