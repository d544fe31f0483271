import { type BenefitsProgramme, type PolicyFile, readBenefits, sentence } from '../src/index.ts'
import { inRepository, readFolder } from './folder.ts'

/** The folder of benefits that tests start from: two documents and an overlay, without mistakes. */
export const sampleBenefits: readonly PolicyFile[] = readFolder(
  inRepository('packages/policy/test/benefits'),
)

export const shippedBenefits: readonly PolicyFile[] = readFolder(
  inRepository('policies/china-telecom/benefits'),
)

/** What files say, which must be without mistakes. */
export function benefitsOf(files: readonly PolicyFile[]): BenefitsProgramme {
  const { programme, diagnostics } = readBenefits(files)
  if (programme) return programme
  const found = diagnostics.map((each) => `${each.file}:${each.line} ${sentence(each, 'en')}`)
  throw new Error(found.join('\n'))
}
