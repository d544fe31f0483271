import type { AssessedExplanation, LastExplanation } from '@dipper/explanation'
import { expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import type { assessed, last } from '../src/wire/explanation/record.ts'

/** What a value is once it was written as JSON: a bigint is a number, or text beyond 2^53. */
type AsJson<T> = T extends bigint
  ? number | string
  : T extends readonly (infer Item)[]
    ? AsJson<Item>[]
    : T extends object
      ? { -readonly [K in keyof T]: AsJson<T[K]> }
      : T

/** Reasons are a closed union in the record, and open to those who read it as JSON. */
type Told<T> = Omit<T, 'headline' | 'reasons'>

/** `true` where each of two types takes all values of the other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

it('the document describes the whole record of an explanation, and no more (types)', () => {
  type Assessed = Same<AsJson<Told<AssessedExplanation>>, Told<z.output<typeof assessed>>>
  type Last = Same<AsJson<Told<LastExplanation>>, Told<z.output<typeof last>>>
  expectTypeOf<[Assessed, Last]>().toEqualTypeOf<[true, true]>()
})
