import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Role } from '../src/index.ts'
import { sendTo } from './cast.ts'
import { newWorld, type World } from './world.ts'

let world: World
let address: string
beforeEach(async () => {
  world = await newWorld({ limits: { heartbeatMs: 30, streams: 2 } })
  address = await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(() => world.stop())

/** A stream of events, read as it comes. */
class Stream {
  readonly response: Response
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  #text = ''
  #ended = false

  constructor(response: Response) {
    this.response = response
    this.#reader = (response.body as ReadableStream<Uint8Array>).getReader()
  }

  static async open(role: Role = 'system', run = 1, token?: string): Promise<Stream> {
    const headers = token ? { authorization: `Bearer ${token}` } : await world.as(role)
    return new Stream(await fetch(`${address}/v1/runs/${run}/events`, { headers }))
  }

  /** All that came once it holds some text; everything where it ends before. */
  async until(text: string): Promise<string> {
    while (!this.#text.includes(text) && !this.#ended) {
      const { done, value } = await this.#reader.read()
      this.#ended = done
      this.#text += new TextDecoder().decode(value)
    }
    return this.#text
  }

  async end(): Promise<string> {
    return this.until('\u0000')
  }

  async leave(): Promise<void> {
    await this.#reader.cancel()
  }
}

describe('a stream of events', () => {
  it('gives the present state, each that comes, and ends with the run', async () => {
    const stream = await Stream.open()
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    await stream.until('"done":1')
    world.ports.tell(1, { progress: { phase: 'assess', done: 2, total: 2 } })
    await stream.until('"done":2')
    world.ports.tell(1, { state: 'done', endedAt: new Date(5) })
    const events = (await stream.end()).split('\n\n').filter((each) => each.startsWith('event:'))
    expect(events.map((each) => /"state":"(\w+)"/.exec(each)?.[1])).toEqual([
      'running',
      'running',
      'done',
    ])
    expect(world.ports.watching()).toBe(0)
  })

  it('shows signs of life', async () => {
    const stream = await Stream.open()
    const text = await stream.until(': alive')
    expect(text).toMatch(/^retry: \d+\n\nevent: state\ndata: \{.*\}\n\n: alive\n\n/)
    await stream.leave()
  })

  it('stops watching when nobody reads any more', async () => {
    const stream = await Stream.open()
    await stream.until('event: state')
    expect(world.ports.watching()).toBe(1)
    await stream.leave()
    await expect.poll(() => world.ports.watching()).toBe(0)
  })

  it('is one of a few for each caller', async () => {
    const [first, second] = [await Stream.open(), await Stream.open()]
    const third = await Stream.open()
    expect(third.response.status).toBe(429)
    expect(await third.end()).toContain('too-many-streams')
    expect((await Stream.open('auditor')).response.status).toBe(200)
    await first?.leave()
    await expect.poll(async () => (await Stream.open()).response.status).toBe(200)
    await second?.leave()
  })

  it('ends with the token', async () => {
    const claims = { sub: 'short', roles: ['system'] }
    const stream = await Stream.open('system', 1, await world.issuer.token(claims, { expires: 1 }))
    expect(await stream.end()).toContain('event: state')
    expect(world.ports.watching()).toBe(0)
  })

  it('that breaks is noted, and cut', async () => {
    world.ports.faults.watching = new Error('19900010001 is gone')
    const stream = await Stream.open()
    await expect(stream.end()).rejects.toThrow()
    expect(world.lines.join('')).toContain('"msg":"fault"')
    expect(world.lines.join('')).not.toContain('19900010001')
    expect((await Stream.open()).response.status).toBe(200)
  })

  it('there is none of a run that there is not', async () => {
    expect((await Stream.open('system', 77)).response.status).toBe(404)
  })
})

describe('a server that stops', () => {
  it('ends streams, finishes what was asked, and takes nothing more', async () => {
    const stream = await Stream.open()
    await stream.until('event: state')
    let finish = () => {}
    world.ports.faults.publishing = new Promise((resolve) => {
      finish = resolve
    })
    const publishing = sendTo(address)({
      method: 'POST',
      url: '/v1/publications',
      headers: {
        ...(await world.as('system')),
        'content-type': 'application/json',
        'idempotency-key': 'k',
      },
      body: '{"month":"2026-11"}',
    })
    await expect.poll(() => world.ports.entries.length).toBe(1)
    const closed = world.app.close()
    await stream.end()
    await expect(fetch(`${address}/health/live`)).rejects.toThrow()
    const later = new Promise((resolve) => setTimeout(() => resolve('later'), 50))
    expect(await Promise.race([closed, later])).toBe('later')
    finish()
    expect((await publishing).status).toBe(201)
    await closed
  })
})

it('a server that stops does not wait for connections that say nothing', async () => {
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  await new Promise((resolve) => socket.once('connect', resolve))
  const ended = new Promise((resolve) => socket.once('close', resolve))
  await world.app.close()
  await ended
})

describe('bytes that are no request', () => {
  const answerTo = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.end(bytes))
      let text = ''
      socket.on('data', (data) => {
        text += data.toString()
      })
      socket.on('close', () => resolve(text))
      socket.on('error', reject)
    })

  it.each([
    ['GET\r\n\r\n', /^HTTP\/1\.1 400 Bad Request\r\n/],
    [`GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
    ['GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n', /^HTTP\/1\.1 400 Bad Request\r\n/],
  ])('are answered with a status alone, %#', async (bytes, expected) => {
    const answer = await answerTo(bytes)
    expect(answer).toMatch(expected)
    expect(answer).not.toMatch(/parse|HPE|error/i)
  })
})
