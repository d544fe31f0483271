import { generateKeyPair, SignJWT } from 'jose'
import { type Answered, type Cast, claimsOf, type Send } from './cast.ts'
import { newKey, type TestIssuer } from './issuer.ts'

/** Somebody who comes with such a token, or without any. */
export interface TokenCase {
  readonly name: string
  /** Header `authorization`; undefined: none. */
  readonly header: string | undefined
  readonly status: number
  /** Code of the problem, and its fault; null: let in. */
  readonly answer: string | null
}

/** Every way we know to come with a token that is not right, and the right way. */
export async function tokenCases(issuer: TestIssuer, cast: Cast): Promise<readonly TokenCase[]> {
  const claims = claimsOf('system', cast)
  const good = await issuer.token(claims)
  const forger = { ...(await newKey('forged')), kid: issuer.key.kid }
  const bearer = (token: string) => `Bearer ${token}`
  const refused = (name: string, header: string, fault: string): TokenCase => ({
    name,
    header,
    status: 401,
    answer: `token-invalid (${fault})`,
  })
  return [
    { name: 'a token as it should be', header: bearer(good), status: 200, answer: null },
    { name: 'no token', header: undefined, status: 401, answer: 'token-missing' },
    refused('another scheme', 'Basic dXNlcjpwYXNz', 'malformed'),
    refused('a word', 'Bearer anything', 'malformed'),
    refused('two parts of three', bearer(good.split('.').slice(0, 2).join('.')), 'malformed'),
    {
      name: 'expired',
      header: bearer(await issuer.token(claims, { expires: -31 })),
      status: 401,
      answer: 'token-expired',
    },
    refused('not valid yet', bearer(await issuer.token(claims, { notBefore: 60 })), 'not-yet'),
    refused(
      'of another issuer, by our key',
      bearer(await issuer.token(claims, { issuer: 'https://elsewhere.example' })),
      'issuer',
    ),
    refused(
      'of another issuer, by its key',
      bearer(
        await issuer.token(claims, { issuer: 'https://elsewhere.example', key: await newKey('x') }),
      ),
      'signature',
    ),
    refused(
      'for another audience',
      bearer(await issuer.token(claims, { audience: 'crm' })),
      'audience',
    ),
    refused(
      'signed with a forged key',
      bearer(await issuer.token(claims, { key: forger })),
      'signature',
    ),
    refused('a signature cut short', bearer(good.slice(0, -4)), 'signature'),
    refused('`alg: none`', bearer(withHeader(good, { alg: 'none' }, '')), 'algorithm'),
    refused(
      '`alg: none` with the signature left',
      bearer(withHeader(good, { alg: 'none' })),
      'algorithm',
    ),
    refused(
      'HS256 with the public key as secret',
      bearer(await confused(issuer, claims)),
      'algorithm',
    ),
    refused(
      'HS256 with the key set as secret',
      bearer(await confused(issuer, claims, true)),
      'algorithm',
    ),
    refused(
      'roles changed afterwards',
      bearer(withRoles(await issuer.token(claimsOf('customer', cast)))),
      'signature',
    ),
    refused(
      'a key of its own in the header',
      bearer(await selfSigned(issuer, claims)),
      'signature',
    ),
    refused(
      'a logout token',
      bearer(await issuer.token(claims, { typ: 'logout+jwt' })),
      'malformed',
    ),
    refused(
      'roles that are no list',
      bearer(await issuer.token({ sub: 'u', roles: 'system' })),
      'claims',
    ),
    refused(
      'regions that are no list',
      bearer(await issuer.token({ ...claims, regions: { all: true } })),
      'claims',
    ),
    {
      name: 'no role that is known',
      header: bearer(await issuer.token({ sub: 'u', roles: ['admin', 'SYSTEM'] })),
      status: 403,
      answer: 'not-allowed',
    },
    {
      name: 'no roles at all',
      header: bearer(await issuer.token({ sub: 'u' })),
      status: 403,
      answer: 'not-allowed',
    },
    {
      name: 'a customer without a customer id',
      header: bearer(await issuer.token({ sub: cast.self.customerId, roles: ['customer'] })),
      status: 403,
      answer: 'not-yours',
    },
  ]
}

/** What a token is answered with when it asks for a customer's star: status, code and fault. */
export async function askWith(
  send: Send,
  { header }: TokenCase,
  cast: Cast,
): Promise<{
  readonly status: number
  readonly answer: string | null
  readonly answered: Answered
}> {
  const answered = await send({
    method: 'GET',
    url: `/v1/customers/${encodeURIComponent(cast.self.customerId)}/star`,
    headers: header === undefined ? {} : { authorization: header },
  })
  const { code, params } = JSON.parse(answered.body) as {
    code?: string
    params?: { fault?: string }
  }
  const fault = params?.fault === undefined ? '' : ` (${params.fault})`
  return { status: answered.status, answer: code === undefined ? null : code + fault, answered }
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const decoded = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as object

function withHeader(token: string, header: object, signature?: string): string {
  const [, payload = '', signed = ''] = token.split('.')
  return [encoded({ typ: 'at+jwt', ...header }), payload, signature ?? signed].join('.')
}

function withRoles(token: string): string {
  const [header = '', payload, signature = ''] = token.split('.')
  return [header, encoded({ ...decoded(payload), roles: ['system'] }), signature].join('.')
}

/** A token that a verifier takes which lets the header choose between secret and public key. */
async function confused(issuer: TestIssuer, claims: object, asJwk = false): Promise<string> {
  const { publicKey, jwk, kid } = issuer.key
  const spki = await crypto.subtle.exportKey('spki', publicKey)
  const secret = asJwk
    ? JSON.stringify(jwk)
    : `-----BEGIN PUBLIC KEY-----\n${Buffer.from(spki).toString('base64')}\n-----END PUBLIC KEY-----`
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256', kid, typ: 'at+jwt' })
    .setIssuer(issuer.address)
    .setAudience('dipper')
    .setExpirationTime('10 minutes')
    .sign(new TextEncoder().encode(secret))
}

/** A token that brings the key it is to be verified with. */
async function selfSigned(issuer: TestIssuer, claims: object): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256')
  const { jwk } = await newKey('own')
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', jwk, kid: issuer.key.kid, typ: 'at+jwt' })
    .setIssuer(issuer.address)
    .setAudience('dipper')
    .setExpirationTime('10 minutes')
    .sign(privateKey)
}
