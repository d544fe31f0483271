import type { Role } from '../src/index.ts'
import type { World } from './world.ts'

export interface Told {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly json: Record<string, unknown>
}

let keys = 0

/** Asks an API as a role, in English and with a reason; a header that is empty is left out. */
export function askingOf(world: () => World) {
  const send = async (
    method: 'GET' | 'POST',
    url: string,
    { role, headers, body }: { role: Role; headers: Record<string, string>; body?: unknown },
  ): Promise<Told> => {
    const all = {
      ...(await world().as(role)),
      'accept-language': 'en',
      'dipper-reason': 'asks at the counter',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    }
    const answered = await world().send({
      method,
      url,
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const { status, headers: got, body: text } = answered
    return { status, headers: got, text, json: JSON.parse(text || 'null') as Told['json'] }
  }
  return {
    get: (url: string, role: Role = 'system', headers: Record<string, string> = {}) =>
      send('GET', url, { role, headers }),
    post: (
      url: string,
      body?: unknown,
      { role = 'system' as Role, key = `key-${keys++}`, headers = {} } = {},
    ) => send('POST', url, { role, headers: { 'idempotency-key': key, ...headers }, body }),
  }
}
