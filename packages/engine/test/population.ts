import { CATEGORIES, formatMonth, lastDayOf, type Month, month } from '@dipper/policy'
import type { TextFacts, TextRow } from './accepted.ts'

/** Months assessed; periods reach 13 months further back, so that windows have edges on both sides. */
export const SPAN = { from: month('2023-01'), through: month('2024-12') }
const FIRST = SPAN.from - 13
const LAST = SPAN.through + 1

const REGIONS = ['', 'north', '南方', 'x"y,z']
const ALPHABETS = ['客户', 'Ünï', 'a,b', '"q"', ' ', '𝒳', 'C', '-']

interface Draw {
  readonly int: (min: number, max: number) => number
  readonly chance: (percent: number) => boolean
  readonly pick: <T>(values: readonly T[]) => T
}

/** A population with everything awkward in it, the same for the same seed. */
export function population(customers: number, seed: number): TextFacts {
  const draw = drawing(seed)
  const facts = { customers: [], attributes: [], services: [], charges: [], stops: [] } as Record<
    keyof TextFacts,
    TextRow[]
  >
  const ids = Array.from({ length: customers }, (_, n) => `${draw.pick(ALPHABETS)}${n}`)
  const lines: string[] = []
  for (const [n, id] of ids.entries()) {
    addMemberships(draw, facts, id)
    addAttributes(draw, facts, id)
    const own = addServices(draw, facts, id, n, draw.pick(ids))
    lines.push(...own)
    addCharges(draw, facts, id, own.length > 0 ? own : lines)
    addStops(draw, facts, id, own.length > 0 ? own : lines)
  }
  for (let period = FIRST; period < LAST; period++) facts.charges.push(filler(ids[0] ?? '', period))
  for (const table of ['customers', 'attributes', 'services', 'charges', 'stops'] as const) {
    spoil(draw, facts[table])
  }
  return facts
}

function drawing(seed: number): Draw {
  // Numbers of the linear congruential generator of the C standard's example, high bits.
  let state = BigInt(seed) * 2_654_435_761n + 12_345n
  const next = () => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & ((1n << 64n) - 1n)
    return Number(state >> 33n)
  }
  const int = (min: number, max: number) => min + (next() % (max - min + 1))
  return {
    int,
    chance: (percent) => int(1, 100) <= percent,
    pick: <T>(values: readonly T[]) => values[int(0, values.length - 1)] as T,
  }
}

function dateIn(draw: Draw, first: Month, last: Month): string {
  const value = draw.int(first, last)
  const days = Number(lastDayOf(value).slice(8))
  const day = draw.pick([1, 15, days, draw.int(1, days)])
  return `${formatMonth(value)}-${String(day).padStart(2, '0')}`
}

function recorded(draw: Draw, after: Month): string {
  return draw.chance(60) ? '' : dateIn(draw, after, LAST)
}

type Tables = Record<keyof TextFacts, TextRow[]>

function addMemberships(draw: Draw, facts: Tables, id: string): void {
  let joined = dateIn(draw, FIRST - 30, draw.pick([FIRST, SPAN.from + 6, LAST]))
  for (let stay = 0; stay < 3; stay++) {
    const open = draw.chance(stay === 0 ? 70 : 50)
    const from = month(joined.slice(0, 7))
    const left = open ? '' : laterDate(draw, joined, from, LAST)
    facts.customers.push({
      customer_id: id,
      joined_on: joined,
      left_on: left,
      segment: draw.chance(85) ? 'individual' : draw.pick(['enterprise', 'government']),
      region: draw.pick(REGIONS),
      recorded_on: draw.chance(80) ? '' : recorded(draw, from),
    })
    if (draw.chance(3)) {
      const inside = laterDate(draw, joined, from, from + 3)
      facts.customers.push({
        customer_id: id,
        joined_on: inside,
        left_on: '',
        segment: 'individual',
        region: '',
        recorded_on: '',
      })
    }
    if (open || draw.chance(50)) return
    const again = month(left.slice(0, 7))
    joined = laterDate(draw, left, again, again + draw.pick([0, 1, 14]))
    if (joined === left) return
  }
}

function laterDate(draw: Draw, after: string, first: Month, last: Month): string {
  const date = dateIn(draw, first, Math.max(first, last))
  return date < after ? lastDayOf(month(after.slice(0, 7))) : date
}

