import type { ObjectionCount, ObjectionRecord, ObjectionWithEvidence, Ports } from '../src/index.ts'

type Answering = <T>(value: () => T) => Promise<T>

type Given = Parameters<Ports['objections']['take']>[0]

/** Objections in memory. */
export class MemoryObjections {
  readonly #kept: (ObjectionWithEvidence & { readonly key: string })[] = []
  readonly ports: Ports['objections']

  constructor(answered: Answering, regionOf: (customerId: string) => string | undefined) {
    const isIn = (regions: readonly string[] | null, { customerId }: ObjectionRecord) =>
      regions === null || regions.includes(regionOf(customerId) ?? '')
    const newest = (
      those: (each: ObjectionRecord) => boolean,
      { before, limit }: { before?: bigint; limit: number },
    ) =>
      this.#kept
        .filter((each) => those(each) && (before === undefined || each.objection < before))
        .toReversed()
        .slice(0, limit)
    this.ports = {
      take: (objection) => answered(() => this.take(objection)),
      ofCustomer: (id, page) => answered(() => newest((each) => each.customerId === id, page)),
      list: ({ state, regions, ...page }) =>
        answered(() => newest((each) => each.state === state && isIn(regions, each), page)),
      of: (id, number) => answered(() => this.#find(id, number) ?? null),
      answer: (id, number, { text, by }) =>
        answered(() => {
          const known = this.#find(id, number)
          if (known === undefined) return { outcome: 'objection-missing' as const }
          if (known.state === 'answered') {
            const isSame = known.answer === text && known.answeredBy === by
            return isSame
              ? { outcome: 'repeated' as const, objection: known }
              : { outcome: 'other-answer' as const }
          }
          const change = { answer: text, answeredBy: by, answeredAt: new Date(1) }
          const changed = { ...known, ...change, state: 'answered' as const }
          this.#kept[Number(number) - 1] = changed
          return { outcome: 'answered' as const, objection: changed }
        }),
      counts: (month, regions) =>
        answered(() =>
          this.#kept
            .filter((each) => each.month === month && isIn(regions, each))
            .reduce<ObjectionCount[]>(counted, []),
        ),
    }
  }

  take({ by, ...objection }: Given): Awaited<ReturnType<Ports['objections']['take']>> {
    const { customerId, key } = objection
    const known = this.#kept.find((each) => each.customerId === customerId && each.key === key)
    if (known) {
      return known.text === objection.text
        ? { outcome: 'repeated', objection: known }
        : { outcome: 'key-used' }
    }
    const made = {
      ...objection,
      objection: BigInt(this.#kept.length + 1),
      state: 'open' as const,
      takenBy: by,
      takenAt: new Date(0),
      answer: null,
      answeredBy: null,
      answeredAt: null,
    }
    this.#kept.push(made)
    return { outcome: 'taken', objection: made }
  }

  #find(customerId: string, number: bigint) {
    const found = this.#kept[Number(number) - 1]
    return found?.customerId === customerId ? found : undefined
  }
}

function counted(
  counts: readonly ObjectionCount[],
  { class: kind, label, about, star }: ObjectionRecord,
): ObjectionCount[] {
  const isKind = (each: ObjectionCount) =>
    each.class === kind && each.label === label && each.about === about
  const { all, high } = counts.find(isKind) ?? { all: 0, high: 0 }
  const count = { class: kind, label, about, all: all + 1, high: star >= 6 ? high + 1 : high }
  return [...counts.filter((each) => !isKind(each)), count]
}
