import { execFile } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { buildApi, oidcIdentity } from '@dipper/api'
import { DEVELOPMENT_SECRET, type Person, startDevelopmentProvider } from '@dipper/server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { servePages } from '../../server/src/pages/serve-pages.ts'
import type { Language } from '../src/api/answers.ts'
import { PEOPLE } from './people.ts'
import { portsInMemory } from './ports.ts'

const run = promisify(execFile)

/** What becomes of the API's answers. */
export type Weather = 'fine' | 'slow' | 'failing' | 'ended'

/** The pages as they are built, on the API over ports in memory, with the provider for development. */
export interface World {
  readonly address: string
  weather: Weather
  /** Lets those who wait in slow weather go on. */
  release(): void
  tokenOf(person: string): Promise<string>
  stop(): Promise<void>
}

const SIGNED_IN: readonly Person[] = [
  ...PEOPLE.map(({ id, name }) => ({ id, name, roles: ['customer'] as const, customerId: id })),
  { id: 'C-gone', name: '无记录', roles: ['customer'], customerId: 'C-gone' },
  { id: 'agent', name: '热线坐席', roles: ['agent'], regions: ['anhui'] },
]

const UNLIMITED = { customer: null, agent: null, shop: null, auditor: null, system: null }

export async function startWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'dipper-web-'))
  await buildPages(folder)
  const provider = await startDevelopmentProvider('development', SIGNED_IN)
  const { issuer } = provider
  const sky = new EventEmitter()
  const world: Pick<World, 'weather'> = { weather: 'fine' }
  const app = buildApi({
    ports: portsInMemory(),
    identity: oidcIdentity({ issuer, audience: 'dipper' }),
    limits: {
      anonymous: null,
      rates: { ...UNLIMITED, 'data-operator': null, 'policy-reader': null },
    },
  })
  app.addHook('onRequest', async ({ url, headers }, reply) => {
    if (!url.startsWith('/v1/') || world.weather === 'fine') return
    if (world.weather === 'slow')
      return Promise.race([once(sky, 'clears'), wait(15_000)]).then(() => undefined)
    const [status, code] = world.weather === 'ended' ? [401, 'token-expired'] : [503, 'failed']
    const detail = LATER[headers['accept-language'] as Language]
    return reply.code(status as number).send({ ...PROBLEM, detail, status, code })
  })
  servePages(app, { issuer, clientId: 'dipper-web', folder })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return Object.assign(world, {
    address,
    release: () => void sky.emit('clears'),
    tokenOf: (person: string) => tokenOf(issuer, person),
    stop: async () => {
      sky.emit('clears')
      await app.close()
      await provider.stop()
      rmSync(folder, { recursive: true })
    },
  })
}

/** What the API says when it fails. */
export const LATER: Readonly<Record<Language, string>> = {
  'zh-CN': '数据暂时无法读取，请稍后重试。',
  'zh-TW': '資料暫時無法讀取，請稍後重試。',
  en: 'The data cannot be read right now. Please try again later.',
}

const PROBLEM = {
  type: 'urn:dipper:problem:failed',
  title: '数据暂时无法读取',
  params: {},
  requestId: 'k3v9-1a',
}

/** As `npm run build` does; in this process it would be a build for development. */
export async function buildPages(folder = 'dist'): Promise<void> {
  const vite = join(
    dirname(createRequire(import.meta.url).resolve('vite/package.json')),
    'bin/vite.js',
  )
  await run(process.execPath, [vite, 'build', '--logLevel', 'warn', '--outDir', folder], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, NODE_ENV: 'production' },
  })
}

async function tokenOf(issuer: string, person: string): Promise<string> {
  const basic = Buffer.from(`${person}:${DEVELOPMENT_SECRET}`).toString('base64')
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return ((await response.json()) as { access_token: string }).access_token
}

export interface Visit {
  /** Signed in as; left out: nobody. */
  readonly person?: string
  readonly language?: Language
  readonly theme?: 'light' | 'dark'
  readonly width?: number
  /** Lets the pages keep themselves on the device. */
  readonly keeping?: boolean
}

/** Sunday morning in the month of the answers. */
const NOW = new Date('2026-11-22T02:00:00Z')

/** A browser of somebody's own, at the door. */
export async function visit(browser: Browser, world: World, by: Visit = {}): Promise<Page> {
  const { person, language = 'zh-CN', theme = 'light', width = 360, keeping = false } = by
  const context = await browser.newContext({
    viewport: { width, height: width < 700 ? 780 : 900 },
    colorScheme: theme,
    locale: language,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    serviceWorkers: keeping ? 'allow' : 'block',
    baseURL: world.address,
  })
  await signedIn(context, person === undefined ? null : await world.tokenOf(person), language)
  context.setDefaultTimeout(8000)
  const page = await context.newPage()
  await page.clock.setFixedTime(NOW)
  return page
}

async function signedIn(
  context: BrowserContext,
  token: string | null,
  language: Language,
): Promise<void> {
  await context.addInitScript(
    ([token, language]) => {
      if (localStorage.getItem('dipper.language') === null) {
        localStorage.setItem('dipper.language', language as string)
      }
      if (token !== null && sessionStorage.getItem('dipper.session') === null) {
        sessionStorage.setItem('dipper.session', JSON.stringify({ token }))
      }
    },
    [token, language] as const,
  )
}
