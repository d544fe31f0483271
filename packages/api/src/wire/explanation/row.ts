import { OUTCOMES } from '@dipper/assessment'
import { z } from 'zod'
import { whole } from '../integer.ts'
import { monthText, span } from '../month.ts'
import { star } from '../star.ts'
import { customerId } from '../text.ts'

const columns = {
  month: monthText,
  spendGrowth: whole,
  tenureGrowth: whole,
  creditGrowth: whole,
  growthValue: whole,
  assessedStar: star,
  star,
  validFrom: monthText.nullable(),
  validThrough: monthText.nullable(),
  outcome: z.enum(OUTCOMES),
}

export const row = z
  .strictObject({ customerId, ...columns })
  .meta({ id: 'Row', description: 'The eleven columns of the register.' })

export const projected = z
  .strictObject(columns)
  .meta({ id: 'ProjectedRow', description: 'A register row that might come.' })

const cell = z.union([z.number(), z.string(), z.null()])

export const difference = z.strictObject({
  column: z.enum(Object.keys(row.shape) as [keyof typeof row.shape]),
  stored: cell,
  assessed: cell,
})

export const heldBefore = z.strictObject({
  star,
  validity: span.nullable(),
  joined: monthText.nullable(),
  outcome: z.enum([...OUTCOMES, 'imported']),
})
