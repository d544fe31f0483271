/** Of `worker.js`. */
const KEPT = 'pages-1'

/** Keeps the pages on the device once they have been opened. Without it they need a network to open. */
export function openWithoutNetwork(): void {
  if (!('serviceWorker' in navigator)) return
  addEventListener('load', () => void start().catch(() => undefined))
}

async function start(): Promise<void> {
  await navigator.serviceWorker.register('/worker.js')
  await navigator.serviceWorker.ready
  const kept = await caches.open(KEPT)
  await kept.addAll([location.pathname, ...loaded()])
}

/** What came before the worker was there, and so past it. */
function loaded(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname)
}
