import { readFileSync, writeFileSync } from 'node:fs'
import { LANGUAGES } from '@dipper/policy'
import { describe, expect, it } from 'vitest'
import { type Explanation, toJson, toText } from '../src/index.ts'
import { ageing, charges, customer, explained, stop } from './customers.ts'
import { programme } from './programme.ts'

const UPDATING = process.env['UPDATE']?.split(',').includes('explain') && !process.env['CI']

/** The worked example's customer in 2021-04, with a gift and a stop that do not count. */
function golden(): Explanation {
  const national = programme('2021-04')
  const who = customer({
    charges: [
      ...charges('2020-03', '2021-12', { fen: 12900n }),
      ...charges('2020-10', '2020-10', { fen: 2000n, category: 'gift' }),
    ],
    stops: [stop('2021-02-11'), stop('2021-02-04', { kind: 'single' })],
  })
  return explained(national, ageing(national, who, '2021-04'), '2021-04')
}

describe('the golden explanation', () => {
  it.each(LANGUAGES)('reads the same in %s', (language) => {
    expect(toText(golden(), language)).toBe(kept(`${language}.txt`, toText(golden(), language)))
  })

  it('is the same data', () => {
    const json = toJson(golden())
    expect(json).toEqual(JSON.parse(kept('explanation.json', JSON.stringify(json, null, 2))))
  })
})

function kept(name: string, now: string): string {
  const file = new URL(`golden/${name}`, import.meta.url)
  if (UPDATING) writeFileSync(file, now)
  return readFileSync(file, 'utf8')
}
