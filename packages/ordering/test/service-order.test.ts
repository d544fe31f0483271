import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type OrderAbout, offsetOf, serviceOrderFor, serviceOrderSchema } from '../src/index.ts'
import { about, offset } from './arbitraries.ts'
import { againstStandard, standardIsThere, whyNot } from './standard.ts'

const SEED = Number(process.env['SEED'] ?? 77)

const RESTORE: OrderAbout = {
  order: '6f1c1a52-6f0e-4c3e-8a9e-0d9a0e0f6b11',
  what: 'start',
  customerId: 'C000000007',
  use: 3,
  benefit: 'mobile-restore',
  line: { id: 'S000000012', kind: 'mobile' },
  at: '2026-11-22T09:30:00',
  endsAt: '2026-11-24T09:30:00',
  ceilingFen: 20_000n,
}

const itemOf = (order: OrderAbout) => serviceOrderFor(order, '+08:00').serviceOrderItem[0]

describe('a service order', () => {
  it('asks for an existing line to be put back into service, until when and up to what', () => {
    expect(serviceOrderFor(RESTORE, '+08:00')).toEqual({
      externalId: '6f1c1a52-6f0e-4c3e-8a9e-0d9a0e0f6b11',
      category: 'star-benefit',
      description: 'mobile-restore: start',
      requestedStartDate: '2026-11-22T09:30:00+08:00',
      serviceOrderItem: [
        {
          id: '1',
          action: 'modify',
          service: {
            id: 'S000000012',
            serviceType: 'mobile',
            state: 'active',
            serviceCharacteristic: [
              { name: 'benefit', valueType: 'string', value: 'mobile-restore' },
              { name: 'use', valueType: 'integer', value: 3 },
              { name: 'endsAt', valueType: 'date-time', value: '2026-11-24T09:30:00+08:00' },
              { name: 'ceilingFen', valueType: 'integer', value: 20_000 },
            ],
          },
        },
      ],
      relatedParty: [
        {
          id: 'C000000007',
          role: 'customer',
          '@type': 'RelatedParty',
          '@referredType': 'Customer',
        },
      ],
    })
  })

  it('stops a restored line again, and never ceases it', () => {
    const { action, service } = itemOf({ ...RESTORE, what: 'stop-again' })
    expect({ action, state: service.state, line: service.id }).toEqual({
      action: 'modify',
      state: 'inactive',
      line: 'S000000012',
    })
    expect(service.serviceCharacteristic.map(({ name }) => name)).toEqual(['benefit', 'use'])
  })

  it('leaves the state of a line alone that it does not restore', () => {
    const { action, service } = itemOf({ ...RESTORE, benefit: 'sim-replacement', endsAt: null })
    expect([action, service.state]).toEqual(['modify', undefined])
  })

  it('without a line asks for a service of its own, and ends that', () => {
    const own = { ...RESTORE, benefit: 'door-install', line: null }
    expect(itemOf(own)).toMatchObject({ action: 'add', service: { serviceType: 'door-install' } })
    expect(itemOf({ ...own, what: 'stop-again' }).action).toBe('delete')
    expect(itemOf(own).service).not.toHaveProperty('id')
  })

  it('is what its schema says, and nothing beside', () => {
    fc.assert(
      fc.property(about, offset, (each, offset) => {
        const order = serviceOrderFor(each, offset)
        expect(serviceOrderSchema.parse(JSON.parse(JSON.stringify(order)))).toEqual(order)
        expect(serviceOrderSchema.safeParse({ ...order, note: [] }).success).toBe(false)
      }),
      { seed: SEED },
    )
  })
})

describe('the offset of local time', () => {
  it('is that of the zone', () => {
    expect(offsetOf('Asia/Shanghai', '2026-11-22')).toBe('+08:00')
    expect(offsetOf('UTC', '2026-11-22')).toBe('+00:00')
    expect(offsetOf('America/St_Johns', '2026-01-22')).toBe('-03:30')
    expect(() => offsetOf('Asia/Nowhere', '2026-11-22')).toThrow(RangeError)
  })
})

describe.skipIf(!standardIsThere)(`by the schema of TMF641 itself${whyNot}`, () => {
  it('every order is valid', () => {
    const against = againstStandard('ServiceOrder_Create')
    fc.assert(
      fc.property(about, offset, (each, offset) => {
        expect(against(serviceOrderFor(each, offset))).toEqual([])
      }),
      { seed: SEED, numRuns: 500 },
    )
  })

  it('an order that lacks anything needed is not', () => {
    const against = againstStandard('ServiceOrder_Create')
    const order = structuredClone(serviceOrderFor(RESTORE, '+08:00'))
    const [item] = order.serviceOrderItem
    const [party] = order.relatedParty
    const broken = [
      { ...order, serviceOrderItem: [] },
      { ...order, requestedStartDate: RESTORE.at },
      { ...order, serviceOrderItem: [{ ...item, action: 'restore' }] },
      { ...order, serviceOrderItem: [{ ...item, service: { ...item.service, state: 'on' } }] },
      { ...order, relatedParty: [{ id: party.id }] },
    ]
    expect(broken.filter((each) => against(each).length === 0)).toEqual([])
  })
})
