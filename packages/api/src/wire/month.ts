import { type Month, parseMonth } from '@dipper/policy'
import { z } from 'zod'
import { says } from './says.ts'

const MONTH = /^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$/

/** A month as it is written: `YYYY-MM`. */
export const monthText = z
  .string(says('not-a-month'))
  .regex(MONTH, 'not-a-month')
  .meta({ id: 'Month', description: 'A calendar month, `YYYY-MM`.', examples: ['2026-11'] })

/** A month as it is calculated with. */
export const month = monthText.transform((text) => parseMonth(text) as Month)

/** First and last month, both inclusive. */
export const span = z
  .strictObject({ from: monthText, through: monthText })
  .meta({ id: 'Span', description: 'First and last month, both inclusive.' })
