import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'

/** Every script that a page loads from now on, each once, with its size compressed. */
export function loadedScript(
  page: Page,
): () => Promise<readonly { readonly path: string; readonly bytes: number }[]> {
  const found = new Map<string, Promise<number>>()
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (response.request().resourceType() !== 'script' || found.has(pathname)) return
    found.set(pathname, sizeOf(response.url()))
  })
  return () => Promise.all([...found].map(async ([path, bytes]) => ({ path, bytes: await bytes })))
}

/** Asked for once more: the browser forgets what it has loaded when it goes to another page. */
async function sizeOf(address: string): Promise<number> {
  const script = Buffer.from(await (await fetch(address)).arrayBuffer())
  return gzipSync(script, { level: 9 }).length
}
