// Keeps the pages themselves, so that they open without a network; answers of the API are never kept here.
const KEPT = 'pages-1'
/** More than a build has; those of older builds go first. */
const MOST = 80

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (pathname.startsWith('/assets/')) event.respondWith(keptFirst(request))
  else if (['/', '/desk', '/icon.svg'].includes(pathname)) event.respondWith(networkFirst(request))
})

/** The name of an asset says its content. */
async function keptFirst(request) {
  const kept = await caches.open(KEPT)
  return (await kept.match(request)) ?? fetched(kept, request)
}

async function networkFirst(request) {
  const kept = await caches.open(KEPT)
  try {
    return await fetched(kept, request)
  } catch (error) {
    const last = await kept.match(request, { ignoreSearch: true })
    if (last === undefined) throw error
    return last
  }
}

async function fetched(kept, request) {
  const answer = await fetch(request)
  if (answer.ok) {
    await kept.put(request, answer.clone())
    const names = await kept.keys()
    for (const old of names.slice(0, Math.max(0, names.length - MOST))) await kept.delete(old)
  }
  return answer
}