function addAttributes(draw: Draw, facts: Tables, id: string): void {
  for (let n = draw.pick([0, 0, 0, 1, 2, 3]); n > 0; n--) {
    facts.attributes.push({
      customer_id: id,
      from: dateIn(draw, FIRST - 12, LAST),
      segment: draw.chance(75) ? 'individual' : 'enterprise',
      region: draw.pick(REGIONS),
      recorded_on: recorded(draw, FIRST),
    })
  }
}

function addServices(draw: Draw, facts: Tables, id: string, n: number, other: string): string[] {
  const ids: string[] = []
  for (let line = draw.int(0, 4); line > 0; line--) {
    const kind = draw.pick(['mobile', 'mobile', 'mobile', 'broadband', 'fixed', 'iptv'])
    const service = `${kind}-${n}-${line}`
    const from = dateIn(draw, FIRST - 120, LAST - 1)
    const opened = draw.chance(70) ? from : dateIn(draw, FIRST - 200, month(from.slice(0, 7)) - 1)
    const to = draw.chance(60) ? '' : laterDate(draw, from, month(from.slice(0, 7)), LAST)
    const row = { service_id: service, kind, opened_on: opened, recorded_on: '' }
    facts.services.push({ ...row, customer_id: id, held_from: from, held_to: to })
    if (draw.chance(3)) {
      const inside = laterDate(draw, from, month(from.slice(0, 7)), LAST)
      facts.services.push({
        ...row,
        opened_on: opened,
        customer_id: other,
        held_from: inside,
        held_to: '',
      })
    }
    if (to !== '' && draw.chance(40)) {
      const next = laterDate(draw, to, month(to.slice(0, 7)), LAST)
      if (next > to)
        facts.services.push({ ...row, customer_id: other, held_from: next, held_to: '' })
    }
    ids.push(service)
  }
  return ids
}

function addCharges(draw: Draw, facts: Tables, id: string, lines: readonly string[]): void {
  const monthly = draw.pick([0, 999, 4_567, 12_900, 29_999, 66_700, 5_000_000])
  for (let period = FIRST; period < LAST; period++) {
    if (draw.chance(15)) continue
    for (let n = draw.pick([1, 1, 2, 3]); n > 0; n--) {
      facts.charges.push({
        charge_id: draw.chance(30) ? `${id}-${period}-${n}` : '',
        period: formatMonth(period),
        customer_id: id,
        service_id: draw.chance(30) || lines.length === 0 ? '' : draw.pick(lines),
        kind: draw.pick(['mobile', 'mobile', 'broadband', 'fixed', 'iptv']),
        category: draw.chance(80)
          ? draw.pick(['recurring', 'usage', 'package'])
          : draw.pick(CATEGORIES),
        amount_fen: String(draw.chance(10) ? -draw.int(0, 99_999) : monthly + draw.int(0, 150)),
        recorded_on: recorded(draw, period),
      })
    }
  }
}

function addStops(draw: Draw, facts: Tables, id: string, lines: readonly string[]): void {
  if (lines.length === 0) return
  for (let n = draw.pick([0, 0, 1, 2, 5]); n > 0; n--) {
    facts.stops.push({
      service_id: draw.pick(lines),
      customer_id: id,
      kind: draw.pick(['single', 'double', 'double']),
      cause: draw.pick(['arrears', 'arrears', 'arrears', 'request', 'lost', 'breach']),
      stopped_on: dateIn(draw, FIRST - 2, LAST),
      restored_on: '',
      recorded_on: draw.chance(80) ? '' : recorded(draw, FIRST),
    })
  }
}

function filler(id: string, period: Month): TextRow {
  const row = { charge_id: '', service_id: '', kind: 'mobile', category: 'gift', amount_fen: '1' }
  return { ...row, period: formatMonth(period), customer_id: id, recorded_on: '' }
}

/** Some rows twice, some as later versions, some with a cell that no one should believe. */
function spoil(draw: Draw, rows: TextRow[]): void {
  const bad = ['', '2023-02-30', '2023-1-1', '12.5', 'nobody', 'infinity', '1e3', 'x'.repeat(65)]
  for (const row of rows.slice()) {
    const columns = Object.keys(row)
    if (draw.chance(2)) rows.push({ ...row })
    if (draw.chance(2)) rows.push({ ...row, recorded_on: dateIn(draw, FIRST, LAST) })
    if (draw.chance(2)) {
      const column = draw.pick(columns.filter((name) => name !== 'charge_id'))
      rows.push({ ...row, charge_id: '', [column]: draw.pick(bad) })
    }
  }
}

/** A seed for a test run: `SEED` from the environment, or the day's default. */
export function seedOf(fallback: number): number {
  return Number(process.env['SEED'] ?? fallback)
}
