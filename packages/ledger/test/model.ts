import type { Act, Cause, LocalDate, Month, Year } from '../src/index.ts'

export type Done = 'posted' | 'unchanged' | 'refused' | 'repeated'

/** What an act names: the act, and whose period's points it is about. */
export interface Named {
  readonly act: Act
  readonly period: Month | null
}

interface Point {
  readonly year: Year
  /** A lot, what has expired, or the key of the redemption that it was spent with. */
  place: 'lot' | 'expired' | { readonly spentWith: string }
}

type KeyedAct = Exclude<Act, { readonly kind: 'earn' | 'expire' }>
type EarnAct = Extract<Act, { readonly kind: 'earn' }>

/**
 * The rules told a second time, with every single point a thing that lies somewhere. Slow, and as
 * unlike the ledger as can be.
 */
export class Model {
  debt = 0
  readonly #frozen = new Set<Cause>()
  readonly #earned = new Map<Month, { readonly revision: number; readonly points: number }>()
  readonly #said = new Map<string, string>()
  readonly #reversed = new Set<string>()
  #points: Point[] = []
  #today: LocalDate = '0000-01-01'

  get frozen(): readonly Cause[] {
    return [...this.#frozen].sort()
  }

  /** Of a year: how many lie in its lot, and how many expired there. */
  lot(year: Year): { readonly points: number; readonly expired: number } {
    const of = this.#points.filter((point) => point.year === year)
    const count = (place: Point['place']) => of.filter((point) => point.place === place).length
    return { points: count('lot'), expired: count('expired') }
  }

  perform(act: Act, named: Named | null): Done {
    if (act.kind === 'earn') return this.#earn(act)
    if (act.kind === 'expire') return this.#expireDue(act.on)
    const { on: _, by: __, why: ___, ...content } = act
    const said = JSON.stringify(Object.entries(content).map(String).sort())
    const before = this.#said.get(act.key)
    if (before !== undefined) return before === said ? 'repeated' : 'refused'
    if (!this.#allows(act, named)) return 'refused'
    this.#begin(act.on)
    this.#make(act, named)
    this.#expire()
    this.#said.set(act.key, said)
    return 'posted'
  }

  #allows(act: KeyedAct, named: Named | null): boolean {
    if (act.kind === 'redeem') {
      const there = this.#oldestFirst(this.#dayOf(act.on)).length
      return this.#frozen.size === 0 && act.points > 0n && act.points <= there
    }
    if (act.kind === 'reverse')
      return named?.act.kind === 'redeem' && !this.#reversed.has(named.act.key)
    return act.kind !== 'correct' || (act.points !== 0n && (named?.period ?? null) !== null)
  }

  #make(act: KeyedAct, named: Named | null): void {
    if (act.kind === 'redeem') {
      const spent = this.#oldestFirst(this.#today).slice(0, Number(act.points))
      for (const point of spent) point.place = { spentWith: act.key }
    } else if (act.kind === 'reverse') {
      const { key } = (named as Named).act as KeyedAct
      this.#reversed.add(key)
      for (const point of this.#points) {
        if (typeof point.place === 'object' && point.place.spentWith === key) point.place = 'lot'
      }
    } else if (act.kind === 'correct') {
      this.#bring((named as Named).period as Month, Number(act.points))
    } else if (act.kind === 'freeze') this.#frozen.add(act.cause)
    else this.#frozen.delete(act.cause)
  }

  #earn({ on, period, revision, points }: EarnAct): Done {
    const before = this.#earned.get(period) ?? { revision: 0, points: 0 }
    const now = { revision, points: Number(points) }
    const [year, month] = on.split('-').map(Number) as [number, number]
    if (period > year * 12 + month - 1) return 'refused'
    if (revision < before.revision) return 'unchanged'
    if (revision === before.revision && now.points !== before.points) return 'refused'
    this.#earned.set(period, now)
    if (now.points === before.points) return 'unchanged'
    this.#begin(on)
    this.#bring(period, now.points - before.points)
    this.#expire()
    return 'posted'
  }

  #bring(period: Month, count: number): void {
    const year = Math.floor(period / 12)
    for (let n = 0; n < count; n++) {
      if (this.debt > 0) this.debt--
      else this.#points.push({ year, place: 'lot' })
    }
    for (let n = 0; n < -count; n++) {
      const place = isUsable(year, this.#today) ? 'lot' : 'expired'
      const own = this.#points.find((point) => point.year === year && point.place === place)
      const gone = own ?? this.#oldestFirst(this.#today)[0]
      if (gone === undefined) this.debt++
      else this.#points = this.#points.filter((point) => point !== gone)
    }
  }

  #expireDue(on: LocalDate): Done {
    const day = this.#dayOf(on)
    const due = this.#points.some(({ year, place }) => place === 'lot' && !isUsable(year, day))
    if (due) this.#begin(on)
    return due ? 'posted' : 'unchanged'
  }

  #begin(on: LocalDate): void {
    this.#today = this.#dayOf(on)
    this.#expire()
  }

  #expire(): void {
    for (const point of this.#points) {
      if (point.place === 'lot' && !isUsable(point.year, this.#today)) point.place = 'expired'
    }
  }

  #oldestFirst(day: LocalDate): Point[] {
    return this.#points
      .filter(({ year, place }) => place === 'lot' && isUsable(year, day))
      .sort((left, right) => left.year - right.year)
  }

  #dayOf(on: LocalDate): LocalDate {
    return on > this.#today ? on : this.#today
  }
}

function isUsable(year: Year, day: LocalDate): boolean {
  return Number(day.slice(0, 4)) - year <= 2
}
