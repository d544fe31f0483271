import { readFileSync } from 'node:fs'
import { type Diagnostic, type PolicyCode, readCosts } from '../src/index.ts'
import { inRepository } from './folder.ts'
import { type GoldenCase, golden, swapped } from './golden.ts'

export interface BrokenCosts extends GoldenCase {
  readonly swap?: Readonly<Record<string, string>>
  readonly text?: string
}

export const brokenCosts = golden<BrokenCosts>('broken-costs.yaml')

/** The cost file that tests start from, without mistakes. */
export const sampleCosts = readFileSync(
  inRepository('packages/policy/test/costs/sample.yaml'),
  'utf8',
)

export function costsFindings({ swap = {}, text }: BrokenCosts): readonly Diagnostic<PolicyCode>[] {
  return readCosts({ path: 'sample.yaml', text: text ?? swapped(sampleCosts, swap) }).diagnostics
}
