import type { z } from 'zod'
import { expect, it } from 'vitest'
import { customerBody, foundBody } from '../../../packages/api/src/wire/customer.ts'
import { OBJECTION_ABOUTS, OBJECTION_LABELS } from '../../../packages/api/src/objection-ports.ts'
import { objectionBody, objectionRequest } from '../../../packages/api/src/wire/objection.ts'
import type { useBody } from '../../../packages/api/src/wire/use.ts'
import type { Customer, Objection, UseInFull } from '../src/desk/answers.ts'
import { ABOUTS, bodyOf, CLASSES, LABELS, TEXT_MOST } from '../src/desk/objection-draft.ts'
import { en } from '../src/desk/words/en.ts'
import { zhCN } from '../src/desk/words/zh-CN.ts'
import { zhTW } from '../src/desk/words/zh-TW.ts'

/** Compiles only while the API sends everything that the desk reads. */
const READ = {
  customer: (sent: z.output<typeof customerBody>): Customer => sent,
  found: (sent: z.output<typeof foundBody>): Customer => sent,
  use: (sent: z.output<typeof useBody>): UseInFull => sent,
  objection: (sent: z.output<typeof objectionBody>): Objection => sent,
}

it('reads what the API sends', () => {
  expect(Object.keys(READ)).toHaveLength(4)
})

it('takes the objections that the API takes, and no others', () => {
  expect(LABELS).toEqual(OBJECTION_LABELS)
  expect(ABOUTS).toEqual(OBJECTION_ABOUTS)
  for (const chosen of CLASSES) {
    for (const label of LABELS[chosen]) {
      const draft = { class: chosen, label, about: 'bundle', text: ' x '.repeat(TEXT_MOST / 3) }
      expect(objectionRequest.safeParse(bodyOf(draft, '2026-11')).success).toBe(true)
      expect(objectionRequest.safeParse(bodyOf(draft, null)).success).toBe(true)
    }
  }
})

it.each([zhCN, zhTW, en])('has a name for every kind, and reasons that may be kept', (words) => {
  const { classes, labels, abouts } = words.objections
  expect(Object.keys(classes)).toEqual(CLASSES)
  expect(new Set(Object.keys(labels))).toEqual(new Set(Object.values(LABELS).flat()))
  expect(Object.keys(abouts)).toEqual(ABOUTS)
  for (const reason of words.find.usual) expect(reason).toMatch(/^.{3,200}$/u)
  expect(words.find.usual).toHaveLength(6)
})
