import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answering,
  asOf,
  formatMonth,
  type Month,
  month,
  type PolicyAnswer,
  type PolicyFile,
  type PolicyValues,
  type Programme,
  readProgramme,
  valuesFor,
} from '../src/index.ts'
import { documentText, overlayText, policyValues, someMonth, sources } from './arbitraries.ts'
import { sample } from './folder.ts'

const FIRST = month('2015-01')
const REGIONS = ['anhui', 'hubei']

const groups = fc.subarray(['eligible', 'growth', 'star', 'corrections'] as const)
const later = fc.uniqueArray(fc.integer({ min: FIRST + 1, max: FIRST + 60 }), { maxLength: 2 })

/** Documents one after another; the last may end. */
const documents: fc.Arbitrary<PolicyFile[]> = fc
  .tuple(
    later,
    fc.array(policyValues(3), { minLength: 3, maxLength: 3 }),
    sources,
    fc.option(fc.nat(40)),
  )
  .map(([unsorted, values, from, end]) => {
    const starts = [FIRST, ...unsorted.toSorted((left, right) => left - right)]
    return starts.map((effectiveFrom, index) => {
      const isLast = index === starts.length - 1
      const effectiveThrough = isLast && end !== null ? effectiveFrom + end : null
      const parts = { effectiveFrom, effectiveThrough, values: values[index] as object }
      const text = documentText({ ...parts, sources: from })
      return { path: `${formatMonth(effectiveFrom)}.yaml`, text }
    })
  })

const overlay = (region: string, effectiveFrom: Month): fc.Arbitrary<PolicyFile> =>
  fc.tuple(policyValues(3), groups, sources).map(([all, kept, from]) => {
    const values = Object.fromEntries(kept.map((group) => [group, all[group]]))
    const text = overlayText({ region, effectiveFrom, values, sources: from })
    return { path: `overlays/${region}/${formatMonth(effectiveFrom)}.yaml`, text }
  })

const overlays: fc.Arbitrary<PolicyFile[]> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...REGIONS), fc.nat(60)), {
    maxLength: 4,
    selector: String,
  })
  .chain((starts) => fc.tuple(...starts.map(([region, after]) => overlay(region, FIRST + after))))

/** A programme that was read; overlays after its end are no mistake of `asOf`'s and left out. */
const programmes = fc.tuple(documents, overlays).map(([national, regional]) => {
  const { programme } = readProgramme([...national, ...regional])
  return programme ?? (readProgramme(national).programme as Programme)
})

function inForce(answer: PolicyAnswer | undefined): (PolicyValues | undefined)[] {
  return [null, ...REGIONS].map((region) => answer && valuesFor(answer, region))
}

describe('as of', () => {
  it('has from its month on, for the nation and every region, what answered', () => {
    fc.assert(
      fc.property(
        programmes,
        fc.integer({ min: FIRST - 2, max: FIRST + 120 }),
        someMonth,
        fc.nat(500),
        (programme, at, from, after) => {
          const answer = answering(programme, at)
          const draft = asOf(programme, at, from)
          expect(draft === null).toBe(answer === undefined)
          if (!draft) return
          const then = answering(draft, from + after)
          expect(inForce(then)).toEqual(inForce(answer))
          expect(Object.keys(then?.regions ?? {})).toEqual(
            Object.keys(answer?.regions ?? {}).sort(),
          )
          expect(answering(draft, from - 1)).toBeUndefined()
        },
      ),
      { numRuns: 200 },
    )
  })

  it('keeps the files that speak, and drops the end', () => {
    const programme = readProgramme(sample).programme as Programme
    const draft = asOf(programme, month('2018-06'), month('2027-01'))
    expect(draft?.documents.map(({ file, effectiveThrough }) => [file, effectiveThrough])).toEqual([
      ['2016-01.yaml', null],
    ])
    expect(draft?.overlays.map(({ file, effectiveFrom }) => [file, effectiveFrom])).toEqual([
      ['overlays/anhui/2018-01.yaml', month('2027-01')],
    ])
    expect(asOf(programme, month('2015-12'), month('2027-01'))).toBeNull()
  })
})
