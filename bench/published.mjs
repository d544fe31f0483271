// The last month of bench/simulate.mjs's register, published: what star.mjs and uses.mjs ask.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { month } from '@dipper/policy'
import {
  publicationWork,
  Publisher,
  publishMonth,
  readProgrammeIn,
  settingsFrom,
} from '@dipper/server'
import { root } from './measure.mjs'

export const LAST = month('2026-11')

/** Settings of a server for so many customers. */
export function settingsFor(customers, more = {}) {
  const folder = join(root, '.dipper', 'bench')
  const settings = settingsFrom(
    {},
    {
      policy: join(root, 'policies/china-telecom/star'),
      benefits: join(root, 'policies/china-telecom/benefits'),
      facts: join(folder, `facts-26-${customers}`),
      register: join(folder, `register-26-${customers}`),
      data: join(folder, `server-${customers}`),
      port: 0,
      log: 'info',
      ...more,
    },
  )
  if (!existsSync(settings.register))
    throw new Error('run bench/simulate.mjs first: it makes the register')
  return settings
}

/** Publishes it unless it is live, and says how long it took. */
export async function publishLast({ policy, facts, register, data }, owner) {
  const { programme } = readProgrammeIn(policy)
  const began = performance.now()
  const { did, rows } = await publishMonth({
    publisher: new Publisher(owner),
    programme,
    facts,
    register,
    work: publicationWork(data),
    month: LAST,
    by: 'bench',
  })
  const seconds = (performance.now() - began) / 1000
  process.stdout.write(`${did}: ${rows} rows in ${seconds.toFixed(1)} s\n`)
}

/** A token of the person `system` of a development provider. */
export async function systemToken({ issuer }) {
  const answered = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa('system:dipper')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  })
  return (await answered.json()).access_token
}
