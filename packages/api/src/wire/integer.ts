import { z } from 'zod'
import type { FieldCode } from '../problems/catalogue.ts'
import { says } from './says.ts'

/**
 * An integer of a path or query: text on the wire, described as an integer.
 *
 * @param described how the document describes it; `minimum` and `maximum` are kept to
 * @param code what is said of anything else
 */
export function integerText(
  described: { readonly minimum: number; readonly maximum: number; readonly default?: number },
  code: FieldCode,
) {
  const { minimum, maximum } = described
  const within = (text: string): boolean => Number(text) >= minimum && Number(text) <= maximum
  return z
    .string(says(code))
    .regex(/^(0|-?[1-9][0-9]{0,14})$/, code)
    .refine(within, code)
    .meta({ wire: { type: 'integer', ...described } })
    .transform(Number)
}

/** An integer of the register or the store, exact on both sides of 2^53. */
export const whole = z.union([z.int(), z.string().regex(/^-?[1-9][0-9]{15,}$/)]).meta({
  id: 'Whole',
  description:
    'An integer. Beyond 2^53 − 1, where a JSON reader may round, it is written as a string.',
  examples: [1668],
})

export function toWhole(value: bigint): number | string {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value.toString()
}
