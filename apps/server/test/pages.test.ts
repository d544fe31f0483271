import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { fastify } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { servePages } from '../src/pages/serve-pages.ts'

const ISSUER = 'https://sign-in.example/realms/one'
const app = fastify()
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dipper-pages-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>customer</title>')
  writeFileSync(join(folder, 'desk.html'), '<!doctype html><title>desk</title>')
  writeFileSync(join(folder, 'assets', 'a-1f2e.js'), 'console.log(1)\n'.repeat(50))
  writeFileSync(join(folder, 'notes.txt'), 'not for anybody')
  app.get('/v1/thing', async () => ({ of: 'the API' }))
  expect(servePages(app as never, { issuer: ISSUER, clientId: 'web', folder })).toBe(true)
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })

it('answers the pages, and leaves the rest to the API', async () => {
  expect((await get('/')).body).toContain('customer')
  expect((await get('/?from=sms')).body).toContain('customer')
  expect((await get('/desk')).headers['content-type']).toBe('text/html; charset=utf-8')
  expect((await get('/pages/config.json')).json()).toEqual({ issuer: ISSUER, clientId: 'web' })
  expect((await get('/v1/thing')).json()).toEqual({ of: 'the API' })
  for (const path of ['/index.html', '/notes.txt', '/../package.json', '/assets/', '/%2e%2e/x']) {
    expect((await get(path)).statusCode, path).toBe(404)
  }
  expect((await app.inject({ method: 'POST', url: '/' })).statusCode).toBe(404)
})

it('lets in nothing from elsewhere, and nothing inline', async () => {
  const { headers } = await get('/')
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("connect-src 'self' https://sign-in.example;")
  expect(policy).not.toMatch(/unsafe|\*/)
  expect(headers['x-frame-options']).toBe('DENY')
})

it('is kept as long as it stays the same', async () => {
  const page = await get('/')
  expect(page.headers['cache-control']).toBe('no-cache')
  const again = await get('/', { 'if-none-match': String(page.headers['etag']) })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  const asset = await get('/assets/a-1f2e.js', { 'accept-encoding': 'gzip' })
  expect(asset.headers['cache-control']).toContain('immutable')
  expect(gunzipSync(asset.rawPayload).toString()).toContain('console.log')
  const refused = await get('/assets/a-1f2e.js', { 'accept-encoding': 'br;q=0, gzip;q=0' })
  expect(refused.headers['content-encoding']).toBeUndefined()
})

it('serves the API alone where nothing is built', () => {
  const missing = join(folder, 'missing')
  expect(servePages(app as never, { issuer: ISSUER, clientId: 'web', folder: missing })).toBe(false)
})
