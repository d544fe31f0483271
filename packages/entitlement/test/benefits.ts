import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  answeringBenefits,
  type BenefitsInForce,
  benefitsInForce,
  type Month,
  month,
  type PolicyFile,
  readBenefits,
  sentence,
} from '@dipper/policy'
import { parse } from 'yaml'

export function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url))
}

const FOLDER = inRepository('policies/china-telecom/benefits')
const NATIONAL = '2016-01.yaml'

const shipped: readonly PolicyFile[] = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({ path: file.slice(FOLDER.length + 1), text: readFileSync(file, 'utf8') }))

type Values = { readonly [key: string]: unknown }

const answers = new Map<string, BenefitsInForce>()

/** What answers in a month: the shipped benefits, with other values laid over the national ones. */
export function inForceWith(
  values: Values,
  at: Month,
  region: string | null = null,
): BenefitsInForce {
  const key = JSON.stringify([values, at, region])
  const known = answers.get(key)
  if (known) return known
  const answer = answeringBenefits(programmeWith(values), at)
  if (!answer) throw new Error('no document answers')
  const found = benefitsInForce(answer, region)
  answers.set(key, found)
  return found
}

export const national: BenefitsInForce = inForceWith({}, month('2026-03'))

function programmeWith(values: Values) {
  const files = shipped.map((file) => {
    if (file.path !== NATIONAL) return file
    return { ...file, text: JSON.stringify(laid(parse(file.text), values)) }
  })
  const { programme, diagnostics } = readBenefits(files)
  if (programme) return programme
  throw new Error(diagnostics.map((each) => `${each.file}: ${sentence(each, 'en')}`).join('\n'))
}

function laid(below: unknown, above: unknown): unknown {
  if (!isMap(below) || !isMap(above)) return above
  const keys = [...new Set([...Object.keys(below), ...Object.keys(above)])]
  return Object.fromEntries(
    keys.map((key) => [key, key in above ? laid(below[key], above[key]) : below[key]]),
  )
}

function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
