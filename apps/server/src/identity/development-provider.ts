import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import type { Configuration, Provider } from 'oidc-provider'
import { AUDIENCE } from '../settings.ts'
import { SIGN_IN, signInPages } from './interaction.ts'
import { signOutPage, startAgainPage } from './pages.ts'
import type { Person } from './people.ts'

export interface DevelopmentProvider {
  readonly issuer: string
  stop(): Promise<void>
}

/** What every person's secret is; the provider hears on the loopback address alone. */
export const DEVELOPMENT_SECRET = 'dipper'

/** Client of the pages: public, by authorization code with PKCE. */
export const WEB_CLIENT = 'dipper-web'

/** Seconds that a token holds. */
const HOUR = 3600

/**
 * An OpenID provider in this process with people who are made up: for development, demonstrations and
 * tests. Tokens by client credentials, the id of a person and the one secret; or, for the pages, by
 * choosing who one is. Throws in production.
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
  const answer = provider.callback()
  const signIn = signInPages(provider, people)
  server.on('request', (request, response) =>
    request.url?.startsWith(SIGN_IN) ? signIn(request, response) : answer(request, response),
  )
  return { issuer, stop: () => stopped(server) }
}

async function providerFor(issuer: string, people: readonly Person[]): Promise<Provider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const known = new Map(people.map((person) => [person.id, person]))
  const { Provider: OpenIdProvider, interactionPolicy } = await import('oidc-provider')
  const policy = interactionPolicy.base()
  // Native applications would ask every time whether they may.
  policy.get('consent')?.checks.remove('native_client_prompt')
  const provider = new OpenIdProvider(issuer, {
    clients: clientsFor(people),
    // A page that is served from anywhere on this machine.
    clientBasedCORS: () => true,
    cookies: { keys: [randomBytes(24).toString('base64url')] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: 60,
      ClientCredentials: HOUR,
      Grant: 12 * HOUR,
      IdToken: HOUR,
      Interaction: HOUR,
      Session: 12 * HOUR,
    },
    interactions: { policy, url: (_, { uid }) => `${SIGN_IN}${uid}` },
    findAccount: (_, id) =>
      known.has(id) ? { accountId: id, claims: () => ({ sub: id }) } : undefined,
    loadExistingGrant: grantEverything,
    renderError: (ctx) => {
      ctx.type = 'html'
      ctx.body = startAgainPage()
    },
    features: featuresOf(),
    extraTokenClaims: (_, token) =>
      claimsOf(known.get(token.kind === 'AccessToken' ? token.accountId : (token.clientId ?? ''))),
  })
  // What it says of missing settings is for providers that are meant to last.
  provider.on('server_error', () => undefined)
  return provider
}

function clientsFor(people: readonly Person[]): NonNullable<Configuration['clients']> {
  const hosts = ['127.0.0.1', 'localhost', '[::1]']
  return [
    {
      client_id: WEB_CLIENT,
      // Of a native application: any port of this machine (RFC 8252, 7.3).
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: hosts.map((host) => `http://${host}/signed-in`),
      post_logout_redirect_uris: hosts.flatMap((host) => [
        `http://${host}/`,
        `http://${host}/desk`,
      ]),
    },
    ...people.map(({ id }) => ({
      client_id: id,
      client_secret: DEVELOPMENT_SECRET,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    })),
  ]
}

function featuresOf(): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    rpInitiatedLogout: {
      logoutSource: (ctx, form) => {
        ctx.body = signOutPage(form)
      },
    },
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
  }
}

/** Nobody is asked whether the pages may know who signed in. */
const grantEverything: NonNullable<Configuration['loadExistingGrant']> = async ({ oidc }) => {
  const { client, session, provider } = oidc
  const accountId = session?.accountId
  if (client === undefined || accountId === undefined) return undefined
  const grant = new provider.Grant({ clientId: client.clientId, accountId })
  grant.addOIDCScope('openid')
  await grant.save()
  return grant
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
