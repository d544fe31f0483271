import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServiceKind } from '@dipper/policy'
import { migrate, openEmbedded, openPool, type Pool, PointsBatches, Publisher } from '@dipper/store'
import { publicationWork, publishMonth } from '../../src/publish-month.ts'
import type { Settings } from '../../src/settings.ts'
import { LAST, makeProvince } from '../province.ts'

export interface StageCustomer {
  readonly id: string
  readonly lines: readonly { readonly id: string; readonly kind: ServiceKind }[]
}

/** A published province in a PostgreSQL of its own, whose hot customers all have 7★ and points. */
export interface Stage {
  readonly folder: string
  readonly cluster: string
  readonly settings: Settings
  readonly customers: readonly StageCustomer[]
  remove(): void
}

/** Points that every hot customer begins with. */
export const POINTS = 400
const CUSTOMERS = 1_500
const HOT = 120

export async function makeStage(): Promise<Stage> {
  const province = await makeProvince(CUSTOMERS)
  const folder = mkdtempSync(join(tmpdir(), 'dipper-faults-'))
  const cluster = join(folder, 'postgres')
  const server = await openEmbedded(cluster)
  const owner = openPool(server.config)
  try {
    await migrate(owner)
    const { facts, register, data } = province.settings
    const { programme } = province
    const publisher = new Publisher(owner)
    const where = { facts, register, work: publicationWork(data) }
    await publishMonth({ publisher, programme, ...where, month: LAST, by: 'faults' })
    const customers = await hotCustomers(owner)
    return {
      folder,
      cluster,
      settings: province.settings,
      customers,
      remove: () => {
        province.remove()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } finally {
    await owner.end()
    await server.stop()
  }
}

/** They have a mobile and a broadband line, and 7★ whatever they pay. */
async function hotCustomers(owner: Pool): Promise<StageCustomer[]> {
  const { rows } = await owner.query<StageCustomer>(
    `select customer_id as id, lines from dipper.customer cross join lateral (
      select jsonb_agg(jsonb_build_object('id', h->>'serviceId', 'kind', h->>'kind')) as lines,
        array_agg(h->>'kind') as kinds
      from jsonb_array_elements(facts->'holdings') h
      where h->>'heldTo' is null and h->>'kind' in ('mobile', 'broadband')) l
    where kinds @> '{mobile,broadband}' and customer_id in (select customer_id from dipper.star)
    order by customer_id limit $1`,
    [HOT],
  )
  const ids = rows.map(({ id }) => id)
  await owner.query(
    `update dipper.star set star = 7, valid_from = month, valid_through = month + 11
    where customer_id = any($1)`,
    [ids],
  )
  await new PointsBatches(owner).earn({
    period: LAST - 1,
    revision: 1,
    rows: (async function* () {
      yield ids.map((id) => `${id},${POINTS}\n`).join('')
    })(),
    customers: ids.length,
    points: BigInt(ids.length * POINTS),
  })
  return rows
}
