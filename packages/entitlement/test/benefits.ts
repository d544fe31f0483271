import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BenefitsInForce, type Month, month, type PolicyFile } from '@dipper/policy'
import { type Case, parseCases } from '../src/cases/case-format.ts'
import { CasePolicies, type Values } from '../src/cases/case-policies.ts'

export function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url))
}

const FOLDER = inRepository('policies/china-telecom/benefits')

const shipped: readonly PolicyFile[] = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({ path: file.slice(FOLDER.length + 1), text: readFileSync(file, 'utf8') }))

export const policies = new CasePolicies(shipped)

/** The shipped cases, by file. */
export const shippedCases: ReadonlyMap<string, Case[]> = new Map(
  shipped
    .filter(({ path }) => path.startsWith('cases/'))
    .map(({ path, text }) => [path.slice('cases/'.length), parseCases(text, path)]),
)

/** What answers in a month: the shipped benefits, with other values laid over the national ones. */
export function inForceWith(
  values: Values,
  at: Month,
  region: string | null = null,
): BenefitsInForce {
  const found = policies.inForce(values, at, region)
  if ('why' in found) throw new Error(found.why)
  return found
}

export const national: BenefitsInForce = inForceWith({}, month('2026-03'))
