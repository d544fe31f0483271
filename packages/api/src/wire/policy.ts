import { compile } from '@dipper/assessment'
import { CERTAINTIES, formatMonth, type PolicyAnswer, provenance } from '@dipper/policy'
import { z } from 'zod'
import { monthText } from './month.ts'
import { digest, region } from './text.ts'

/** A title or names in the three languages. */
export const localized = z.strictObject({
  'zh-CN': z.string(),
  'zh-TW': z.string(),
  en: z.string(),
})

export const provenValue = z
  .strictObject({
    path: z.string(),
    value: z.unknown(),
    source: z.string(),
    certainty: z.enum(CERTAINTIES).describe('`assumed`: a screen that shows the value says so.'),
    file: z.string().describe('The document or overlay that says so.'),
  })
  .meta({
    id: 'ProvenValue',
    description: 'A value in force, and where it comes from.',
    examples: [
      {
        path: 'star.thresholds',
        value: [300, 900],
        source: '星级服务规则 第二条',
        certainty: 'official',
        file: '2016-01.yaml',
      },
    ],
  })

export const policyBody = z
  .strictObject({
    month: monthText,
    policy: z.string(),
    document: z.string(),
    effectiveFrom: monthText,
    region: region.nullable(),
    overlay: z.string().nullable().describe('File of the region’s overlay; null without one.'),
    digest: digest.describe('Of the compiled policy.'),
    title: localized,
    values: z.array(provenValue),
  })
  .meta({ id: 'Policy', description: 'The values in force in a month, with their provenance.' })

/** The same fields as `dipper policy show --json`. */
export function toPolicyBody(
  answer: PolicyAnswer,
  region: string | null,
): z.output<typeof policyBody> {
  const { document } = answer
  const overlaid = region !== null && Object.hasOwn(answer.regions, region)
  return {
    month: formatMonth(answer.month),
    policy: document.policy,
    document: document.file,
    effectiveFrom: formatMonth(document.effectiveFrom),
    region,
    overlay: overlaid ? (answer.regions[region]?.overlay.file ?? null) : null,
    digest: compile(answer).digest,
    title: { ...document.title },
    values: provenance(answer, region),
  }
}
