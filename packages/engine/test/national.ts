import { readFileSync } from 'node:fs'
import { type Programme, readProgramme } from '@dipper/policy'

/** The national star policy as shipped. */
export function national(): Programme {
  const path = '2016-01.yaml'
  const folder = new URL('../../../policies/china-telecom/star/', import.meta.url)
  const { programme } = readProgramme([{ path, text: readFileSync(new URL(path, folder), 'utf8') }])
  if (!programme) throw new Error('the shipped policy has mistakes')
  return programme
}
