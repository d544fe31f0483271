import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import type { Provider } from 'oidc-provider'
import { AUDIENCE } from '../settings.ts'
import type { Person } from './people.ts'

export interface DevelopmentProvider {
  readonly issuer: string
  stop(): Promise<void>
}

/** What every person's secret is; the provider hears on the loopback address alone. */
export const DEVELOPMENT_SECRET = 'dipper'

/** Seconds that a token holds. */
const HOUR = 3600

/**
 * An OpenID provider in this process with people who are made up: for development, demonstrations and
 * tests. Tokens by client credentials, the id of a person and the one secret. Throws in production.
 */
export async function startDevelopmentProvider(
  mode: 'development' | 'production',
  people: readonly Person[],
  port = 0,
): Promise<DevelopmentProvider> {
  if (mode === 'production')
    throw new Error('the identity provider for development is refused here')
  const server = createServer()
  await new Promise<void>((ready, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => ready())
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = await quietly(() => providerFor(issuer, people))
  server.on('request', provider.callback())
  return { issuer, stop: () => stopped(server) }
}

async function providerFor(issuer: string, people: readonly Person[]): Promise<Provider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const known = new Map(people.map((person) => [person.id, person]))
  const { Provider: OpenIdProvider } = await import('oidc-provider')
  const provider = new OpenIdProvider(issuer, {
    clients: people.map(({ id }) => ({
      client_id: id,
      client_secret: DEVELOPMENT_SECRET,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    })),
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    ttl: { ClientCredentials: HOUR },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE_RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: AUDIENCE,
          accessTokenTTL: HOUR,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    extraTokenClaims: (_, token) => claimsOf(known.get(token.clientId ?? '')),
  })
  // What it says of missing settings is for providers that are meant to last.
  provider.on('server_error', () => undefined)
  return provider
}

/** It warns of every Node before 22, on which it runs, and of what is for development only, as this is. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console
  // oxlint-disable-next-line no-console -- that is where it warns
  console.warn = () => undefined
  try {
    return await work()
  } finally {
    // oxlint-disable-next-line no-console -- and back
    console.warn = warn
  }
}

/** A resource is named by an absolute URI; tokens carry the plain audience. */
const AUDIENCE_RESOURCE = 'urn:dipper:api'

function claimsOf(person: Person | undefined): Record<string, unknown> {
  if (person === undefined) return {}
  const { roles, regions, customerId, name } = person
  return {
    name,
    roles,
    ...(regions === undefined ? {} : { regions }),
    ...(customerId === undefined ? {} : { customer_id: customerId }),
  }
}

function stopped(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done) => server.close(() => done()))
}
