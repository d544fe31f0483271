import fc from 'fast-check'
import { ORDER_STATES, type OrderAbout } from '../src/index.ts'

const two = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((n) => String(n).padStart(2, '0'))

const localTime = fc
  .tuple(fc.integer({ min: 1970, max: 9999 }), two(1, 12), two(1, 28), two(0, 23), two(0, 59))
  .map(([year, month, day, hour, minute]) => `${year}-${month}-${day}T${hour}:${minute}:59`)

const id = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' })

export const about: fc.Arbitrary<OrderAbout> = fc.record({
  order: fc.uuid(),
  what: fc.constantFrom('start', 'stop-again'),
  customerId: id,
  use: fc.integer({ min: 1 }),
  benefit: fc.constantFrom('mobile-restore', 'sim-replacement', 'offers/spring-data'),
  line: fc.option(fc.record({ id, kind: fc.constantFrom('mobile', 'broadband') })),
  at: localTime,
  endsAt: fc.option(localTime),
  ceilingFen: fc.option(fc.bigInt({ min: 0n, max: 1_000_000_000n })),
})

export const offset = fc.constantFrom('+08:00', '+00:00', '-03:30')

/** A network's order that can be read, with much beside what is read. */
export const networkOrder = fc
  .record(
    {
      id,
      externalId: fc.uuid(),
      state: fc.constantFrom(...ORDER_STATES),
      errorMessage: fc.array(fc.record({ code: fc.constantFrom('E-17', 'sys:ABC.2001') })),
      more: fc.jsonValue(),
    },
    { requiredKeys: ['id', 'externalId', 'state'] },
  )
  .map(({ more, ...order }) => ({ ...order, href: 'https://example.org/1', 'x-more': more }))
