import { type Diagnostic, type PolicyCode, readBenefits } from '../src/index.ts'
import { sampleBenefits } from './benefits-folder.ts'
import { type BrokenCase, filesOf } from './broken-cases.ts'
import { golden } from './golden.ts'

export const brokenBenefits = golden<BrokenCase>('broken-benefits.yaml')

export function benefitsFindings(each: BrokenCase): readonly Diagnostic<PolicyCode>[] {
  return readBenefits(filesOf(each, sampleBenefits)).diagnostics
}
