// One of the two servers of star.mjs, told by its argument.
import { peopleOf, serve } from '@dipper/server'
import { openEmbedded, openPool } from '@dipper/store'
import Fastify from 'fastify'
import { join } from 'node:path'
import { month } from '@dipper/policy'

const [kind, written] = process.argv.slice(2)
const settings = JSON.parse(written)

if (kind === 'bare') {
  const { config } = await openEmbedded(join(settings.data, 'postgres'))
  const pool = openPool({ ...config, max: 10 })
  const {
    rows: [{ publication }],
  } = await pool.query('select publication from dipper.live where month = $1', [month('2026-11')])
  const bare = Fastify()
  // oxlint-disable-next-line no-async-endpoint-handlers -- fastify waits for them
  bare.get('/:id', async (request) => {
    const { rows } = await pool.query({
      name: 'bare',
      text: 'select * from dipper.star where month = $1 and customer_id = $2 and publication = $3',
      values: [month('2026-11'), request.params.id, publication],
    })
    const [row] = rows
    return {
      ...row,
      spend_growth: Number(row.spend_growth),
      tenure_growth: Number(row.tenure_growth),
      credit_growth: Number(row.credit_growth),
      growth_value: Number(row.growth_value),
    }
  })
  process.send({ address: await bare.listen({ port: 0, host: '127.0.0.1' }) })
} else {
  const limits = {
    rates: {
      system: null,
      customer: null,
      agent: null,
      shop: null,
      'data-operator': null,
      'policy-reader': null,
      auditor: null,
    },
    anonymous: null,
  }
  const serving = await serve({
    settings,
    people: peopleOf,
    log: { write: () => undefined },
    limits,
  })
  process.send({ address: serving.address })
}

process.once('disconnect', () => process.exit())
