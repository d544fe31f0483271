import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Held } from '@dipper/assessment'
import { formatMonth, lastDayOf, type Month, month, type Programme } from '@dipper/policy'
import { describe, expect, test } from 'vitest'
import { assessMonths, Database, importRegister } from '../src/index.ts'
import { acceptFacts, type TextFacts, type TextRow, unknownCustomer } from './accepted.ts'
import { assessAll, differences, inFolder, registerLines, writeFacts } from './agreement.ts'
import { charge, line, member, stop } from './facts.ts'
import { national } from './national.ts'

const R = month('2024-06')
const THRESHOLDS = [600, 1000, 1500, 2300, 4000, 6000, 8000]

interface Boundary {
  readonly facts: Partial<TextFacts>
  /** Star and validity held before R. */
  readonly held?: readonly { readonly id: string; readonly held: Held }[]
  readonly programme?: Programme
  /** The column whose value must take at least so many values over the population in R. */
  readonly values: { readonly column: number; readonly least: number }
}

const months = (from: number, through: number): Month[] =>
  Array.from({ length: through - from + 1 }, (_, n) => R + from + n)

const ends = (m: Month): string[] => [`${formatMonth(m)}-01`, lastDayOf(m)]

const someone = (id: string, more: TextRow = {}) => member(id, '2010-01-15', more)

const COLUMN = { spend: 0, tenure: 1, credit: 2, assessed: 4, star: 5, through: 7, outcome: 8 }

function around(values: readonly number[], offsets: readonly number[]): number[] {
  return values.flatMap((value) => offsets.map((offset) => value + offset))
}

const BOUNDARIES: Record<string, Boundary> = {
  'thresholds, one fen and one yuan to either side': thresholds(),
  'spend window: one charge in each period': {
    facts: {
      customers: months(-15, 1).map((m) => someone(`p${m}`)),
      charges: months(-15, 1).map((m) => charge(`p${m}`, formatMonth(m), 70_000)),
    },
    values: { column: COLUMN.spend, least: 2 },
  },
  'joining: first and last day of each month': joinings(),
  'leaving: first and last day of each month': leavings(),
  'tenure: lines held from and to each month': {
    facts: {
      customers: months(-3, 2).flatMap((m) =>
        ends(m).flatMap((day) => [someone(`f${day}`), someone(`t${day}`)]),
      ),
      services: months(-3, 2).flatMap((m) =>
        ends(m).flatMap((day) => [
          line(`lf${day}`, `f${day}`, day, { opened_on: '2012-02-29' }),
          line(`lt${day}`, `t${day}`, '2012-02-29', { held_to: day }),
        ]),
      ),
    },
    values: { column: COLUMN.tenure, least: 2 },
  },
  'tenure: opened on each day around a month': {
    facts: {
      customers: months(-3, -1).flatMap((m) => ends(m).map((day) => someone(`o${day}`))),
      services: months(-3, -1).flatMap((m) =>
        ends(m).map((day) => line(`l${day}`, `o${day}`, day)),
      ),
    },
    values: { column: COLUMN.tenure, least: 3 },
  },
  'stops: first and last day of each month': {
    facts: {
      customers: months(-15, 1).flatMap((m) => ends(m).map((day) => someone(`s${day}`))),
      services: months(-15, 1).flatMap((m) =>
        ends(m).map((day) => line(`l${day}`, `s${day}`, '2020-01-01')),
      ),
      stops: months(-15, 1).flatMap((m) => ends(m).map((day) => stop(`l${day}`, `s${day}`, day))),
    },
    values: { column: COLUMN.credit, least: 2 },
  },
  'attributes: segment changes on each day around R': {
    facts: {
      customers: months(-3, 1).flatMap((m) =>
        ends(m).flatMap((day) => [
          someone(`in${day}`, { segment: 'enterprise' }),
          someone(`out${day}`),
        ]),
      ),
      attributes: months(-3, 1).flatMap((m) =>
        ends(m).flatMap((day) => [
          {
            customer_id: `in${day}`,
            from: day,
            segment: 'individual',
            region: '',
            recorded_on: '',
          },
          {
            customer_id: `out${day}`,
            from: day,
            segment: 'enterprise',
            region: '',
            recorded_on: '',
          },
        ]),
      ),
    },
    values: { column: COLUMN.outcome, least: 2 },
  },
  'validity: held stars that end around R': validities(),
  'validity, one step a year': { ...validities(), programme: oneStep() },
  'caps: no stop to three stops': caps(),
  'refunds: sums around zero': {
    facts: {
      customers: [-101, -100, -99, -1, 0, 1, 99, 100, 101].map((fen) => someone(`z${fen}`)),
      charges: [-101, -100, -99, -1, 0, 1, 99, 100, 101].flatMap((fen) => [
        charge(`z${fen}`, formatMonth(R - 1), 5_000),
        charge(`z${fen}`, formatMonth(R - 2), fen - 5_000),
      ]),
    },
    values: { column: COLUMN.spend, least: 2 },
  },
}

function thresholds(): Boundary {
  const fens = around(
    THRESHOLDS.map((t) => t * 100),
    [-100, -1, 0, 1, 100],
  )
  return {
    facts: {
      customers: fens.map((fen) => someone(`g${fen}`)),
      charges: fens.flatMap((fen) => [
        charge(`g${fen}`, formatMonth(R - 1), Math.floor(fen / 2)),
        charge(`g${fen}`, formatMonth(R - 12), Math.ceil(fen / 2), { kind: 'broadband' }),
      ]),
    },
    values: { column: COLUMN.assessed, least: 8 },
  }
}

