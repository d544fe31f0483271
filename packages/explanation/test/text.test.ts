import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable } from '../src/printable.ts'
import { displayWidth, padEnd, padStart } from '../src/text/width.ts'
import { wrap } from '../src/text/wrap.ts'

describe('display width', () => {
  it.each([
    ['abc', 3],
    ['三星', 4],
    ['，。（）', 8],
    ['¥1,234.56', 9],
    ['−10', 3],
    ['e\u0301', 1],
    ['한국', 4],
    ['🎁', 2],
  ])('%s takes %d columns', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })

  it('pads to columns, not to characters', () => {
    expect(padEnd('三星', 6)).toBe('三星  ')
    expect(padStart('三星', 6)).toBe('  三星')
  })
})

describe('wrapping', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['成长值达到三星', 8, ['成长值达', '到三星']],
    ['达到三星。', 8, ['达到三', '星。']],
    ['达到（三星）的门槛', 8, ['达到（三', '星）的门', '槛']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['', 4, ['']],
    ['a\tb\nc', 20, ['a�b�c']],
  ])('%j in %d columns', (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines)
  })

  it('loses nothing but white space, and keeps to its columns', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('三星', '々〇', '「引」', '（', '》', '，', ' ', '한국', 'word'),
    )
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: 2, max: 12 }), (pieces, width) => {
        const text = pieces.join('')
        const lines = wrap(text, width)
        expect(lines.join('').replace(/\s/g, '')).toBe(printable(text).replace(/\s/g, ''))
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width)
      }),
      { numRuns: 1000 },
    )
  })
})
