import { toRegisterRow } from '@dipper/assessment'
import {
  Database,
  heldOf,
  monthManifest,
  monthRows,
  openFacts,
  readCustomers,
  rowsOf,
} from '@dipper/engine'
import { explain } from '@dipper/explanation'
import { answering, type PolicyAnswer } from '@dipper/policy'
import { Months, People, Publisher, Stars } from '@dipper/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Connected, connect } from '../src/database.ts'
import { previewMonth, publicationWork, publishMonth } from '../src/publish-month.ts'
import { LAST, makeProvince, type Province } from './province.ts'

let province: Province
let connected: Connected

beforeAll(async () => {
  province = await makeProvince(3_000)
  connected = await connect(province.settings)
})
afterAll(async () => {
  await connected.stop()
  province.remove()
})

function publishing(month = LAST) {
  const { settings, programme } = province
  const { facts, register, data } = settings
  const publisher = new Publisher(connected.owner)
  return { publisher, programme, facts, register, work: publicationWork(data), month, by: 'test' }
}

async function registerRows(): Promise<
  Map<string, Awaited<ReturnType<typeof rowsOf>> extends Map<string, infer R> ? R : never>
> {
  const { register } = province.settings
  const db = await Database.open()
  try {
    const ids = await db.rows<{ customer_id: string }>(
      `SELECT customer_id FROM ${monthRows(register, LAST)}`,
    )
    return await rowsOf(
      db,
      register,
      ids.map(({ customer_id }) => customer_id),
      LAST,
    )
  } finally {
    db.close()
  }
}

describe('publishing a month', () => {
  it('previews, publishes, and finds itself unchanged the second time', async () => {
    const before = await previewMonth(publishing())
    const { customers } = monthManifest(province.settings.register, LAST)
    expect(before).toMatchObject({ against: null, added: customers, changed: 0, removed: 0 })
    expect((await publishMonth(publishing())).did).toBe('published')
    expect((await publishMonth(publishing())).did).toBe('unchanged')
    expect(await previewMonth(publishing())).toMatchObject({
      added: 0,
      changed: 0,
      same: customers,
    })
  })

  it('says of every customer what the register says', async () => {
    const stars = new Stars(connected.serving)
    const rows = await registerRows()
    expect(rows.size).toBeGreaterThan(1_500)
    for (const [id, row] of rows) expect(await stars.starOf(id)).toMatchObject(row)
    const [published] = await new Months(connected.serving).published({ limit: 5 })
    const { digest, stars: counted, moves } = monthManifest(province.settings.register, LAST)
    expect(published).toMatchObject({ month: LAST, digest, stars: counted, moves })
  })

  it('explains as the command line does: the same record from other tables', async () => {
    const { facts, register } = province.settings
    const rows = await registerRows()
    const ids = [...rows.keys()].filter((_, n) => n % 20 === 0)
    const db = await Database.open()
    const held = await heldOf(db, register, ids, LAST)
    const stored = await readCustomers(db, await openFacts(db, facts), {
      customers: ids,
      knownBy: null,
      periods: { from: LAST - 13, through: LAST - 1 },
    })
    db.close()
    const stars = new Stars(connected.serving)
    const answer = answering(province.programme, LAST) as PolicyAnswer
    for (const id of ids) {
      const explainable = await stars.explainable(id)
      if (explainable === null) throw new Error(`${id} is not there`)
      const { policy } = explainable
      const known = stored.get(id)
      const customer = { ...(known ?? none(id)), held: held.get(id) ?? null }
      const row = rows.get(id) as ReturnType<typeof toRegisterRow>
      const byCommand = explain({ policy, answer, customer, month: LAST, row })
      expect(explain({ ...explainable, month: LAST })).toEqual(byCommand)
      expect(byCommand.agrees).toBe(true)
    }
  })

  it('brings profiles and numbers', async () => {
    const people = new People(connected.serving)
    const { rows } = await connected.owner.query<{ number: string; customer_id: string }>(
      'select number, customer_id from personal.number where held_to is null limit 1',
    )
    const [first] = rows
    const found = await people.byNumber(first?.number ?? '')
    expect(found.map(({ customerId }) => customerId)).toContain(first?.customer_id)
    expect(found[0]?.name).toMatch(/./)
  })

  it('takes a month back to the one before', async () => {
    await publishMonth(publishing(LAST - 1))
    const stars = new Stars(connected.serving)
    const [id] = [...(await registerRows()).keys()]
    expect((await stars.starOf(id as string))?.month).toBe(LAST)
    expect(await publishing().publisher.takeBack(LAST, 'test')).toMatchObject({
      state: 'taken-back',
    })
    expect((await stars.starOf(id as string))?.month).not.toBe(LAST)
    expect((await publishMonth(publishing())).did).toBe('published')
    expect((await stars.starOf(id as string))?.month).toBe(LAST)
  })
})

function none(id: string) {
  return { id, memberships: [], attributes: [], holdings: [], charges: [], stops: [] }
}
