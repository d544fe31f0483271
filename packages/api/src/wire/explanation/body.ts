import { LANGUAGES } from '@dipper/policy'
import { z } from 'zod'
import { record } from './record.ts'

export const explanationBody = z
  .strictObject({
    language: z.enum(LANGUAGES),
    headline: z.string().describe('The answer in one sentence, short enough to be spoken.'),
    sentences: z.array(z.string()).describe('Every reason, in the order of the assessment.'),
    record,
  })
  .meta({
    id: 'Explanation',
    description: 'Why this star: the record of `dipper explain --format json`, and its sentences.',
  })

export type ExplanationBody = z.output<typeof explanationBody>