function joinings(): Boundary {
  const days = months(-14, 1).flatMap(ends)
  return {
    facts: {
      customers: days.map((day) => member(`j${day}`, day)),
      charges: days.flatMap((day) =>
        months(-14, 1).map((m) => charge(`j${day}`, formatMonth(m), 10_000)),
      ),
      services: days.map((day) => line(`l${day}`, `j${day}`, day)),
      stops: days.map((day) => stop(`l${day}`, `j${day}`, `${formatMonth(R - 10)}-10`)),
    },
    values: { column: COLUMN.spend, least: 12 },
  }
}

function leavings(): Boundary {
  const days = months(-3, 2).flatMap(ends)
  return {
    facts: {
      customers: days.flatMap((day) => [
        someone(`l${day}`, { left_on: day }),
        someone(`b${day}`, { left_on: day }),
        member(`b${day}`, lastDayOf(month(day.slice(0, 7)) + 1)),
      ]),
      charges: days.flatMap((day) => [
        charge(`l${day}`, formatMonth(R - 1), 70_000),
        charge(`b${day}`, formatMonth(R - 1), 70_000),
      ]),
    },
    values: { column: COLUMN.outcome, least: 2 },
  }
}

function validities(): Boundary {
  const all = months(-3, 3).flatMap((through) => [0, 1, 2, 5, 7].map((star) => ({ through, star })))
  const id = ({ through, star }: { through: number; star: number }) => `v${through}-${star}`
  return {
    facts: {
      customers: all.map((each) => someone(id(each))),
      charges: all.map((each) => charge(id(each), formatMonth(R - 1), 100_000)),
    },
    held: all.map((each) => ({
      id: id(each),
      held: {
        star: each.star,
        validity: each.star === 0 ? null : { from: each.through - 11, through: each.through },
        joined: null,
        outcome: 'imported',
      },
    })),
    values: { column: COLUMN.outcome, least: 5 },
  }
}

function changed(
  change: (star: Programme['documents'][number]['values']['star']) => object,
): Programme {
  const programme = national()
  const documents = programme.documents.map((document) => {
    const star = { ...document.values.star, ...change(document.values.star) }
    return { ...document, values: { ...document.values, star } }
  })
  return { ...programme, documents }
}

function oneStep(): Programme {
  return changed((star) => ({ validity: { ...star.validity, atExpiry: 'one-step' } }))
}

function caps(): Boundary {
  const counts = [0, 1, 2, 3]
  return {
    facts: {
      customers: counts.map((n) => someone(`c${n}`)),
      services: counts.map((n) => line(`l${n}`, `c${n}`, '2020-01-01')),
      charges: counts.map((n) => charge(`c${n}`, formatMonth(R - 1), 900_000)),
      stops: counts.flatMap((n) =>
        Array.from({ length: n }, (_, day) =>
          stop(`l${n}`, `c${n}`, `${formatMonth(R - 2)}-0${day + 1}`),
        ),
      ),
    },
    programme: changed(() => ({
      caps: [
        { when: { stops: 2 }, atMost: 4 },
        { when: { stops: 3 }, atMost: 1 },
      ],
    })),
    values: { column: COLUMN.star, least: 3 },
  }
}

/** Somebody who is billed in every period, so that none is missing. */
const filler = months(-15, 1).map((m) => charge('filler', formatMonth(m), 1))

describe.each(Object.entries(BOUNDARIES))('%s', (_, boundary) => {
  const facts: TextFacts = {
    customers: [someone('filler'), ...(boundary.facts.customers ?? [])],
    attributes: boundary.facts.attributes ?? [],
    services: [line('filler', 'filler', '2020-01-01'), ...(boundary.facts.services ?? [])],
    charges: [...filler, ...(boundary.facts.charges ?? [])],
    stops: boundary.facts.stops ?? [],
  }
  const programme = boundary.programme ?? national()
  const span = { from: boundary.held ? R : R - 1, through: R + 1 }
  const held = new Map(boundary.held?.map((each) => [each.id, each.held]))
  const { customers, rejected } = acceptFacts(facts, null)
  const unknown = [...held]
    .filter(([id]) => !customers.has(id))
    .map(([id, h]) => unknownCustomer(id, h))
  const expected = assessAll(programme, [...customers.values(), ...unknown], span, held)

  test('is met on both sides', () => {
    const inR = [...expected].filter(([key]) => key.startsWith(formatMonth(R)))
    const seen = new Set(inR.map(([, row]) => row.split(',')[boundary.values.column]))
    expect(seen.size).toBeGreaterThanOrEqual(boundary.values.least)
    expect(Object.values(rejected).every((n) => n === 0)).toBe(true)
  })

  test('is the same for the engine', async () => {
    await inFolder(async (folder) => {
      writeFacts(folder, facts)
      const register = join(folder, 'register')
      if (boundary.held) await importHeld(folder, register, boundary.held)
      await assessMonths({ programme, facts: folder, register, ...span, knownBy: null, threads: 2 })

      expect(differences(expected, await registerLines(register))).toEqual([])
    })
  })
})

async function importHeld(
  folder: string,
  register: string,
  held: NonNullable<Boundary['held']>,
): Promise<void> {
  const rows = held.map(({ id, held: { star, validity } }) =>
    [
      id,
      star,
      validity ? formatMonth(validity.from) : '',
      validity ? formatMonth(validity.through) : '',
    ].join(','),
  )
  const file = join(folder, 'import.csv')
  writeFileSync(file, `${['customer_id,star,valid_from,valid_through', ...rows].join('\n')}\n`)
  const db = await Database.open()
  await importRegister(db, file, register, R)
  db.close()
}
