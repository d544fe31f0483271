import { z } from 'zod'
import { says } from './says.ts'

/** A day of the operator's calendar, as it is sent. */
export const day = z
  .string(says('not-a-date'))
  .regex(/^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$/, 'not-a-date')
  .refine(isDay, 'not-a-date')
  .meta({ format: 'date', examples: ['2026-11-02'] })

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** A day, as it is answered. */
export const dayText = z.string().describe('Local date of the operator, `YYYY-MM-DD`.')

/** A time, as it is answered. */
export const localTime = z.string().meta({
  id: 'LocalTime',
  description: 'Local time of the operator, `YYYY-MM-DDTHH:MM:SS`.',
  examples: ['2026-11-22T09:30:00'],
})
