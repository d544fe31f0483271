import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'

/** Every script that a page loads from now on, each once, with its size compressed. */
export function loadedScript(
  page: Page,
): () => Promise<readonly { readonly path: string; readonly bytes: number }[]> {
  const found = new Map<string, Promise<number>>()
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (response.request().resourceType() !== 'script' || found.has(pathname)) return
    found.set(pathname, sizeOf(response))
  })
  return () => Promise.all([...found].map(async ([path, bytes]) => ({ path, bytes: await bytes })))
}

async function sizeOf(response: Response): Promise<number> {
  return gzipSync(await response.body(), { level: 9 }).length
}
