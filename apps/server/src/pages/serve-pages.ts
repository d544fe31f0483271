import { fileURLToPath } from 'node:url'
import type { buildApi } from '@dipper/api'
import { type BuiltFile, builtFiles, fileOf } from './built-files.ts'

type App = ReturnType<typeof buildApi>

export interface PagesOptions {
  /** Where people sign in. */
  readonly issuer: string
  /** The pages' public client there. */
  readonly clientId: string
  /** The build: that of apps/web. */
  readonly folder?: string
}

const BUILT = fileURLToPath(new URL('../../../web/dist', import.meta.url))
const YEAR = 31_536_000

/**
 * Answers the pages for people beside the API, from memory and without a token: they hold no data.
 * False where they are not built: the API alone is served then.
 */
export function servePages(app: App, options: PagesOptions): boolean {
  const { issuer, clientId, folder = BUILT } = options
  const files = builtFiles(folder)
  if (files.size === 0) return false
  const config = Buffer.from(JSON.stringify({ issuer, clientId }))
  files.set('/pages/config.json', fileOf(config, '.json', 'pages/config.json'))
  const policy = contentPolicy(new URL(issuer).origin)
  // Not a route: routes are those of the API, each with an entry in its table of rights.
  app.addHook('onRequest', (request, reply, done) => {
    const file = isLookUp(request.method) ? files.get(pathOf(request.url)) : undefined
    if (file === undefined) return done()
    void answerWith(file, policy, request, reply)
  })
  return true
}

function answerWith(
  file: BuiltFile,
  policy: string,
  { method, headers }: { readonly method: string; readonly headers: Headers },
  reply: Reply,
): Reply {
  reply.headers({
    etag: file.etag,
    vary: 'Accept-Encoding',
    'cache-control': file.lasting ? `public, max-age=${YEAR}, immutable` : 'no-cache',
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
  if (headers['if-none-match'] === file.etag) return reply.code(304).send()
  const [encoding, bytes] = encoded(file, headers['accept-encoding'])
  if (encoding !== null) reply.header('content-encoding', encoding)
  reply.type(file.type).header('content-length', bytes.length)
  return method === 'HEAD' ? reply.send() : reply.send(bytes)
}

interface Headers {
  readonly 'if-none-match'?: string | undefined
  readonly 'accept-encoding'?: string | string[] | undefined
}

/** What is used of fastify's. */
interface Reply {
  header(name: string, value: string | number): Reply
  headers(values: Readonly<Record<string, string>>): Reply
  code(status: number): Reply
  type(name: string): Reply
  send(bytes?: Buffer): Reply
}

/** Scripts, styles and answers of this server, and answers of the issuer: nothing else, nothing inline. */
function contentPolicy(issuer: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${issuer}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function encoded(file: BuiltFile, accepted: string | string[] = ''): [string | null, Buffer] {
  const names = String(accepted)
    .split(',')
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
    .map((part) => part.replace(/;.*/s, '').trim())
  if (file.br !== null && names.includes('br')) return ['br', file.br]
  if (file.gzip !== null && names.includes('gzip')) return ['gzip', file.gzip]
  return [null, file.plain]
}

function isLookUp(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

function pathOf(url: string): string {
  return url.replace(/[?#].*$/s, '')
}
