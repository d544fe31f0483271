import { z } from 'zod'
import { integerText } from './integer.ts'
import { says } from './says.ts'

/** `limit` and `cursor` of every list. */
export const pageQuery = {
  limit: integerText({ minimum: 1, maximum: 200, default: 50 }, 'not-a-limit')
    .default(50)
    .describe('Items of a page.'),
  cursor: z
    .string(says('wrong'))
    .regex(/^[A-Za-z0-9_-]{1,256}$/, 'wrong')
    .optional()
    .describe('Of `next` of the page before.'),
}

export const next = z
  .string()
  .nullable()
  .describe('Address of the next page; null at the end. Also in the header `Link`.')
