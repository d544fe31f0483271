import { afterAll, beforeAll, expect, it } from 'vitest'
import { ENDPOINTS } from '../src/routes/endpoints.ts'
import type { Document } from './answers.ts'
import { type Answers, fuzz } from './fuzz.ts'
import { newWorld, UNLIMITED, type World } from './world.ts'

const REQUESTS = Number(process.env['DIPPER_REQUESTS'] ?? 4000)
const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)

let world: World
let answers: Answers

beforeAll(async () => {
  world = await newWorld({ limits: UNLIMITED })
  world.ports.faults.brief = true
})
afterAll(() => world.stop())

it(`answers ${REQUESTS} requests as the document says (SEED=${SEED})`, async () => {
  const { body } = await world.app.inject('/openapi.json')
  answers = await fuzz({
    document: JSON.parse(body) as Document,
    send: world.send,
    cast: world.cast,
    tokenOf: (claims) => world.issuer.token(claims),
    requests: REQUESTS,
    seed: SEED,
  })
}, 600_000)

/** Fewer may miss one. */
const ENOUGH = 4000

it.runIf(REQUESTS >= ENOUGH)('gets through to every handler, and is refused everywhere', () => {
  const statuses = [...answers].map(([route, counts]) => ({ route, seen: [...counts.keys()] }))
  expect(statuses).toHaveLength(ENDPOINTS.length)
  expect(statuses.filter(({ seen }) => !seen.some((status) => status < 400))).toEqual([])
  const open = ['GET /health/live', 'GET /health/ready', 'GET /openapi.json']
  const closed = statuses.filter(({ route }) => !open.includes(route))
  expect(closed.filter(({ seen }) => !seen.some((status) => status >= 400))).toEqual([])
})

it('leaves nobody in the log', () => {
  const { self, regional, foreign } = world.cast
  const personal = [self, regional, foreign].flatMap(({ customerId, marks }) => [
    customerId,
    ...marks,
  ])
  const log = world.lines.join('')
  expect(world.lines.length).toBeGreaterThan(REQUESTS / 2)
  expect(personal.filter((text) => log.includes(text))).toEqual([])
})
