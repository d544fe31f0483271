import type { ObjectionRecord, Ports } from '@dipper/api'

/** Objections out of memory. */
export function objectionsInMemory(): Ports['objections'] {
  const taken = new Map<string, ObjectionRecord>()
  const listed = () => [...taken.values()].toReversed()
  return {
    take: async ({ key, by: takenBy, ...said }) => {
      const before = taken.get(key)
      if (before !== undefined) return { outcome: 'repeated', objection: before }
      const objection: ObjectionRecord = {
        ...said,
        objection: BigInt(taken.size + 1),
        takenBy,
        takenAt: new Date('2026-11-22T02:00:00Z'),
        state: 'open',
        answer: null,
        answeredBy: null,
        answeredAt: null,
      }
      taken.set(key, objection)
      return { outcome: 'taken', objection }
    },
    ofCustomer: async (id, { limit }) =>
      listed()
        .filter(({ customerId }) => customerId === id)
        .slice(0, limit),
    list: async ({ limit }) => listed().slice(0, limit),
    of: async () => null,
    answer: async () => ({ outcome: 'objection-missing' }),
    counts: async () => [],
  }
}
