import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  backOffSeconds,
  ORDER_STATES,
  progressOf,
  readNetworkOrder,
  readStateChangeEvent,
} from '../src/index.ts'
import { networkOrder } from './arbitraries.ts'
import { againstStandard, standardIsThere, valuesInStandard, whyNot } from './standard.ts'

const SEED = Number(process.env['SEED'] ?? 77)

const ORDER = { id: 'N-1', externalId: 'e-1', state: 'inProgress' }

describe('a network order', () => {
  it('is read with anything beside what is needed', () => {
    fc.assert(
      fc.property(networkOrder, (order) => {
        expect(readNetworkOrder(order)).toEqual({
          id: order.id,
          externalId: order.externalId,
          state: order.state,
          said: order.errorMessage?.[0]?.code ?? null,
        })
      }),
      { seed: SEED },
    )
  })

  it('is not read where anything is missing or is not what it should be', () => {
    const wrong: unknown[] = [
      ...['id', 'externalId', 'state'].flatMap((name) => [
        { ...ORDER, [name]: undefined },
        { ...ORDER, [name]: 7 },
        { ...ORDER, [name]: '' },
      ]),
      { ...ORDER, id: 'N'.repeat(201) },
      { ...ORDER, state: 'done' },
      { ...ORDER, errorMessage: 'E-17' },
      [ORDER],
      null,
      'N-1',
      undefined,
    ]
    expect(wrong.filter((each) => readNetworkOrder(each) !== null)).toEqual([])
  })

  it('says a code, never a sentence', () => {
    const saying = (code: unknown) => readNetworkOrder({ ...ORDER, errorMessage: [{ code }] })?.said
    expect(saying('E-17')).toBe('E-17')
    expect(saying('line of Zhang San')).toBeNull()
    expect(saying('E'.repeat(65))).toBeNull()
    expect(saying(17)).toBeNull()
    expect(saying(undefined)).toBeNull()
    expect(readNetworkOrder({ ...ORDER, errorMessage: null })?.said).toBeNull()
  })
})

describe('a state change', () => {
  const EVENT = {
    eventId: 'E-1',
    eventTime: '2026-11-22T09:30:00Z',
    eventType: 'ServiceOrderStateChangeEvent',
    event: { serviceOrder: { ...ORDER, state: 'completed' } },
  }

  it('is read, with or without an id', () => {
    const order = { id: 'N-1', externalId: 'e-1', state: 'completed', said: null }
    expect(readStateChangeEvent(EVENT)).toEqual({ eventId: 'E-1', order })
    expect(readStateChangeEvent({ event: EVENT.event })).toEqual({ eventId: null, order })
  })

  it('of another type, or without an order, is not', () => {
    const wrong: unknown[] = [
      { ...EVENT, eventType: 'ServiceOrderDeleteEvent' },
      { ...EVENT, event: {} },
      { ...EVENT, event: { serviceOrder: { id: 'N-1', state: 'completed' } } },
      ORDER,
      null,
    ]
    expect(wrong.filter((each) => readStateChangeEvent(each) !== null)).toEqual([])
  })
})

describe('the progress of an order', () => {
  it('is known of every state', () => {
    expect(ORDER_STATES.map((state) => [state, progressOf(state)])).toEqual([
      ['acknowledged', 'open'],
      ['rejected', 'failed'],
      ['pending', 'open'],
      ['held', 'open'],
      ['inProgress', 'open'],
      ['cancelled', 'failed'],
      ['completed', 'completed'],
      ['failed', 'failed'],
      ['partial', 'failed'],
      ['assessingCancellation', 'open'],
      ['pendingCancellation', 'open'],
    ])
  })
})

describe('the back-off', () => {
  it('doubles up to five minutes, and is spread over its later half', () => {
    const waits = [1, 2, 3, 9, 10, 30, 2000]
    expect(waits.map((attempt) => backOffSeconds(attempt, 0))).toEqual([
      0.5, 1, 2, 128, 150, 150, 150,
    ])
    expect(backOffSeconds(3, 0.5)).toBe(3)
    expect(backOffSeconds(10, 0.999)).toBeLessThan(300)
  })
})

describe.skipIf(!standardIsThere)(`by the schema of TMF641 itself${whyNot}`, () => {
  it('the states are those of the standard', () => {
    expect([...ORDER_STATES]).toEqual(valuesInStandard('ServiceOrderStateType'))
  })

  it('what is read is valid, and what is valid is read where it has what is needed', () => {
    const against = againstStandard('ServiceOrder')
    fc.assert(
      fc.property(networkOrder, (order) => {
        expect(against(order)).toEqual([])
        expect(readNetworkOrder(order)).not.toBeNull()
      }),
      { seed: SEED },
    )
  })
})
